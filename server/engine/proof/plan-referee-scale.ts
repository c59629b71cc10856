import { greatestDivisor, leastMultiple } from './plan-referee-fraction.ts';
import type { RefereeCalendar } from './plan-referee-periods.ts';

/**
 * One denominator for all the interest of a plan, so that the referee's rows are whole numbers: for tests only.
 * Period k turns a balance into balance × (scale + growth[k]) / scale.
 */
export interface ScaledRates {
  readonly scale: bigint;
  readonly growth: readonly bigint[];
  /** Interest of the drawdowns inside each period, in cents / scale. */
  readonly inside: readonly bigint[];
}

const million = 1_000_000n;

export function scaledRates(calendar: RefereeCalendar, nominalRatePpm: number): ScaledRates {
  let [common, seen, longest] = [1n, 1n, 1];
  for (const { parts, inside } of calendar.periods) {
    longest = Math.max(longest, parts.length);
    for (const bottom of [...parts.map((part) => part.bottom), ...inside.map((drawdown) => drawdown.fraction.bottom)]) {
      if (bottom === seen) continue;
      seen = bottom;
      if (common % bottom !== 0n) common = leastMultiple(common, bottom);
    }
  }
  const shared = greatestDivisor(BigInt(nominalRatePpm), million);
  const rate = BigInt(nominalRatePpm) / shared;
  const base = (million / shared) * common;
  const exponent = BigInt(longest);
  const scale = base ** exponent;
  const toScale = scale / base;
  return {
    scale,
    growth: calendar.periods.map(({ parts }) => {
      let [factor, left] = [1n, exponent];
      for (const part of parts) {
        factor *= base + rate * part.top * (common / part.bottom);
        left -= 1n;
      }
      return factor * base ** left - scale;
    }),
    inside: calendar.periods.map(({ inside }) =>
      inside.reduce((interest, drawdown) => interest + drawdown.cents * rate * drawdown.fraction.top * (common / drawdown.fraction.bottom) * toScale, 0n),
    ),
  };
}
