import { addMonthsToDayNumber, fromDayNumber, lastDayNumber, toDayNumber, weekdayOfDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { date, flag, integerWithin, isBag, listOf, record, unlessAbsent, word, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { standingOn } from './accrued-interest.ts';
import { costItems, linkedServices } from './cost-items.ts';
import type { CostItem, LinkedService } from './cost-items.ts';
import { lawRules } from './law-rules.ts';
import type { LawRule } from './law-rules.ts';
import type { Proof, ProofLine } from './proof-line.ts';
import { RuleReader } from './rule-in-force.ts';
import { contractCheck, dayFault } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

export interface WithdrawalTermRequest {
  readonly signedOn: string;
  /** Day on which the consumer received all conditions and information; absent = with the contract; null = never. */
  readonly informedOn?: string | null | undefined;
  /** False when the right itself was never explained: under the text of 2026 the term then has no end. */
  readonly rightExplained?: boolean | undefined;
  /** Last day of the seller's return with full refund for the linked good, when it is longer (text of 2026). */
  readonly linkedReturnUntil?: string | undefined;
  /** Public holidays: a term does not end on one of them, nor on a Saturday or Sunday. */
  readonly holidays?: readonly string[] | undefined;
  readonly rules?: readonly LawRule[] | undefined;
}

export interface WithdrawalTerm {
  /** Last day on which the notice can be sent; null = no end. */
  readonly until: string | null;
  readonly article: string;
}

const termChecks = {
  signedOn: date,
  informedOn: unlessAbsent(date),
  rightExplained: unlessAbsent(flag),
  linkedReturnUntil: unlessAbsent(date),
  holidays: unlessAbsent(listOf(date, 2_000)),
  rules: unlessAbsent(listOf(record({ key: word, validFrom: date }), 2_000)),
};

const hasRule = (rules: readonly LawRule[], key: string, on: string): boolean =>
  rules.some((rule) => rule.key === key && rule.validFrom <= on && (rule.validTo === null || rule.validTo >= on));

/** A term that would end on a holiday, Sunday or Saturday ends with the next working day (Reg. (EEC, Euratom) 1182/71 art. 3(4)). */
function onWorkingDay(day: DayNumber, holidays: readonly string[]): string {
  let last = Math.min(day, lastDayNumber);
  while (last < lastDayNumber && (weekdayOfDayNumber(last) > 5 || holidays.includes(fromDayNumber(last)))) last += 1;
  return fromDayNumber(last);
}

function termOf(input: WithdrawalTermRequest): ({ readonly ok: true } & WithdrawalTerm) | Refusal {
  const rules = input.rules ?? lawRules;
  const law = new RuleReader(rules, input.signedOn);
  const days = law.number('withdrawal.days');
  const article = law.article('withdrawal.days');
  if (law.missing !== null) return law.missing;
  const signed = toDayNumber(input.signedOn);
  const within = (day: DayNumber): string => onWorkingDay(day, input.holidays ?? []);
  const longest = hasRule(rules, 'withdrawal.uninformed_months', input.signedOn)
    ? addMonthsToDayNumber(signed, law.number('withdrawal.uninformed_months')) + days
    : null;
  if (input.rightExplained === false && longest !== null) return { ok: true, until: null, article };
  // The text before 2026 set no last day for a consumer who is never informed.
  if (input.informedOn === null || input.rightExplained === false) return { ok: true, until: longest === null ? null : within(longest), article };
  let last = Math.max(signed, input.informedOn === undefined ? signed : toDayNumber(input.informedOn)) + days;
  if (longest !== null) {
    last = Math.min(last, longest);
    if (input.linkedReturnUntil) last = Math.max(last, toDayNumber(input.linkedReturnUntil));
  }
  return { ok: true, until: within(last), article };
}

/**
 * Last day of the withdrawal (TUB 125-ter c. 1): 14 calendar days from the contract or, if later, from the day the
 * consumer has all conditions and information; the day itself is not counted, and a last day that
 * is no working day moves to the next one. Under the text of 2026 a consumer who is
 * never informed has 12 months and 14 days, one to whom the right was never explained has no last day, and a longer
 * full-refund return of the linked good extends the term.
 */
export function withdrawalTerm(input: WithdrawalTermRequest): ({ readonly ok: true } & WithdrawalTerm) | Refusal {
  return record(termChecks)(input, '') ?? termOf(input);
}

export interface WithdrawalRequest extends WithdrawalTermRequest {
  readonly contract: ServicedContract;
  /** Day on which the notice was sent. */
  readonly noticeOn: string;
  /** Day on which the capital comes back, from the notice to the last due date. */
  readonly on: string;
  readonly costs?: readonly CostItem[] | undefined;
  readonly services?: readonly LinkedService[] | undefined;
  /** Number of the last row paid by then; default none: rows paid since the contract count as capital, interest and fees returned. */
  readonly paidThrough?: number | undefined;
  readonly explain?: boolean | undefined;
}

export interface Withdrawal extends WithdrawalTerm {
  /** Last day to pay back, 30 days after the notice. */
  readonly repayBy: string;
  readonly capitalCents: number;
  /** Contract interest to the day of repayment, less interest already paid. */
  readonly interestCents: number;
  /** Taxes not asked yet that the lender cannot recover from public bodies. */
  readonly publicSumsCents: number;
  /** Costs paid or financed that are not owed: given back. */
  readonly costsReturnedCents: number;
  /** Services that end with the contract: given back whole. */
  readonly servicesEnded: readonly { readonly code: string; readonly refundCents: number }[];
  readonly feesReturnedCents: number;
  readonly dueCents: number;
  readonly proof?: readonly ProofLine[] | undefined;
}

const request = record({ ...termChecks, contract: contractCheck, noticeOn: date, costs: costItems, services: linkedServices });

function withdrawalFault(input: WithdrawalRequest): Refusal | null {
  const fault = request(input, '') ?? dayFault(input.contract, input.on);
  if (fault !== null) return fault;
  if (input.noticeOn < input.signedOn || input.noticeOn > input.on) return refuse('date_out_of_range', 'noticeOn');
  return unlessAbsent(integerWithin(-1, 10_000, 'number_out_of_range'))(input.paidThrough, 'paidThrough');
}

/** Capital still out and interest earned to the day, whatever of the rows has been paid. */
function capitalAndInterest({ contract, on, paidThrough }: WithdrawalRequest): { capital: number; interest: number; fees: number } {
  const standing = standingOn(contract, on);
  let capital = standing.capitalCents;
  let interest = standing.accruedInterestCents;
  let fees = 0;
  for (const row of contract.rows.slice(0, standing.next)) {
    if (row.number <= (paidThrough ?? -1)) fees += row.feeCents;
    else {
      capital += row.principalCents;
      interest += row.interestCents;
    }
  }
  return { capital, interest, fees };
}

/**
 * Withdrawal of the consumer (TUB 125-ter): capital, contract interest to the day of repayment, sums paid to public
 * bodies that cannot be recovered, nothing else. Every other cost comes back, and the services sold by the lender or
 * under an agreement end with the contract and come back whole. Costs paid straight to third parties, outside the
 * lender's hands under the text of 2026, are left as they are.
 * Refuses a notice sent after the last day (`date_out_of_range` at `noticeOn`); a repayment after the 30 days is
 * reckoned all the same, `repayBy` tells it.
 */
export function withdrawal(given: WithdrawalRequest): ({ readonly ok: true } & Withdrawal) | Refusal {
  const input = withoutMinusZero(given);
  if (!isBag(input)) return refuse('missing', '');
  const fault = withdrawalFault(input);
  if (fault !== null) return fault;
  const term = termOf(input);
  if (!term.ok) return term;
  if (term.until !== null && input.noticeOn > term.until) return refuse('date_out_of_range', 'noticeOn');
  const law = new RuleReader(input.rules ?? lawRules, input.signedOn);
  const repayDays = law.number('withdrawal.repayment_days');
  const thirdPartyKept = law.text('settlement.reduced_costs') === 'all-but-taxes-and-fixed-third-party';
  if (law.missing !== null) return law.missing;
  const proof: Proof = input.explain === true ? [] : null;
  const { capital, interest, fees } = capitalAndInterest(input);
  proof?.push({ label: 'withdrawalUntil', formula: [{ date: input.signedOn }, { date: term.until ?? '' }], article: term.article });
  proof?.push({ label: 'balance', formula: [{ date: input.on }], cents: capital }, { label: 'accruedInterest', formula: [{ date: input.on }], cents: interest });
  let publicSumsCents = 0;
  let costsReturnedCents = 0;
  for (const item of input.costs ?? []) {
    const kept = item.nature === 'tax' || (item.nature === 'third-party-fixed' && thirdPartyKept);
    if (item.state === 'unpaid') {
      if (kept) publicSumsCents += item.cents;
    } else if (!kept) costsReturnedCents += item.cents;
    const label = item.nature === 'tax' ? 'taxKept' : kept ? 'thirdPartyKept' : 'costReduced';
    proof?.push({ label, formula: [{ word: item.kind }], cents: item.cents, article: term.article });
  }
  const servicesEnded = (input.services ?? []).map((service) => ({ code: service.code, refundCents: service.cents }));
  const refunds = servicesEnded.reduce((sum, service) => sum + service.refundCents, 0);
  if (proof !== null) for (const service of servicesEnded) proof.push({ label: 'serviceRefund', formula: [{ word: service.code }], cents: service.refundCents });
  const dueCents = capital + interest + publicSumsCents - costsReturnedCents - refunds - fees;
  proof?.push({ label: 'withdrawalDue', formula: [{ cents: capital }, '+', { cents: interest }, '+', { cents: publicSumsCents }, '−', { cents: costsReturnedCents + refunds + fees }], cents: dueCents });
  const noticeDay = toDayNumber(input.noticeOn) + repayDays;
  return {
    ok: true,
    until: term.until,
    article: term.article,
    repayBy: noticeDay <= lastDayNumber ? fromDayNumber(noticeDay) : input.noticeOn,
    capitalCents: capital,
    interestCents: interest,
    publicSumsCents,
    costsReturnedCents,
    servicesEnded,
    feesReturnedCents: fees,
    dueCents,
    ...(proof === null ? {} : { proof }),
  };
}
