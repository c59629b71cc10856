import { isBag, oneOf } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { EquivalentTime, IntervalPeriod } from '../time/equivalent-time.ts';
import { periodsInYear } from './legal-taeg.ts';
import { answerOfFlows, decimalsFault, defaultDecimals } from './rate-answer.ts';
import type { RateAnswer } from './rate-answer.ts';
import { decimalScale, doubtOf, legalTime, placeFlows, scaledAmount } from './rate-flows.ts';
import type { RateFlow } from './rate-flows.ts';

export interface IrrQuestion {
  /** Signed amounts, in any order; which side is negative does not matter. */
  readonly flows: readonly RateFlow[];
  /** Intervals as days / 365 (what spreadsheets do) or by the legal rule of the TAEG; `act/365f` unless said. */
  readonly intervals?: 'act/365f' | 'legal' | undefined;
  /** Whole periods of the legal rule: month unless said. */
  readonly frequency?: IntervalPeriod | undefined;
  readonly decimals?: number | undefined;
}

const intervalsKnown = oneOf('act/365f', 'legal');
const frequencyKnown = oneOf('year', 'month', 'week');

/**
 * Internal rate of return of signed flows: the yearly rate at which their present values add up to nothing. Refuses bad
 * fields by name, flows all of one sign or without a rate (`not_solvable`), with one not between −99 % and 10^8 %
 * (`rate_out_of_range`), with several (`rate_not_unique`).
 */
export function datedIrr(question: IrrQuestion): RateAnswer | Refusal {
  const fields: unknown = question;
  if (!isBag(fields)) return refuse('missing', 'flows');
  const placed = placeFlows(fields['flows'], 'flows', true);
  if (!placed.ok) return placed;
  const intervals = fields['intervals'] ?? 'act/365f';
  const frequency = fields['frequency'] ?? 'month';
  const decimals = fields['decimals'];
  const fault = intervalsKnown(intervals, 'intervals') ?? frequencyKnown(frequency, 'frequency') ?? decimalsFault(decimals);
  if (fault !== null) return fault;
  const byDays = placed.kind === 'dates' && intervals === 'act/365f';
  const perYear = byDays ? 365 : periodsInYear[frequency as IntervalPeriod];
  const origin = placed.flows.reduce((first, flow) => Math.min(first, flow.at), Infinity);
  const byYears = placed.kind === 'years' ? placed.flows : [];
  const { scale, exact } = decimalScale(byYears);
  const timeOf = (at: number): EquivalentTime =>
    byDays
      ? { whole: at - origin, days: 0, divisor: 365, years: (at - origin) / 365 }
      : legalTime(placed.kind, at, origin, frequency as IntervalPeriod, perYear);
  const timed = placed.flows.map(({ at, amount }) => ({ time: timeOf(at), cents: scaledAmount(amount, scale) }));
  return answerOfFlows(timed, perYear, typeof decimals === 'number' ? decimals : defaultDecimals, 'flows', doubtOf(byYears, perYear, exact));
}
