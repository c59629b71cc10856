import { dayNumberOrNaN } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { rateFault, solveAnnualRate } from './annual-rate.ts';
import type { TimedAmount } from './annual-rate.ts';
import { intervalsFrom } from '../time/equivalent-time.ts';
import { toTaegPpm } from '../arithmetic/round.ts';
import type { Refusal } from '../refusal.ts';

/** An amount ≥ 0 on a day. */
export interface DatedAmount {
  readonly date: string;
  readonly cents: number;
}

export interface TaegFlows {
  /** What the customer receives; the earliest date is the origin of time. */
  readonly drawdowns: readonly DatedAmount[];
  /** What the customer pays: instalments and every cost of the credit, never optional services. */
  readonly payments: readonly DatedAmount[];
}

export type TaegResult =
  | {
      readonly ok: true;
      /** Two decimals of per cent, half-up. */
      readonly taegPpm: number;
      /** Full precision, as a fraction; for proofs and for rounding at other decimals. */
      readonly annualRate: number;
    }
  | Refusal;

const maximumFlows = 5000;

/** The day of each flow, or the first fault of a list of whatever type. */
function daysOf(flows: readonly DatedAmount[], path: string): readonly DayNumber[] | Refusal {
  if (!Array.isArray(flows)) return { ok: false, refusal: 'missing', path };
  if (flows.length > maximumFlows) return { ok: false, refusal: 'too_many_items', path };
  const days: DayNumber[] = [];
  for (const flow of flows as readonly DatedAmount[]) {
    const day = dayNumberOrNaN(flow?.date);
    if (Number.isNaN(day)) return { ok: false, refusal: 'date_not_valid', path: `${path}.${days.length}.date` };
    if (!Number.isSafeInteger(flow.cents)) return { ok: false, refusal: 'not_an_integer', path: `${path}.${days.length}.cents` };
    if (flow.cents < 0) return { ok: false, refusal: 'amount_negative', path: `${path}.${days.length}.cents` };
    days.push(day);
  }
  return days;
}

/**
 * TAEG of dated flows: the rate that equates drawdowns and payments discounted annually (Directive 2008/48 Annex I,
 * Directive 2023/2225 Annex III, TUB art. 121), intervals by `equivalentTime` in months. Refuses bad flows by name, a
 * payment before the first drawdown (`date_out_of_range`) and flows without a rate, by the names of `rateFault`.
 */
export function taeg(flows: TaegFlows): TaegResult {
  const drawn = daysOf(flows?.drawdowns, 'drawdowns');
  if ('ok' in drawn) return drawn;
  const paid = daysOf(flows?.payments, 'payments');
  if ('ok' in paid) return paid;
  if (drawn.length === 0) return { ok: false, refusal: 'missing', path: 'drawdowns' };
  const origin = drawn.reduce((first, day) => Math.min(first, day), Infinity);
  const intervalTo = intervalsFrom(origin);
  const timed: TimedAmount[] = [];
  for (const flow of flows.drawdowns) timed.push({ time: intervalTo(drawn[timed.length] ?? origin), cents: -flow.cents });
  let index = 0;
  for (const { cents } of flows.payments) {
    const day = paid[index] ?? origin;
    if (day < origin) return { ok: false, refusal: 'date_out_of_range', path: `payments.${index}.date` };
    timed.push({ time: intervalTo(day), cents });
    index += 1;
  }
  const annualRate = solveAnnualRate(timed);
  if (annualRate === null) return { ok: false, refusal: rateFault(timed), path: 'payments' };
  return { ok: true, taegPpm: toTaegPpm(annualRate), annualRate };
}
