import { date, integerWithin, isBag, listOf, record, unlessAbsent } from '../check-fields.ts';
import type { Check } from '../check-fields.ts';
import { checkPlanFields } from '../plan/check-plan-terms.ts';
import type { PlanRow, PlanTerms } from '../plan/plan-terms.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { highestAmount } from './allocate-payment.ts';

/**
 * A contract as it stands: the terms its rows come from and the rows themselves, paid ones included. A change (partial
 * settlement, new rate, holiday) answers with another such contract, whose rows begin after the day of the change and
 * keep their numbers; every function of servicing takes the one as well as the other.
 */
export interface ServicedContract {
  readonly terms: PlanTerms;
  readonly rows: readonly PlanRow[];
  /** Level instalment, needed to keep it when the plan has weights; otherwise read from the next row. */
  readonly instalmentCents?: number | undefined;
  /** Interest that had accrued before `terms.start` and is asked, without interest on it, in the first row that asks any. */
  readonly carriedInterestCents?: number | undefined;
  /** Interest of a payment holiday spread over later rows: part of their interest, earned before they fall due. */
  readonly deferredInterest?: readonly DeferredInterest[] | undefined;
}

export interface DeferredInterest {
  /** Number of the row that asks it. */
  readonly number: number;
  readonly cents: number;
}

const cents = integerWithin(-highestAmount, highestAmount, 'amount_too_large');

const terms: Check = (value, path) => {
  const fault = checkPlanFields(value);
  return fault === null ? null : { ...fault, path: fault.path === '' ? path : `${path}.${fault.path}` };
};

const row = record({
  number: integerWithin(0, 10_000, 'number_out_of_range'),
  dueDate: date,
  principalCents: cents,
  interestCents: cents,
  feeCents: cents,
  dueCents: cents,
  balanceCents: cents,
});

const contract = record({
  terms,
  rows: listOf(row, 700),
  instalmentCents: unlessAbsent(cents),
  carriedInterestCents: unlessAbsent(integerWithin(0, highestAmount, 'amount_too_large')),
  deferredInterest: unlessAbsent(listOf(record({ number: integerWithin(0, 10_000, 'number_out_of_range'), cents }), 700)),
});

/** First fault of a contract: a field of its terms, a row out of order, or rows whose balances do not follow from each other. */
export const contractCheck: Check = (value, path) => {
  const fault = contract(value, path);
  if (fault !== null || !isBag(value)) return fault;
  const { terms: shape, rows } = value as unknown as ServicedContract;
  if (rows.length === 0) return refuse('missing', `${path}.rows`);
  const several = (shape.drawdowns?.length ?? 0) > 1;
  for (const [index, next] of rows.entries()) {
    const before = index === 0 ? null : rows[index - 1];
    const at = `${path}.rows.${index}`;
    if (next.dueDate < (before?.dueDate ?? shape.start)) return refuse('date_out_of_range', `${at}.dueDate`);
    if (next.dueCents !== next.principalCents + next.interestCents + next.feeCents) return refuse('choice_not_consistent', `${at}.dueCents`);
    if (before && !several && next.balanceCents !== before.balanceCents - next.principalCents) return refuse('choice_not_consistent', `${at}.balanceCents`);
  }
  return rows.at(-1)?.balanceCents === 0 ? null : refuse('choice_not_consistent', `${path}.rows.${rows.length - 1}.balanceCents`);
};

/** The last row, which every contract has. */
export function lastRowOf({ rows }: ServicedContract): PlanRow {
  const last = rows.at(-1);
  if (last === undefined) throw new RangeError('A contract without rows');
  return last;
}

/** Capital owed before the first row: what its principal left, without drawdowns that came in between. */
export function openingBalance({ terms: shape, rows }: ServicedContract): number {
  const first = rows[0];
  if (first === undefined) return 0;
  const later = (shape.drawdowns ?? []).filter((drawdown) => drawdown.date > shape.start && drawdown.date <= first.dueDate);
  return later.reduce((balance, drawdown) => balance - drawdown.cents, first.balanceCents + first.principalCents);
}

/** `on` must be a day from the start of the contract to its last due date. */
export function dayFault(contractOf: ServicedContract, on: unknown, path = 'on'): Refusal | null {
  const fault = date(on, path);
  if (fault !== null) return fault;
  return String(on) < contractOf.terms.start || String(on) > lastRowOf(contractOf).dueDate ? refuse('date_out_of_range', path) : null;
}
