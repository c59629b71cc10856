import { withoutMinusZero } from '../check-fields.ts';
import { daysBetween } from '#platform/civil-date';
import type { PlanRow } from '../plan/plan-terms.ts';
import { refuse } from '../refusal.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import { legalRule, spreadOverRows } from './allocate-over-rows.ts';
import { debtParts, noAmounts } from './allocate-payment.ts';
import type { Amounts, DebtPart } from './allocate-payment.ts';
import { changeRate } from './change-terms.ts';
import type { CostItem } from './cost-items.ts';
import { defaultInterest } from './default-interest.ts';
import { eventsThatCount, ledgerFault } from './ledger-events.ts';
import type { LedgerEvent, LedgerRequest } from './ledger-events.ts';
import { partialSettlement } from './partial-settlement.ts';
import { changeDueDay, paymentHoliday } from './postpone-rows.ts';
import type { ServicedContract } from './serviced-contract.ts';
import { settlement } from './settlement.ts';

/** One row of the ledger: what it asked, what is paid, what is open on the day (default interest in `penalty`). */
export interface LedgerRow {
  readonly number: number;
  readonly dueDate: string;
  readonly outstandingCents: Amounts;
  readonly paidCents: Amounts;
}

/** What one event did. `cents`: the money that moved. */
export interface LedgerEntry {
  readonly id: string;
  readonly date: string;
  readonly kind: LedgerEvent['kind'];
  readonly cents: number;
  readonly allocatedCents: Amounts;
  readonly unallocatedCents: number;
}

export interface LedgerState {
  readonly asOf: string;
  /** True once settled in full, or once every row is paid. */
  readonly closed: boolean;
  /** The contract from its last change on. */
  readonly contract: ServicedContract;
  /** Rows fallen due before a change and rows of the contract, all with what is open. */
  readonly rows: readonly LedgerRow[];
  /** Money received and not yet due for anything. */
  readonly creditCents: number;
  readonly overdueCents: number;
  readonly defaultInterestCents: number;
  readonly daysPastDue: number;
  readonly entries: readonly LedgerEntry[];
  readonly costs: readonly CostItem[];
}

export type LedgerResult = ({ readonly ok: true } & LedgerState) | Refusal;

interface OpenRow {
  readonly number: number;
  readonly dueDate: string;
  readonly open: Record<DebtPart, number>;
  readonly paid: Record<DebtPart, number>;
  /** What bears default interest, and when parts of it were paid. */
  readonly bearing: number;
  readonly paidOn: { date: string; cents: number }[];
}

interface Book {
  contract: ServicedContract;
  rows: OpenRow[];
  credit: number;
  closed: boolean;
  costs: readonly CostItem[];
  entries: LedgerEntry[];
}

function openRow(row: PlanRow, lateOn: readonly DebtPart[]): OpenRow {
  const open = { penalty: 0, fee: row.feeCents, interest: row.interestCents, principal: row.principalCents };
  const bearing = lateOn.reduce((sum, part) => sum + Math.max(0, open[part]), 0);
  return { number: row.number, dueDate: row.dueDate, open, paid: { ...noAmounts }, bearing, paidOn: [] };
}

/** Default interest of each row to a day, less what has been paid of it, written into `penalty` beside other charges for lateness. */
function penalties(rows: readonly OpenRow[], on: string, request: LedgerRequest): { readonly ok: true; readonly owed: number[]; readonly accrued: number } | Refusal {
  const late = rows.filter((row) => row.dueDate < on && row.bearing > 0);
  const result = defaultInterest({
    rows: late.map((row) => ({ number: row.number, dueDate: row.dueDate, cents: row.bearing })),
    payments: late.flatMap((row) => row.paidOn.map((payment) => ({ ...payment, number: row.number }))),
    until: on,
    terms: request.late,
  });
  if (!result.ok) return { ...result, path: result.path.replace(/^terms/, 'late') };
  const byNumber = new Map(result.rows.map((row) => [row.number, row.cents]));
  const owed = rows.map((row) => (byNumber.get(row.number) ?? 0) + row.open.penalty - row.paid.penalty);
  return { ok: true, owed, accrued: result.totalCents };
}

