import { allocate } from '#platform/money';
import { addMonthsToDayNumber, fromDayNumber, lastDayNumber, partsOfDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { integerWithin, oneOf, withoutMinusZero } from '../check-fields.ts';
import type { PlanRow, PlanTerms } from '../plan/plan-terms.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { dayFromAnchor } from '../time/due-dates.ts';
import { changeFault } from './change-terms.ts';
import { elapsedFraction } from './elapsed-fraction.ts';
import { proportion } from './fraction.ts';
import { restFault } from './rest-of-plan.ts';
import { lastRowOf, openingBalance } from './serviced-contract.ts';
import type { DeferredInterest, ServicedContract } from './serviced-contract.ts';

export type ChangedContract = { readonly ok: true; readonly contract: ServicedContract } | Refusal;

interface Moved {
  readonly contract: ServicedContract;
  /** Index of the first moved row. */
  readonly next: number;
}

function nextOf({ contract, on }: { contract: ServicedContract; on: string }): number {
  const next = contract.rows.findIndex((row) => row.dueDate > on);
  return next < 0 ? contract.rows.length : next;
}

/** Interest of a stretch on a balance, one rounding. */
function interestOver(terms: PlanTerms, last: string, cents: number, begin: DayNumber, end: DayNumber, first: boolean): number {
  const part = elapsedFraction(terms, last, { begin, end, first }, begin, end);
  return proportion(cents, BigInt(terms.nominalRatePpm) * BigInt(part.numerator), BigInt(part.denominator) * 1_000_000n, terms.rounding.mode);
}

/** Capital that bears interest between rows whatever is repaid; null for declining interest. */
function flatBase({ terms, rows }: ServicedContract, opening: number): number | null {
  if (terms.interestOn !== 'flat') return null;
  return rows[0]?.number === 0 ? rows[0].balanceCents : opening;
}

/** The moved rows on their new days: same principal, same fees, interest reckoned again on the time that now passes. */
function onNewDays({ contract, next }: Moved, terms: PlanTerms, days: readonly DayNumber[], numberShift: number, begin: DayNumber): PlanRow[] {
  const last = fromDayNumber(days.at(-1) ?? begin);
  let from = begin;
  let balance = next === 0 ? openingBalance(contract) : (contract.rows[next - 1]?.balanceCents ?? 0);
  const flat = flatBase(contract, openingBalance(contract));
  return contract.rows.slice(next).map((row, index) => {
    const day = days[index] ?? from;
    const interestCents = interestOver(terms, last, flat ?? balance, from, day, next === 0 && index === 0);
    balance = row.balanceCents;
    from = day;
    return { ...row, number: row.number + numberShift, dueDate: fromDayNumber(day), interestCents, dueCents: row.principalCents + interestCents + row.feeCents };
  });
}

/** Plans whose interest is not asked row by row cannot be moved row by row. */
function moveFault(contract: ServicedContract, on: string, next: number): Refusal | null {
  const { terms } = contract;
  const done = contract.rows.slice(0, next).filter((row) => row.number > 0).length;
  if ((terms.graceInterestRows ?? 0) > done) return refuse('choice_not_consistent', 'contract.terms.graceInterestRows');
  if (terms.dueDates) return refuse('choice_not_consistent', 'contract.terms.dueDates');
  // A skipped row pays nothing because its interest joins the debt: it cannot take other interest.
  if (terms.dayCount !== '30/360-period' && (terms.weights ?? []).includes(0)) return refuse('choice_not_consistent', 'contract.terms.weights');
  if ((contract.carriedInterestCents ?? 0) > 0 && next === 0) return refuse('choice_not_consistent', 'contract.carriedInterestCents');
  if ((contract.deferredInterest ?? []).some((part) => part.number >= (contract.rows[next]?.number ?? Infinity))) return refuse('choice_not_consistent', 'contract.deferredInterest');
  return restFault(contract, on, next);
}

/** The days of the rows from `next` on, continued by `more` periods after the last, on the day of the month the rows aim at. */
function daysWithMore({ contract, next }: Moved, more: number): DayNumber[] {
  const { terms, rows } = contract;
  const days = rows.slice(next).map((row) => toDayNumber(row.dueDate));
  const aim = rows.reduce((anchor, row) => {
    const day = toDayNumber(row.dueDate);
    return partsOfDayNumber(day).day > partsOfDayNumber(anchor).day ? day : anchor;
  }, toDayNumber(terms.start));
  const last = toDayNumber(lastRowOf(contract).dueDate);
  let index = 0;
  while (dayFromAnchor(aim, index, terms, terms.monthEnd) < last) index += 1;
  for (let period = 1; period <= more; period++) days.push(dayFromAnchor(aim, index + period, terms, terms.monthEnd));
  return days;
}

export interface PaymentHoliday {
  readonly contract: ServicedContract;
  /** Rows due after this day are postponed. */
  readonly on: string;
  /** Periods without capital. */
  readonly periods: number;
  /** Interest of the holiday: paid period by period, asked with the first row after it, or spread over all rows after it; never joined to the capital. */
  readonly interest: 'paid' | 'next-row' | 'spread';
}

function interestOnlyRows({ contract, next }: Moved, terms: PlanTerms, days: readonly DayNumber[], begin: DayNumber): PlanRow[] {
  const balance = next === 0 ? openingBalance(contract) : (contract.rows[next - 1]?.balanceCents ?? 0);
  const firstNumber = contract.rows[next]?.number ?? 1;
  const last = lastRowOf(contract).dueDate;
  const base = flatBase(contract, openingBalance(contract)) ?? balance;
  let from = begin;
  return days.map((day, index) => {
    const interestCents = interestOver(terms, last, base, from, day, next === 0 && index === 0);
    from = day;
    return { number: firstNumber + index, dueDate: fromDayNumber(day), principalCents: 0, interestCents, feeCents: 0, dueCents: interestCents, balanceCents: balance };
  });
}

/** Takes the interest of the holiday out of the first row after it and shares it among all rows to come. */
function spreadInterest(rows: readonly PlanRow[], holidayCents: number): { rows: PlanRow[]; deferred: DeferredInterest[] } {
  const shares = allocate(holidayCents, rows.map(() => 1));
  const deferred = rows.map((row, index) => ({ number: row.number, cents: shares[index] ?? 0 }));
  const moved = rows.map((row, index) => {
    const interestCents = row.interestCents - (index === 0 ? holidayCents : 0) + (shares[index] ?? 0);
    return { ...row, interestCents, dueCents: row.principalCents + interestCents + row.feeCents };
  });
  return { rows: moved, deferred };
}

/**
 * Payment holiday: the rows due after a day wait for some periods; the contract ends as much later. Principal and fees of
 * the rows stay, interest is reckoned on the days that now pass, simple on the balance (no interest on interest, TUB 120
 * c. 2). Under 30/360-period every row is what it was. Rows of a paid holiday carry no fee.
 * Refuses plans with drawdowns to come, capitalisation, irregular due dates or interest already put off.
 */
export function paymentHoliday(given: PaymentHoliday): ChangedContract {
  const input = withoutMinusZero(given);
  const fault = changeFault(input) ?? integerWithin(1, 60, 'term_out_of_range')(input.periods, 'periods') ?? oneOf('paid', 'next-row', 'spread')(input.interest, 'interest');
  if (fault !== null) return fault;
  const { contract, on, periods } = input;
  const next = nextOf(input);
  const blocked = moveFault(contract, on, next);
  if (blocked !== null) return blocked;
  const moved = { contract, next };
  const days = daysWithMore(moved, periods);
  if ((days.at(-1) ?? 0) > lastDayNumber) return refuse('date_out_of_range', 'periods');
  const begin = toDayNumber(contract.rows[next - 1]?.dueDate ?? contract.terms.start);
  const { terms } = contract;
  const past = contract.rows.slice(0, next);
  const done = past.filter((row) => row.number > 0).length;
  if (input.interest === 'paid') {
    const waiting = interestOnlyRows(moved, terms, days.slice(0, periods), begin);
    const later = onNewDays(moved, { ...terms, firstPeriod: 'in-row' }, days.slice(periods), periods, days[periods - 1] ?? begin);
    const weights = terms.weights && [...terms.weights.slice(0, done), ...waiting.map(() => 1), ...terms.weights.slice(done)];
    const changed = { ...terms, rows: terms.rows + periods, gracePrincipalRows: Math.max(done + periods, (terms.gracePrincipalRows ?? 0) + periods), weights };
    return { ok: true, contract: { ...contract, terms: changed, rows: [...past, ...waiting, ...later] } };
  }
  const inRow: PlanTerms = next === 0 ? { ...terms, firstPeriod: 'in-row' } : terms;
  const later = onNewDays(moved, inRow, days.slice(periods), 0, begin);
  if (input.interest === 'next-row') return { ok: true, contract: { ...contract, terms: inRow, rows: [...past, ...later] } };
  const balance = next === 0 ? openingBalance(contract) : (contract.rows[next - 1]?.balanceCents ?? 0);
  const base = flatBase(contract, openingBalance(contract)) ?? balance;
  const holiday = interestOver(inRow, lastRowOf(contract).dueDate, base, begin, days[periods - 1] ?? begin, next === 0);
  const { rows, deferred } = spreadInterest(later, Math.min(holiday, later[0]?.interestCents ?? 0));
  return { ok: true, contract: { ...contract, terms: inRow, rows: [...past, ...rows], deferredInterest: deferred } };
}

/**
 * A new day of the month for the rows due after a day: each moves inside its own month (31 = the last), the first of them
 * one month on when it would not come after the day of the change. Principal and fees stay; interest is reckoned on the
 * days that now pass, so the first moved row bears more or fewer days. Months only.
 */
export function changeDueDay(given: { readonly contract: ServicedContract; readonly on: string; readonly dayOfMonth: number }): ChangedContract {
  const input = withoutMinusZero(given);
  const fault = changeFault(input) ?? integerWithin(1, 31, 'number_out_of_range')(input.dayOfMonth, 'dayOfMonth');
  if (fault !== null) return fault;
  const { contract, on, dayOfMonth } = input;
  const { terms } = contract;
  if (terms.unit !== 'month') return refuse('choice_not_consistent', 'contract.terms.unit');
  const next = nextOf(input);
  const blocked = moveFault(contract, on, next);
  if (blocked !== null) return blocked;
  const begin = toDayNumber(contract.rows[next - 1]?.dueDate ?? terms.start);
  const first = contract.rows[next];
  if (first === undefined) return refuse('date_out_of_range', 'on');
  const month = toDayNumber(`${first.dueDate.slice(0, 8)}01`);
  const earliest = Math.max(begin, toDayNumber(on));
  const shift = addMonthsToDayNumber(month, 0, dayOfMonth) > earliest ? 0 : 1;
  const days = contract.rows.slice(next).map((_, index) => addMonthsToDayNumber(month, shift + index * terms.every, dayOfMonth));
  if ((days.at(-1) ?? 0) > lastDayNumber) return refuse('date_out_of_range', 'dayOfMonth');
  const changed: PlanTerms = { ...terms, firstPeriod: next === 0 ? 'in-row' : terms.firstPeriod, firstDueDate: fromDayNumber(days[0] ?? begin) };
  const rows = onNewDays({ contract, next }, changed, days, 0, begin);
  return { ok: true, contract: { ...contract, terms: changed, rows: [...contract.rows.slice(0, next), ...rows] } };
}
