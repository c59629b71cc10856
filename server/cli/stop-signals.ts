const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** On a terminal Ctrl-C arrives twice, from the terminal and handed on by npm; only a later one means "at once". */
const SAME_WISH_MS = 700;

export interface StopSignals {
  /** Settles when the operator asks to stop. */
  asked: Promise<void>;
  isAsked: () => boolean;
  /** Gives the signals back to their defaults. */
  dispose: () => void;
}

/** Listens for the wish to stop; `atOnce` is called when it is repeated while the orderly stop is under way. */
export function listenForStop(atOnce: () => void, clock: () => number = () => performance.now()): StopSignals {
  let askedAt: number | undefined;
  let resolveAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (resolveAsked = resolve));
  const onSignal = (): void => {
    if (askedAt === undefined) {
      askedAt = clock();
      resolveAsked();
    } else if (clock() - askedAt > SAME_WISH_MS) {
      atOnce();
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    asked,
    isAsked: () => askedAt !== undefined,
    dispose: () => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}