/** Allocates money on a day and writes it into the rows. */
function take(book: Book, cents: number, on: string, request: LedgerRequest): { readonly ok: true; readonly taken: Amounts; readonly left: number } | Refusal {
  const late = penalties(book.rows, on, request);
  if (!late.ok) return late;
  const outstanding = book.rows.map((row, index) => ({ number: row.number, dueDate: row.dueDate, outstandingCents: openAmounts(row, late.owed[index]) }));
  const { paid, left } = spreadOverRows(cents, outstanding, on, request.allocation ?? legalRule);
  const taken = { ...noAmounts };
  for (const [index, row] of book.rows.entries()) {
    const share = paid[index] ?? noAmounts;
    for (const part of debtParts) {
      taken[part] += share[part];
      row.paid[part] += share[part];
      if (part !== 'penalty') row.open[part] -= share[part];
    }
    const bearing = (request.lateOn ?? ['principal']).reduce((sum, part) => sum + (part === 'penalty' ? 0 : share[part]), 0);
    if (bearing > 0) row.paidOn.push({ date: on, cents: bearing });
  }
  return { ok: true, taken, left };
}

/** What is open of a row; one whose interest joins the debt has negative principal and owes nothing. */
function openAmounts({ open }: OpenRow, penalty = 0): Amounts {
  const sum = open.interest + open.principal;
  if (open.principal >= 0 && open.interest >= 0) return { ...open, penalty };
  return { penalty, fee: open.fee, interest: Math.max(0, sum), principal: 0 };
}

/** Money in credit pays each row on the very day it falls due. */
function useCredit(book: Book, upTo: string, request: LedgerRequest): Refusal | null {
  for (const row of book.rows.toSorted((one, other) => (one.dueDate < other.dueDate ? -1 : 1))) {
    if (book.credit === 0 || row.dueDate > upTo) break;
    if (Object.values(row.open).every((cents) => cents <= 0)) continue;
    const used = take(book, book.credit, row.dueDate, request);
    if (!used.ok) return used;
    book.credit = used.left;
  }
  return null;
}

/** Puts a changed contract in place of the old: rows fallen due stay as they are, those to come are the new ones. */
function replaceRows(book: Book, contract: ServicedContract, on: string, request: LedgerRequest): void {
  const kept = book.rows.filter((row) => row.dueDate <= on);
  const known = new Set(kept.map((row) => row.number));
  const coming = contract.rows.filter((row) => row.dueDate > on && !known.has(row.number));
  book.contract = contract;
  book.rows = [...kept, ...coming.map((row) => openRow(row, request.lateOn ?? ['principal']))];
}

const prepaid = (book: Book, on: string): boolean => book.rows.some((row) => row.dueDate > on && debtParts.some((part) => row.paid[part] > 0));

/** Early repayment in full or in part: the money is what it asks, less the credit; rows fallen due are paid with it. */
function repay(book: Book, event: LedgerEvent & { kind: 'settlement' | 'partial-settlement' }, request: LedgerRequest): Refusal | null {
  const late = penalties(book.rows, event.date, request);
  if (!late.ok) return late;
  const unpaidRows = book.rows.map((row, index) => ({ number: row.number, dueDate: row.dueDate, outstandingCents: openAmounts(row, late.owed[index]) }));
  const { signedOn, compensation, services, interestTo, linearBy, consumer, rules } = request;
  const asked = { contract: book.contract, signedOn, on: event.date, unpaidRows, costs: book.costs, services, compensation, interestTo, linearBy, consumer, rules };
  const result = event.kind === 'settlement' ? settlement(asked) : partialSettlement({ ...asked, principalCents: event.principalCents, keep: event.keep });
  if (!result.ok) return result;
  const allocated = { ...result.arrearsCents, principal: result.arrearsCents.principal + ('principalCents' in result ? result.principalCents : result.capitalCents) };
  allocated.interest += result.accruedInterestCents;
  book.entries.push({ id: event.id, date: event.date, kind: event.kind, cents: result.dueCents - book.credit, allocatedCents: allocated, unallocatedCents: 0 });
  book.credit = 0;
  for (const [index, row] of book.rows.entries()) {
    if (row.dueDate > result.effectiveOn) continue;
    row.paid.penalty += late.owed[index] ?? 0;
    const bearing = (request.lateOn ?? ['principal']).reduce((sum, part) => sum + (part === 'penalty' ? 0 : Math.max(0, row.open[part])), 0);
    if (bearing > 0) row.paidOn.push({ date: event.date, cents: bearing });
    for (const part of ['fee', 'interest', 'principal'] as const) {
      row.paid[part] += row.open[part];
      row.open[part] = 0;
    }
  }
  if ('contract' in result) {
    book.costs = result.costsLeft;
    replaceRows(book, result.contract, result.effectiveOn, request);
  } else {
    book.rows = book.rows.filter((row) => row.dueDate <= result.effectiveOn);
    book.closed = true;
  }
  return null;
}

