import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';

/** A yearly rate from its day on, that day included. */
export interface DatedRate {
  readonly from: string;
  readonly ratePpm: number;
}

/** Days after `after` up to `to`, all at one rate; null = no rate is known for them. */
export interface RateStretch {
  readonly after: DayNumber;
  readonly to: DayNumber;
  readonly ratePpm: number | null;
  /** How the usury threshold changed the rate, if it did. */
  readonly replaced: 'cap' | 'contract-rate' | null;
}

interface LateRateTerms {
  readonly rates: readonly DatedRate[];
  readonly thresholds?: readonly DatedRate[] | undefined;
  readonly aboveThreshold?: 'cap' | 'contract-rate' | undefined;
  readonly contractRatePpm?: number | undefined;
}

/** Walks along rising rates: the rate in force on each of days that never go back, each rate looked at once. */
function walkAlong(rates: readonly DatedRate[]): (day: DayNumber) => number | null {
  let next = 0;
  let found: number | null = null;
  return (day) => {
    for (let rate = rates[next]; rate !== undefined && toDayNumber(rate.from) <= day; rate = rates[++next]) found = rate.ratePpm;
    return found;
  };
}

/** The stretches between two days, cut where a rate or threshold begins and after each of the given days; rates and thresholds rise by day. */
export function rateStretches(terms: LateRateTerms, after: DayNumber, to: DayNumber, cuts: readonly DayNumber[]): RateStretch[] {
  const thresholds = terms.thresholds ?? [];
  const begins = [...terms.rates, ...thresholds].map((rate) => toDayNumber(rate.from) - 1);
  const ends = [...new Set([...begins, ...cuts, to])].filter((day) => day > after && day <= to).sort((one, other) => one - other);
  const rateOn = walkAlong(terms.rates);
  const thresholdOn = walkAlong(thresholds);
  const stretches: RateStretch[] = [];
  let from = after;
  for (const end of ends) {
    const agreed = rateOn(from + 1);
    const threshold = thresholdOn(from + 1);
    const above = agreed !== null && threshold !== null && agreed > threshold;
    const way = above ? (terms.aboveThreshold ?? 'cap') : null;
    const instead = way === 'contract-rate' ? Math.min(terms.contractRatePpm ?? 0, threshold ?? 0) : threshold;
    stretches.push({ after: from, to: end, ratePpm: above ? instead : agreed, replaced: way });
    from = end;
  }
  return stretches;
}
