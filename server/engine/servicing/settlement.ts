import { date, flag, integerWithin, isBag, listOf, oneOf, record, unlessAbsent, word, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { standingOn } from './accrued-interest.ts';
import type { Standing } from './accrued-interest.ts';
import { amountsFault, debtParts, noAmounts } from './allocate-payment.ts';
import type { Amounts } from './allocate-payment.ts';
import type { OutstandingRow } from './allocate-over-rows.ts';
import { compensationFor } from './compensation.ts';
import type { Compensation, CompensationCase } from './compensation.ts';
import { costItems, linkedServices } from './cost-items.ts';
import type { CostItem, LinkedService } from './cost-items.ts';
import { reduceCost, refundService } from './cost-reduction.ts';
import type { LifeMeasure, ReducedCost, ServiceRefund } from './cost-reduction.ts';
import { lawRules } from './law-rules.ts';
import type { LawRule } from './law-rules.ts';
import type { Proof, ProofLine } from './proof-line.ts';
import { RuleReader } from './rule-in-force.ts';
import { contractCheck, dayFault, lastRowOf } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

export interface SettlementRequest {
  readonly contract: ServicedContract;
  /** Decides which text of art. 125-sexies TUB applies. */
  readonly signedOn: string;
  /** Day of the repayment, from the start to the last due date. */
  readonly on: string;
  /** Interest to the day (default) or to the next due date, which then counts as the day for everything else too. */
  readonly interestTo?: 'day' | 'period-end' | undefined;
  readonly costs?: readonly CostItem[] | undefined;
  readonly services?: readonly LinkedService[] | undefined;
  readonly compensation?: CompensationCase | undefined;
  /** Life by days (default) or by rows, for the linear criterion. */
  readonly linearBy?: 'days' | 'rows' | undefined;
  /** Number of the last paid row; default: all that fell due before the day are paid, one due on the day is not. A row to come is refused. */
  readonly paidThrough?: number | undefined;
  /** What is still owed of rows fallen due, with default interest, when some are paid in part; then `paidThrough` does not apply. */
  readonly unpaidRows?: readonly OutstandingRow[] | undefined;
  /** False: outside consumer credit, where costs and compensation follow the contract alone. */
  readonly consumer?: boolean | undefined;
  readonly rules?: readonly LawRule[] | undefined;
  readonly explain?: boolean | undefined;
}

export interface Settlement {
  /** The day everything is reckoned to. */
  readonly effectiveOn: string;
  /** Text of the law by its key, 'contract' outside consumer credit. */
  readonly text: string;
  /** Capital that was to fall due later. */
  readonly capitalCents: number;
  /** Rows fallen due and unpaid, the row of the day included. */
  readonly arrearsCents: Amounts;
  readonly accruedInterestCents: number;
  /** Taxes and costs not asked yet, less their reduction. */
  readonly costsStillDueCents: number;
  /** Reductions of costs paid or financed: given back. */
  readonly costs: readonly ReducedCost[];
  readonly costReductionCents: number;
  readonly services: readonly ServiceRefund[];
  readonly serviceRefundCents: number;
  readonly compensation: Compensation;
  readonly interestNotDueCents: number;
  readonly feesNotDueCents: number;
  /** Fees of a row of the first day that has been paid: on that day nothing of them is earned, they are given back. */
  readonly feesReturnedCents: number;
  /** Capital + arrears + accrued interest + costs still due + compensation − reductions − refunds − fees returned; may be negative: then the lender pays. */
  readonly dueCents: number;
  readonly proof?: readonly ProofLine[] | undefined;
}

export type SettlementResult = ({ readonly ok: true } & Settlement) | Refusal;

const request = record({
  contract: contractCheck,
  signedOn: date,
  interestTo: unlessAbsent(oneOf('day', 'period-end')),
  costs: costItems,
  services: linkedServices,
  compensation: unlessAbsent(
    record({
      agreedPpm: unlessAbsent(integerWithin(0, 1_000_000, 'rate_out_of_range')),
      insurance: unlessAbsent(flag),
      overdraft: unlessAbsent(flag),
      rateNotFixed: unlessAbsent(flag),
    }),
  ),
  linearBy: unlessAbsent(oneOf('days', 'rows')),
  paidThrough: unlessAbsent(integerWithin(-1, 10_000, 'number_out_of_range')),
  unpaidRows: unlessAbsent(listOf(record({ dueDate: date, outstandingCents: amountsFault }), 700)),
  consumer: unlessAbsent(flag),
  rules: unlessAbsent(listOf(record({ key: word, validFrom: date }), 2_000)),
});

/** First fault of the fields that every kind of early repayment shares. */
export function settlementFault(value: unknown): Refusal | null {
  const fault = request(value, '');
  if (fault !== null || !isBag(value)) return fault ?? refuse('missing', '');
  const input = value as unknown as SettlementRequest;
  return dayFault(input.contract, input.on) ?? paidThroughFault(input);
}

/** Rows to come cannot count as paid: their capital would be asked a second time. */
function paidThroughFault(input: SettlementRequest): Refusal | null {
  const { paidThrough, contract } = input;
  if ((paidThrough ?? null) === null || input.unpaidRows) return null;
  const effectiveOn = effectiveDay(input);
  const latest = contract.rows.findLast((row) => row.dueDate <= effectiveOn)?.number ?? 0;
  return Number(paidThrough) > latest ? refuse('number_out_of_range', 'paidThrough', latest) : null;
}

/** The day itself, or the next due date when interest runs to the end of the period. */
function effectiveDay({ contract, on, interestTo }: SettlementRequest): string {
  return interestTo === 'period-end' ? (contract.rows.find((row) => row.dueDate >= on)?.dueDate ?? on) : on;
}

/** A repayment reckoned to its effective day: what both the full and the partial settlement start from. */
export interface Reckoning {
  readonly effectiveOn: string;
  readonly standing: Standing;
  readonly arrearsCents: Amounts;
  readonly measure: LifeMeasure;
  readonly law: RuleReader | null;
  readonly text: string;
  readonly proof: Proof;
}

function arrearsOf(input: SettlementRequest, effectiveOn: string): Amounts {
  const sum = { ...noAmounts };
  const { unpaidRows } = input;
  if (unpaidRows) {
    for (const row of unpaidRows) {
      if (row.dueDate <= effectiveOn) for (const part of debtParts) sum[part] += row.outstandingCents[part];
    }
    return sum;
  }
  const paidThrough = input.paidThrough ?? null;
  for (const row of input.contract.rows) {
    if (row.dueDate > effectiveOn) break;
    if (paidThrough === null ? row.dueDate < input.on : row.number <= paidThrough) continue;
    sum.principal += row.principalCents;
    sum.interest += row.interestCents;
    sum.fee += row.feeCents;
  }
  return sum;
}

const arrearsLabels = { penalty: 'arrearsPenalty', fee: 'arrearsFees', interest: 'arrearsInterest', principal: 'arrearsPrincipal' } as const;

/** Reckons a checked request to its effective day. */
export function reckon(input: SettlementRequest): Reckoning {
  const { contract } = input;
  const effectiveOn = effectiveDay(input);
  const law = input.consumer === false ? null : new RuleReader(input.rules ?? lawRules, input.signedOn);
  const standing = standingOn(contract, effectiveOn);
  const arrearsCents = arrearsOf(input, effectiveOn);
  const proof: Proof = input.explain === true ? [] : null;
  const text = law?.text('settlement.text') ?? 'contract';
  proof?.push({ label: 'textInForce', formula: [{ word: text }, { date: input.signedOn }], article: law?.article('settlement.text') });
  proof?.push({ label: 'balance', formula: [{ date: effectiveOn }], cents: standing.capitalCents });
  if (proof !== null) {
    for (const part of debtParts) if (arrearsCents[part] !== 0) proof.push({ label: arrearsLabels[part], formula: [], cents: arrearsCents[part] });
    if (effectiveOn !== input.on) proof.push({ label: 'accruedToPeriodEnd', formula: [{ date: input.on }, { date: effectiveOn }] });
    if ((contract.carriedInterestCents ?? 0) > 0) proof.push({ label: 'carriedInterest', formula: [{ date: contract.terms.start }], cents: contract.carriedInterestCents });
    const since = contract.rows[standing.next - 1]?.dueDate ?? contract.terms.start;
    proof.push({
      label: 'accruedInterest',
      formula: [{ cents: standing.capitalCents }, '×', { ratePpm: contract.terms.nominalRatePpm }, { word: contract.terms.dayCount }, { date: since }, { date: effectiveOn }],
      cents: standing.accruedInterestCents,
    });
    proof.push({ label: 'interestNotDue', formula: [], cents: standing.interestNotDueCents });
    proof.push({ label: 'feesNotDue', formula: [], cents: standing.feesNotDueCents });
  }
  return { effectiveOn, standing, arrearsCents, measure: { contract, standing, on: effectiveOn, linearBy: input.linearBy ?? 'days' }, law, text, proof };
}

/**
 * Fees of the rows that fall due on the first day (a rental in advance): when the whole contract ends on that very day
 * nothing of them is earned, so they are not asked, and come back where they were paid. Null on any other day.
 */
function firstDayFees({ contract }: SettlementRequest, effectiveOn: string, arrears: Amounts): { readonly all: number; readonly returned: number } | null {
  if (effectiveOn !== contract.terms.start) return null;
  const all = contract.rows.reduce((sum, row) => (row.dueDate === effectiveOn ? sum + row.feeCents : sum), 0);
  return { all, returned: Math.max(0, all - arrears.fee) };
}

export const sumOf = (amounts: Amounts): number => debtParts.reduce((sum, part) => sum + amounts[part], 0);

/**
 * Full early repayment on any day of the contract (TUB art. 125-sexies as in force when it was signed; by contract when
 * `consumer` is false): capital to come, unpaid rows, interest to the day, taxes and costs not yet asked, compensation
 * within its caps, less the reduction of each cost and the refund of each service. Interest and fees of rows to come are
 * simply not due. On a due date the row of the day is part of the sum until it is paid; on the first day its fees are
 * not, for nothing of them is earned yet: the sum, without compensation, is that of the withdrawal.
 * Each product is rounded once, as the plan rounds. Refuses bad fields by name, a day outside the contract
 * (`date_out_of_range`) and a law without a row for the signing day (`rule_missing`).
 */
export function settlement(given: SettlementRequest): SettlementResult {
  const input = withoutMinusZero(given);
  const fault = settlementFault(input);
  if (fault !== null) return fault;
  const { effectiveOn, standing, arrearsCents: owedOfRows, measure, law, text, proof } = reckon(input);
  const firstDay = firstDayFees(input, effectiveOn, owedOfRows);
  const arrearsCents = firstDay === null ? owedOfRows : { ...owedOfRows, fee: 0 };
  const feesReturnedCents = firstDay?.returned ?? 0;
  if (firstDay !== null && firstDay.all > 0) proof?.push({ label: 'firstDayFees', formula: [{ date: effectiveOn }], cents: firstDay.all });
  let costsStillDueCents = 0;
  let costReductionCents = 0;
  const costs = (input.costs ?? []).map((item) => {
    const reduced = reduceCost(item, measure, law, proof);
    if (item.state !== 'unpaid') costReductionCents += reduced.reducedCents;
    else {
      costsStillDueCents += item.cents - reduced.reducedCents;
      proof?.push({ label: 'costStillDue', formula: [{ word: item.kind }], cents: item.cents - reduced.reducedCents });
    }
    return reduced;
  });
  const services = (input.services ?? []).map((service) => refundService(service, measure, proof));
  const serviceRefundCents = services.reduce((sum, service) => sum + service.refundCents, 0);
  const compensation = compensationFor(
    input.compensation ?? {},
    {
      cents: standing.capitalCents,
      full: true,
      on: effectiveOn,
      lastDueDate: lastRowOf(input.contract).dueDate,
      interestSavedCents: standing.interestNotDueCents,
      rounding: input.contract.terms.rounding.mode,
    },
    law,
    proof,
  );
  if (law?.missing) return law.missing;
  const owed = standing.capitalCents + sumOf(arrearsCents) + standing.accruedInterestCents + costsStillDueCents + compensation.cents;
  const dueCents = owed - costReductionCents - serviceRefundCents - feesReturnedCents;
  proof?.push({ label: 'settlementDue', formula: [{ cents: owed }, '−', { cents: costReductionCents }, '−', { cents: serviceRefundCents + feesReturnedCents }], cents: dueCents });
  return {
    ok: true,
    effectiveOn,
    text,
    capitalCents: standing.capitalCents,
    arrearsCents,
    accruedInterestCents: standing.accruedInterestCents,
    costsStillDueCents,
    costs,
    costReductionCents,
    services,
    serviceRefundCents,
    compensation,
    interestNotDueCents: standing.interestNotDueCents,
    feesNotDueCents: standing.feesNotDueCents + (firstDay?.all ?? 0),
    feesReturnedCents,
    dueCents,
    ...(proof === null ? {} : { proof }),
  };
}