function change(book: Book, event: LedgerEvent, request: LedgerRequest): Refusal | null {
  const { contract } = book;
  const on = event.date;
  const changed =
    event.kind === 'rate-change' ? changeRate({ contract, on, ratePpm: event.ratePpm, keep: event.keep })
    : event.kind === 'holiday' ? paymentHoliday({ contract, on, periods: event.periods, interest: event.interest })
    : event.kind === 'due-day' ? changeDueDay({ contract, on, dayOfMonth: event.dayOfMonth })
    : refuse('choice_not_known', 'kind');
  if (!changed.ok) return changed;
  replaceRows(book, changed.contract, on, request);
  book.entries.push({ id: event.id, date: on, kind: event.kind, cents: 0, allocatedCents: noAmounts, unallocatedCents: 0 });
  return null;
}

function pay(book: Book, event: LedgerEvent & { kind: 'payment' }, request: LedgerRequest): Refusal | null {
  const used = take(book, event.cents, event.date, request);
  if (!used.ok) return used;
  book.credit += used.left;
  book.entries.push({ id: event.id, date: event.date, kind: 'payment', cents: event.cents, allocatedCents: used.taken, unallocatedCents: used.left });
  return null;
}

/** A charge for lateness or a fee asked apart: a row of its own, due on its day, bearing no default interest. */
function charge(book: Book, event: LedgerEvent & { kind: 'charge' }): void {
  const open = { ...noAmounts, [event.part]: event.cents };
  book.rows.push({ number: -1 - book.entries.length, dueDate: event.date, open, paid: { ...noAmounts }, bearing: 0, paidOn: [] });
  book.entries.push({ id: event.id, date: event.date, kind: 'charge', cents: 0, allocatedCents: noAmounts, unallocatedCents: 0 });
}

function apply(book: Book, event: LedgerEvent, request: LedgerRequest): Refusal | null {
  const wrong = (refusal: RefusalCode): Refusal => refuse(refusal, 'date');
  if (event.date < book.contract.terms.start) return wrong('date_out_of_range');
  const early = useCredit(book, event.date, request);
  if (early !== null) return early;
  if (event.kind === 'payment') return pay(book, event, request);
  if (event.kind === 'charge') {
    charge(book, event);
    return null;
  }
  if (book.closed) return wrong('choice_not_consistent');
  // Rows paid ahead cannot be moved or reckoned anew; such money belongs in a partial settlement.
  if (prepaid(book, event.date)) return wrong('choice_not_consistent');
  return event.kind === 'settlement' || event.kind === 'partial-settlement' ? repay(book, event, request) : change(book, event, request);
}

function picture(book: Book, request: LedgerRequest): LedgerResult {
  const { asOf } = request;
  const late = penalties(book.rows, asOf, request);
  if (!late.ok) return late;
  let overdueCents = 0;
  let oldest = asOf;
  const rows = book.rows.map((row, index) => {
    const outstandingCents = openAmounts(row, late.owed[index]);
    const owed = outstandingCents.fee + outstandingCents.interest + outstandingCents.principal;
    if (row.dueDate < asOf && owed > 0) {
      overdueCents += owed;
      if (row.dueDate < oldest) oldest = row.dueDate;
    }
    return { number: row.number, dueDate: row.dueDate, outstandingCents, paidCents: row.paid };
  });
  const open = rows.some((row) => debtParts.some((part) => row.outstandingCents[part] > 0));
  return {
    ok: true,
    asOf,
    closed: !open,
    contract: book.contract,
    rows,
    creditCents: book.credit,
    overdueCents,
    defaultInterestCents: late.owed.reduce((sum, cents) => sum + cents, 0),
    daysPastDue: daysBetween(oldest, asOf),
    entries: book.entries,
    costs: book.costs,
  };
}

/**
 * The state of a contract on a day as a pure function of its events: same events, same state, to the cent. Payments are
 * allocated by the rule (default art. 1194 c.c., oldest row first), money beyond what is due waits in credit and pays the
 * next row on its due date, default interest runs on each late row and is paid like any other part.
 * Reversing an event gives exactly the state of the list without it.
 * Refuses what the single functions refuse, with the path of the event (`events.3.…`).
 */
export function ledger(given: LedgerRequest): LedgerResult {
  const request = withoutMinusZero(given);
  const fault = ledgerFault(request);
  if (fault !== null) return fault;
  const counted = eventsThatCount(request.events);
  if (!counted.ok) return counted;
  const lateOn = request.lateOn ?? ['principal'];
  const { contract } = request;
  const book: Book = { contract, rows: contract.rows.map((row) => openRow(row, lateOn)), credit: 0, closed: false, costs: request.costs ?? [], entries: [] };
  for (const { event, place } of counted.events) {
    if (event.date > request.asOf) break;
    const wrong = apply(book, event, request);
    if (wrong !== null) return { ...wrong, path: `events.${place}.${wrong.path}` };
  }
  const early = useCredit(book, request.asOf, request);
  return early ?? picture(book, request);
}
