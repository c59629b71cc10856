import type { PlanTerms, Rhythm } from '../plan/plan-terms.ts';
import { dayOfText, shifted } from './plan-referee-calendar.ts';
import { byReferencePeriods, yearFraction } from './plan-referee-day-count.ts';
import type { ReferenceGrid } from './plan-referee-day-count.ts';
import { fraction, negative, none } from './plan-referee-fraction.ts';
import type { Fraction } from './plan-referee-fraction.ts';

/**
 * Due days and year fractions of the plan's referee, for tests only: sections 1 and 3 of docs/engine-conventions.md.
 * Interest of a period is balance × ((1 + TAN × part₁)(1 + TAN × part₂)… − 1); nearly always there is one part.
 */
export interface RefereePeriod {
  readonly due: number;
  readonly parts: readonly Fraction[];
  /** Drawdowns inside the period with the fraction of the year from their day to the due day. */
  readonly inside: readonly { readonly cents: bigint; readonly fraction: Fraction }[];
  /** Drawdowns on the due day: owed after the row. */
  readonly joining: bigint;
}

export interface RefereeCalendar {
  readonly start: number;
  readonly periods: readonly RefereePeriod[];
  /** Year fraction of the days of an odd first period whose interest is paid on top of row 1; negative when it is shorter. */
  readonly paidApart: Fraction;
  /** Drawdowns of the start day. */
  readonly opening: bigint;
}

const periodsAYear = { month: 12, week: 52, day: 360 } as const;
const referencePeriodsAYear = { month: 12, week: 52, day: 364 } as const;

/** How many rows the plan has apart from a down payment: a balloon after the last row is one more. */
export function rowsWithBalloon(terms: PlanTerms): number {
  const capitalAtEnd = terms.amortisation === 'interest-only' || terms.amortisation === 'bullet';
  return terms.balloonAfterLastRow === true && ((terms.balloonCents ?? 0) > 0 || capitalAtEnd) ? terms.rows + 1 : terms.rows;
}

interface Grid extends ReferenceGrid {
  readonly regularFirst: boolean;
  readonly count: (from: number, to: number, place: number) => Fraction;
  readonly whole: (from: number, to: number, place: number) => Fraction;
}

/** The regular days around the plan: place k is dₖ, other places go on before and after. */
function gridOf(terms: PlanTerms, start: number, lastPlace: number): Grid {
  const fromFirstDue = terms.firstDueDate !== undefined || terms.mode === 'advance';
  const anchor = terms.firstDueDate === undefined ? start : dayOfText(terms.firstDueDate);
  const irregular = terms.dueDates?.map(dayOfText);
  const onGrid = (place: number): number => irregular?.[place - 1] ?? shifted(anchor, fromFirstDue ? place - 1 : place, terms, terms.monthEnd);
  // A first due date one period after the start, counted from either of the two, makes the first period a regular one: it begins on the start.
  const regularFirst = terms.mode === 'arrears' && (shifted(start, 1, terms, terms.monthEnd) === onGrid(1) || onGrid(0) === start);
  const dayAt = (place: number): number => (place === 0 && regularFirst ? start : onGrid(place));
  const termination = dayAt(lastPlace);
  const share = fraction(terms.every, referencePeriodsAYear[terms.unit]);
  const { dayCount } = terms;
  const count = (from: number, to: number, place: number): Fraction =>
    dayCount === 'act/act-isma' ? byReferencePeriods(from, to, { dayAt, share }, place) : yearFraction(dayCount, from, to, termination);
  const wholePeriod = fraction(terms.every, periodsAYear[terms.unit]);
  const whole = (from: number, to: number, place: number): Fraction => {
    if (irregular !== undefined) return count(from, to, place);
    if (dayCount === '30/360-period') return wholePeriod;
    return dayCount === 'act/act-isma' ? share : count(from, to, place);
  };
  return { dayAt, regularFirst, share, count, whole };
}

/** Capitalisation periods inside one period, or 1 when it is not shorter. */
export function partsOfPeriod(period: Rhythm, capitalisation: Rhythm | undefined): number {
  if (capitalisation === undefined) return 1;
  return Math.max(1, Math.floor(unitsOf(period) / unitsOf(capitalisation)));
}

