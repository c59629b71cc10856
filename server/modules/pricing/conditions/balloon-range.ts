/** How large the balloon may be: at most the guaranteed value, at least two fifths of it. */
import type { OfferConditions } from '../api.ts';

export interface BalloonRange {
  readonly minCents: number;
  readonly maxCents: number;
}

/** The range for a term and yearly mileage; undefined when the offer has no guaranteed value for them. Whole euro. */
export function balloonRange(conditions: OfferConditions, months: number, kmPerYear: number | null): BalloonRange | undefined {
  const cell = conditions.balloons.find((balloon) => balloon.months === months && balloon.kmPerYear === kmPerYear);
  if (cell === undefined) return undefined;
  return { minCents: Math.floor((cell.valueCents * 2) / 500) * 100, maxCents: cell.valueCents };
}
