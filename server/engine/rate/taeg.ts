import { isCivilDate, toDayNumber } from '#platform/civil-date';
import { solveAnnualRate } from './annual-rate.ts';
import type { TimedAmount } from './annual-rate.ts';
import { equivalentTimeOfDays } from '../time/equivalent-time.ts';
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

function firstFault(flows: readonly DatedAmount[], path: string): Refusal | null {
  if (!Array.isArray(flows)) return { ok: false, refusal: 'missing', path };
  if (flows.length > maximumFlows) return { ok: false, refusal: 'too_many_items', path };
  for (const [index, flow] of flows.entries()) {
    if (!isCivilDate(flow?.date)) return { ok: false, refusal: 'date_not_valid', path: `${path}.${index}.date` };
    if (!Number.isSafeInteger(flow.cents)) return { ok: false, refusal: 'not_an_integer', path: `${path}.${index}.cents` };
    if (flow.cents < 0) return { ok: false, refusal: 'amount_negative', path: `${path}.${index}.cents` };
  }
  return null;
}

/**
 * TAEG of dated flows: the rate that equates drawdowns and payments discounted annually (Directive 2008/48 Annex I,
 * Directive 2023/2225 Annex III, TUB art. 121), intervals by `equivalentTime` in months. Refuses bad flows by name, a
 * payment before the first drawdown (`date_out_of_range`) and flows without a rate (`not_solvable`).
 */
export function taeg(flows: TaegFlows): TaegResult {
  const fault = firstFault(flows?.drawdowns, 'drawdowns') ?? firstFault(flows?.payments, 'payments');
  if (fault !== null) return fault;
  if (flows.drawdowns.length === 0) return { ok: false, refusal: 'missing', path: 'drawdowns' };
  const origin = flows.drawdowns.reduce((day, flow) => Math.min(day, toDayNumber(flow.date)), Infinity);
  const timed: TimedAmount[] = [];
  for (const flow of flows.drawdowns) {
    timed.push({ time: equivalentTimeOfDays(origin, toDayNumber(flow.date)), cents: -flow.cents });
  }
  for (const [index, flow] of flows.payments.entries()) {
    const day = toDayNumber(flow.date);
    if (day < origin) return { ok: false, refusal: 'date_out_of_range', path: `payments.${index}.date` };
    timed.push({ time: equivalentTimeOfDays(origin, day), cents: flow.cents });
  }
  const annualRate = solveAnnualRate(timed);
  if (annualRate === null) return { ok: false, refusal: 'not_solvable', path: 'payments' };
  return { ok: true, taegPpm: toTaegPpm(annualRate), annualRate };
}