/** Rows from one asking of interest to the next. */
export function rowsOfCapitalisation(period: Rhythm, capitalisation: Rhythm | undefined): number {
  if (capitalisation === undefined) return 1;
  return Math.max(1, Math.floor(unitsOf(capitalisation) / unitsOf(period)));
}

const unitsOf = (rhythm: Rhythm): number => rhythm.every * (rhythm.unit === 'week' ? 7 : 1);

/** A regular period cut at the capitalisation days, counted from the plan's anchor. */
function cut(terms: PlanTerms, grid: Grid, from: number, place: number): Fraction[] {
  const pieces = partsOfPeriod(terms, terms.capitalisation);
  const to = grid.dayAt(place);
  const whole = grid.whole(from, to, place);
  if (pieces === 1 || from === to) return [whole];
  if (terms.dayCount === '30/360-period') return Array.from({ length: pieces }, () => fraction(whole.top, whole.bottom * BigInt(pieces)));
  const fromFirstDue = terms.firstDueDate !== undefined || terms.mode === 'advance';
  const anchor = terms.firstDueDate === undefined ? dayOfText(terms.start) : dayOfText(terms.firstDueDate);
  const rhythm = terms.capitalisation ?? terms;
  const endOf = (piece: number): number => shifted(anchor, ((fromFirstDue ? place - 1 : place) - 1) * pieces + piece, rhythm, terms.monthEnd);
  return Array.from({ length: pieces }, (_, piece) => grid.count(piece === 0 ? from : endOf(piece), endOf(piece + 1), place));
}

interface FirstPeriodParts {
  readonly parts: readonly Fraction[];
  readonly paidApart: Fraction;
}

function firstPeriod(terms: PlanTerms, grid: Grid, start: number): FirstPeriodParts {
  const due = grid.dayAt(1);
  const advance = terms.mode === 'advance';
  if (terms.dueDates !== undefined) return { parts: [start === due ? none : grid.count(start, due, 1)], paidApart: none };
  if (advance && due === start) return { parts: [none], paidApart: none };
  if (grid.regularFirst) return { parts: cut(terms, grid, start, 1), paidApart: none };
  const regularFrom = advance ? due : grid.dayAt(0);
  const regular = advance ? none : grid.whole(regularFrom, due, 1);
  const longer = start <= regularFrom;
  const stretchPlace = advance ? 1 : 0;
  switch (terms.firstPeriod ?? (terms.dayCount === '30/360-period' ? 'one-period' : 'in-row')) {
    case 'one-period':
      return { parts: [regular], paidApart: none };
    case 'paid':
      return {
        parts: [regular],
        paidApart: longer ? grid.count(start, regularFrom, stretchPlace) : negative(grid.count(regularFrom, start, 1)),
      };
    case 'capitalised':
      if (longer) return { parts: [grid.count(start, regularFrom, stretchPlace), regular], paidApart: none };
      return { parts: [grid.count(start, due, 1)], paidApart: none };
    case 'in-row':
      return { parts: [grid.count(start, due, 1)], paidApart: none };
  }
}

export function refereeCalendar(terms: PlanTerms): RefereeCalendar {
  const start = dayOfText(terms.start);
  const rows = rowsWithBalloon(terms);
  const grid = gridOf(terms, start, rows);
  const first = firstPeriod(terms, grid, start);
  const drawdowns = (terms.drawdowns ?? [{ date: terms.start, cents: terms.principalCents }]).map(({ date, cents }) => ({ day: dayOfText(date), cents: BigInt(cents) }));
  const drawnOn = (day: number): bigint => drawdowns.reduce((drawn, one) => (one.day === day ? drawn + one.cents : drawn), 0n);
  const periods: RefereePeriod[] = [];
  let from = start;
  for (let place = 1; place <= rows; place++) {
    const due = grid.dayAt(place);
    const opened = from;
    const inside = drawdowns.filter(({ day }) => day > opened && day < due).map(({ day, cents }) => ({ cents, fraction: grid.count(day, due, place) }));
    const joining = drawdowns.length > 1 && due !== start ? drawnOn(due) : 0n;
    periods.push({ due, parts: place === 1 ? first.parts : cut(terms, grid, from, place), inside, joining });
    from = due;
  }
  return { start, periods, paidApart: first.paidApart, opening: drawnOn(start) };
}
