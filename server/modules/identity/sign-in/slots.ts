import { AppError } from '#platform/errors';

export interface Slots {
  /** Runs `work` when a place is free; throws unavailable when too many already wait. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Lets at most `places` pieces of work run at a time, in order of arrival, with at most `mostWaiting` behind them. */
export function createSlots(places: number, mostWaiting: number): Slots {
  let free = places;
  const waiting: (() => void)[] = [];
  return {
    run: async (work) => {
      if (free > 0) free -= 1;
      else {
        if (waiting.length >= mostWaiting) throw new AppError('unavailable', 'too much work is waiting', { retryAfterSeconds: 2 });
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      try {
        return await work();
      } finally {
        // The place goes straight to the next in line, so that nobody can slip in between.
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
