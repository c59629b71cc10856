import { fromDayNumber, lastDayNumber, toDayNumber } from '#platform/civil-date';
import { date, integerWithin, listOf, oneOf, record, unlessAbsent, withoutMinusZero } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { timeFrom, valueCents } from './discount.ts';
import { maximumAmountCents, maximumFlows, maximumPayoutDays, maximumYearlyPpm } from './subsidy-terms.ts';
import type { DatedCents, ProofLine, SubsidyResult, SubsidyTerms } from './subsidy-terms.ts';

export const signedAmount: Check = integerWithin(-maximumAmountCents, maximumAmountCents, 'amount_too_large');
export const datedCents: Check = record({ date, cents: signedAmount });
export const yearlyRate: Check = record({
  ratePpm: integerWithin(0, maximumYearlyPpm, 'rate_out_of_range'),
  compounding: oneOf('year', 'month', 'week'),
});
const flowList = listOf(datedCents, maximumFlows);

const subsidyFields = record({
  amountFinancedCents: integerWithin(1, maximumAmountCents, 'amount_too_large'),
  start: date,
  payoutDays: unlessAbsent(integerWithin(0, maximumPayoutDays, 'number_out_of_range')),
  flows: flowList,
  target: yearlyRate,
  contributionDate: unlessAbsent(date),
});

/** The first flow before the start, refused by its path. */
function earlierThan(start: string, flows: readonly DatedCents[], path: string): Refusal | null {
  const found = flows.findIndex((flow) => flow.date < start);
  return found < 0 ? null : refuse('date_out_of_range', `${path}.${found}.date`);
}

/**
 * Contribution (subsidy) of maker or dealer that lifts a lender's flows to the target rate, by value date:
 * C × v(c) = F × v(d) − Σ flow × v(t), where v discounts at the target from the start, d is the day on which the dealer
 * is settled (the later, the less the lender needs) and c the day on which the contribution is paid. One rounding,
 * half away from zero. Zero when the target is the rate of the plan; negative when the flows earn more than the target.
 */
export function subsidy(given: SubsidyTerms): SubsidyResult {
  const terms = withoutMinusZero(given);
  const fault = subsidyFields(terms, '') ?? earlierThan(terms.start, terms.flows, 'flows');
  if (fault !== null) return fault;
  const { start, target } = terms;
  const payoutDay = toDayNumber(start) + (terms.payoutDays ?? 0);
  if (payoutDay > lastDayNumber) return refuse('date_out_of_range', 'payoutDays');
  const payoutDate = fromDayNumber(payoutDay);
  const contributionDate = terms.contributionDate ?? payoutDate;
  const lastDay = Math.max(payoutDay, toDayNumber(start) + maximumPayoutDays);
  if (contributionDate < start || toDayNumber(contributionDate) > lastDay) return refuse('date_out_of_range', 'contributionDate');
  const payout = { cents: terms.amountFinancedCents, time: timeFrom(start, payoutDate, target) };
  const flows = terms.flows.map((flow) => ({ cents: flow.cents, time: timeFrom(start, flow.date, target) }));
  const owed = [payout, ...flows.map((flow) => ({ cents: -flow.cents, time: flow.time }))];
  const contributionCents = valueCents(owed, target, timeFrom(start, contributionDate, target));
  if (!Number.isSafeInteger(contributionCents)) return refuse('amount_too_large', 'contributionDate');
  const payoutValueCents = valueCents([payout], target);
  const presentValueCents = valueCents(flows, target);
  const proof: ProofLine[] = [
    { label: 'amountFinanced', cents: terms.amountFinancedCents },
    { label: 'payout', date: payoutDate, count: terms.payoutDays ?? 0 },
    { label: 'targetRate', ratePpm: target.ratePpm, of: target.compounding },
    { label: 'payoutValue', cents: payoutValueCents, date: start },
    { label: 'presentValue', cents: presentValueCents, date: start, count: flows.length },
    { label: 'contribution', cents: contributionCents, date: contributionDate },
  ];
  return { ok: true, contributionCents, contributionDate, payoutDate, payoutValueCents, presentValueCents, proof };
}
