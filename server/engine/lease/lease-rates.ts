import type { DayNumber } from '#platform/civil-date';
import { solveAnnualRate } from '../rate/annual-rate.ts';
import { equivalentTimeOfDays } from '../time/equivalent-time.ts';
import type { EquivalentTime } from '../time/equivalent-time.ts';

/** A flow of the lessee: positive paid, negative received. */
export interface LeaseFlow {
  readonly day: DayNumber;
  readonly cents: number;
}

/**
 * Annual rates of the flows of one lease by the interval rule of the TAEG (whole months, or weeks for weekly rentals,
 * counted back from the later date); null when there is none. The intervals are counted once for all the questions.
 */
export function leaseRates(start: DayNumber, unit: 'month' | 'week' | 'day'): (flows: readonly LeaseFlow[]) => number | null {
  const period = unit === 'week' ? 'week' : 'month';
  const times = new Map<DayNumber, EquivalentTime>();
  const timeOf = (day: DayNumber): EquivalentTime => {
    const known = times.get(day);
    if (known !== undefined) return known;
    const time = equivalentTimeOfDays(start, day, period);
    times.set(day, time);
    return time;
  };
  return (flows) =>
    solveAnnualRate(
      flows.map(({ day, cents }) => ({ cents, time: timeOf(day) })),
      period === 'week' ? 52 : 12,
    );
}
