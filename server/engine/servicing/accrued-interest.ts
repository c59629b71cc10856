import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { PlanRow } from '../plan/plan-terms.ts';
import { elapsedFraction } from './elapsed-fraction.ts';
import type { Stretch } from './elapsed-fraction.ts';
import { fractionOf, plus, roundFraction, zero } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { lastRowOf, openingBalance } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

/** Where a contract stands on a day, reckoned from its rows: `past` rows have fallen due by then, the day included. */
export interface Standing {
  /** Index of the first row that falls due after the day. */
  readonly next: number;
  /** Capital that falls due after the day. */
  readonly capitalCents: number;
  /** Interest of the time since the last row that asked any, to the day; never more than the next row asks. */
  readonly accruedInterestCents: number;
  /** Interest and fees of the rows to come that the day would cut off. */
  readonly interestNotDueCents: number;
  readonly feesNotDueCents: number;
}

/** Base of the interest between a row and the next. */
function balanceAfter(contract: ServicedContract, index: number): number {
  const { terms, rows } = contract;
  if (terms.interestOn === 'flat') return flatBase(contract);
  return index < 0 ? openingBalance(contract) : (rows[index]?.balanceCents ?? 0);
}

function flatBase(contract: ServicedContract): number {
  const first = contract.rows[0];
  return first?.number === 0 ? first.balanceCents : openingBalance(contract);
}

/** Balance × TAN × fraction of the days after one day up to another, drawdowns in between from their own day. */
function stretchInterest(contract: ServicedContract, index: number, stretch: Stretch, to: DayNumber): Fraction {
  const { terms } = contract;
  const { dueDate } = lastRowOf(contract);
  const interest = (cents: number, from: DayNumber): Fraction => {
    const part = elapsedFraction(terms, dueDate, stretch, from, to);
    return fractionOf(BigInt(cents) * BigInt(terms.nominalRatePpm) * BigInt(part.numerator), BigInt(part.denominator) * 1_000_000n);
  };
  let sum = interest(balanceAfter(contract, index), stretch.begin);
  for (const drawdown of terms.drawdowns ?? []) {
    const day = toDayNumber(drawdown.date);
    if (day > stretch.begin && day < to) sum = plus(sum, interest(drawdown.cents, day));
  }
  return sum;
}

const asks = (row: PlanRow | undefined): boolean => row !== undefined && row.interestCents !== 0;

/** Interest of a holiday that the rows from `first` on still ask. */
function deferredFrom(contract: ServicedContract, first: number): number {
  const number = contract.rows[first]?.number ?? Infinity;
  return (contract.deferredInterest ?? []).reduce((sum, part) => (part.number >= number ? sum + part.cents : sum), 0);
}

/**
 * Interest earned and not yet asked, rounded once: what accrued since the last row that asked any, at most what the next
 * row asks of it, and the interest of a holiday already over that later rows ask.
 */
function accrued(contract: ServicedContract, next: number, on: DayNumber): number {
  const { terms, rows } = contract;
  let asked = next - 1;
  while (asked >= 0 && !asks(rows[asked])) asked -= 1;
  let asking = next;
  while (asking < rows.length && !asks(rows[asking])) asking += 1;
  let sum: Fraction = asked < 0 ? fractionOf(contract.carriedInterestCents ?? 0) : zero;
  for (let index = asked; index < next; index++) {
    const begin = toDayNumber(rows[index]?.dueDate ?? terms.start);
    const end = toDayNumber(rows[index + 1]?.dueDate ?? terms.start);
    const to = index === next - 1 ? Math.min(on, end) : end;
    if (to > begin) sum = plus(sum, stretchInterest(contract, index, { begin, end, first: index < 0 }, to));
  }
  const own = rows[asking]?.interestCents ?? 0;
  const inHoliday = deferredFrom(contract, 0) === deferredFrom(contract, asking);
  const most = inHoliday ? own + deferredFrom(contract, asking + 1) : own - (deferredFrom(contract, asking) - deferredFrom(contract, asking + 1));
  const running = Math.min(Math.max(0, roundFraction(sum, terms.rounding.mode)), Math.max(0, most));
  return inHoliday ? running : running + deferredFrom(contract, next);
}

/**
 * Standing of a contract on a day between its start and its last due date. Interest to the day is simple interest on the
 * balance by the contract's own day count, rounded once; on a due date it is the row's own interest and stands in the row.
 */
export function standingOn(contract: ServicedContract, on: string): Standing {
  const { rows } = contract;
  let next = 0;
  while (next < rows.length && (rows[next]?.dueDate ?? '') <= on) next += 1;
  let capitalCents = next === 0 ? openingBalance(contract) : (rows[next - 1]?.balanceCents ?? 0);
  for (const drawdown of contract.terms.drawdowns ?? []) {
    if (drawdown.date > (rows[next - 1]?.dueDate ?? contract.terms.start) && drawdown.date <= on) capitalCents += drawdown.cents;
  }
  const accruedInterestCents = accrued(contract, next, toDayNumber(on));
  let interest = 0;
  let fees = 0;
  for (const row of rows.slice(next)) {
    interest += row.interestCents;
    fees += row.feeCents;
  }
  return { next, capitalCents, accruedInterestCents, interestNotDueCents: interest - accruedInterestCents, feesNotDueCents: fees };
}
