import { toDayNumber } from '#platform/civil-date';
import { toPpm } from '../arithmetic/round.ts';
import { exponential, integerPower } from '../arithmetic/power.ts';
import { date, listOf, record, unlessAbsent } from '../check-fields.ts';
import { forceOf } from '../rate/force-of.ts';
import { timedFlows } from '../rate/timed-flows.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { equivalentTimeOfDays } from '../time/equivalent-time.ts';
import { datedCents } from './contribution.ts';
import { maximumFlows } from './subsidy-terms.ts';
import type { DatedCents, ProofLine } from './subsidy-terms.ts';

/** The lender's own flows of a contract, amounts ≥ 0, each on its value date. */
export interface LenderFlows {
  /** Day from which intervals are counted, not after any flow; default: the earliest flow. The legal interval rule does not add up, so a yield meant to match a subsidy counts from the same start. */
  readonly start?: string | undefined;
  /** Paid to the dealer. */
  readonly payouts: readonly DatedCents[];
  /** Got from maker and dealer. */
  readonly subsidies: readonly DatedCents[];
  /** Paid to dealer, seller, agents. */
  readonly commissions: readonly DatedCents[];
  /** Got from the customer. */
  readonly customer: readonly DatedCents[];
}

export type YieldResult =
  | {
      readonly ok: true;
      /** Effective annual yield, nearest ppm. */
      readonly yieldPpm: number;
      /** The same as a nominal rate compounded monthly, nearest ppm: comparable with a TAN. */
      readonly nominalPpm: number;
      /** Full precision, as a fraction; for proofs. */
      readonly annualRate: number;
      readonly proof: readonly ProofLine[];
    }
  | Refusal;

const flowsCheck = listOf(datedCents, maximumFlows);
const fields = record({ start: unlessAbsent(date), payouts: flowsCheck, subsidies: flowsCheck, commissions: flowsCheck, customer: flowsCheck });

/** Twelfth root of a growth > 0 by Newton on y^12. */
function monthlyGrowth(yearly: number): number {
  let guess = Math.sqrt(Math.sqrt(yearly));
  guess = guess > 1 ? 1 + (guess - 1) / 3 : guess;
  for (let step = 0; step < 200; step++) {
    const power = integerPower(guess, 11);
    const next = guess - (guess * power - yearly) / (12 * power);
    if (Math.abs(next - guess) <= 1e-16 * next) return next;
    guess = next;
  }
  return guess;
}

const nearestPpm = (rate: number): number => (rate < 0 ? 0 - toPpm(-rate) : toPpm(rate));

/**
 * Yield of the lender: the annual rate at which its own flows are together worth nothing, intervals in
 * whole months back from the later date and leftover days over 365 or 366. With the contribution of `subsidy` among the
 * flows it is the target, but for the cents of the rounding.
 * Refuses flows without a rate (`not_solvable`) and with more than one (`rate_not_unique`).
 */
export function lenderYield(flows: LenderFlows): YieldResult {
  const fault = fields(flows, '');
  if (fault !== null) return fault;
  const { payouts, subsidies, commissions, customer } = flows;
  const out = [...payouts, ...commissions];
  const into = [...subsidies, ...customer];
  if (out.length === 0) return refuse('missing', 'payouts');
  if (into.length === 0) return refuse('missing', 'customer');
  const earliest = [...out, ...into].reduce((day, flow) => Math.min(day, toDayNumber(flow.date)), Infinity);
  const origin = typeof flows.start === 'string' ? toDayNumber(flows.start) : earliest;
  if (origin > earliest) return refuse('date_out_of_range', 'start');
  const timed = (list: readonly DatedCents[], sign: 1 | -1) =>
    list.map((flow) => ({ cents: sign * flow.cents, time: equivalentTimeOfDays(origin, toDayNumber(flow.date)) }));
  // A dealer paid after the first instalments turns the flows around more than once: any number of rates may fit.
  const force = forceOf(timedFlows([...timed(out, -1), ...timed(into, 1)], 12));
  if (typeof force === 'string') return refuse(force, 'customer');
  const annualRate = exponential(force) - 1;
  const sum = (list: readonly DatedCents[]) => list.reduce((total, flow) => total + flow.cents, 0);
  const yieldPpm = nearestPpm(annualRate);
  const nominalPpm = nearestPpm((monthlyGrowth(1 + annualRate) - 1) * 12);
  const proof: ProofLine[] = [
    { label: 'payouts', cents: sum(payouts), count: payouts.length },
    { label: 'commissions', cents: sum(commissions), count: commissions.length },
    { label: 'subsidies', cents: sum(subsidies), count: subsidies.length },
    { label: 'customerFlows', cents: sum(customer), count: customer.length },
    { label: 'yield', ratePpm: yieldPpm, of: 'year' },
    { label: 'yield', ratePpm: nominalPpm, of: 'month' },
  ];
  return { ok: true, yieldPpm, nominalPpm, annualRate, proof };
}
