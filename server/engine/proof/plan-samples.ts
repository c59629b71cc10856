import fc from 'fast-check';
import type { Drawdown, PlanCharge, PlanTerms, Rhythm } from '../plan/plan-terms.ts';
import { dayOfText, shifted, textOfDay } from './plan-referee-calendar.ts';
import { rowsWithBalloon } from './plan-referee-periods.ts';

/**
 * Legal plan terms of every type and their combinations, realistic and nasty: loans of a cent, rates of 0 and 999 %,
 * month ends, one row and 600, weights of 0, steps above the instalment, a balloon of the whole capital. Most are short.
 */
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const largestAmount = 100_000_000_000;

const amount = fc.oneof(
  often(12, fc.integer({ min: 50_000, max: 8_000_000 })),
  often(2, fc.integer({ min: 1, max: 300 })),
  often(2, fc.integer({ min: 1, max: 100_000 })),
  often(1, fc.integer({ min: 1, max: largestAmount })),
  often(1, fc.constantFrom(1, 2, 100_000, 1_000_000, largestAmount - 1, largestAmount)),
);

const ratePpm = fc.oneof(
  often(12, fc.integer({ min: 0, max: 250_000 })),
  often(3, fc.integer({ min: 0, max: 1500 }).map((basisPoints) => basisPoints * 100)),
  often(2, fc.constantFrom(0, 0, 1, 120_000, 60_000, 9_990_000, 9_999_999)),
  often(1, fc.integer({ min: 0, max: 9_999_999 })),
);

const rowCount = fc.oneof(
  often(60, fc.integer({ min: 1, max: 8 })),
  often(28, fc.integer({ min: 1, max: 24 })),
  often(9, fc.integer({ min: 24, max: 84 })),
  often(2, fc.integer({ min: 84, max: 180 })),
  often(1, fc.constantFrom(120, 240, 360, 600)),
);

const dayBetween = (first: string, last: string): fc.Arbitrary<number> => fc.integer({ min: dayOfText(first), max: dayOfText(last) });
const monthEndDay = fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: -2, max: 1 })).map(([months, days]) => shifted(dayOfText('1999-01-31'), months, { every: 1, unit: 'month' }, 'last-day') + days);
const startDay = fc.oneof(
  often(6, dayBetween('2015-01-01', '2035-12-31')),
  often(4, monthEndDay),
  often(1, fc.constantFrom('2024-02-29', '2000-02-29', '2028-02-28', '2027-02-28', '1996-02-29', '2100-02-28').map(dayOfText)),
  often(1, dayBetween('1900-01-01', '2150-12-31')),
);

const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  often(10, fc.constant<Rhythm>({ every: 1, unit: 'month' })),
  often(4, fc.constantFrom(2, 3, 4, 6, 12).map((every): Rhythm => ({ every, unit: 'month' }))),
  often(1, fc.integer({ min: 1, max: 24 }).map((every): Rhythm => ({ every, unit: 'month' }))),
  often(1, fc.integer({ min: 1, max: 13 }).map((every): Rhythm => ({ every, unit: 'week' }))),
  often(1, fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(7, 28, 30, 180)).map((every): Rhythm => ({ every, unit: 'day' }))),
);

const weight = fc.oneof(often(4, fc.constantFrom(0, 1, 1, 2, 3, 0.5)), often(1, fc.integer({ min: 0, max: 3_000_000 }).map((millionths) => millionths / 1e6)), often(1, fc.constantFrom(1000, 0.000001, 10, 0.3)));

const multiple = fc.oneof(often(8, fc.constant(1)), often(2, fc.constantFrom(5, 10, 50, 100, 500, 1000)), often(1, fc.integer({ min: 2, max: 100_000 })));

interface ChargeDraw {
  readonly at: 'financed' | 'start' | 'row' | 'due-day' | 'date';
  readonly base: number;
  readonly size: number;
  readonly place: number;
  readonly inTaeg: boolean;
  readonly optional: boolean;
}

const chargeDraw: fc.Arbitrary<ChargeDraw> = fc.record({
  at: fc.constantFrom('financed' as const, 'start' as const, 'row' as const, 'due-day' as const, 'date' as const),
  base: fc.nat(6),
  size: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.constantFrom(0, 1, 1_000_000)),
  place: fc.nat(1000),
  inTaeg: fc.boolean(),
  optional: fc.boolean(),
});

const rarely = <T>(arbitrary: fc.Arbitrary<T>, freq = 9): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq, nil: null }).map((value) => value);

const draws = fc.record({
  amount,
  ratePpm,
  rows: rowCount,
  startDay,
  rhythm,
  monthEnd: fc.constantFrom('clamp' as const, 'clamp' as const, 'last-day' as const, 'roll' as const),
  dayCount: fc.constantFrom(
    ...(['30/360-period', '30/360-period', '30/360-period', '30/360-bond', '30/360-us', '30e/360', '30e/360-isda', 'act/365f', 'act/360', 'act/364', 'act/act-isda', 'act/act-isma', 'act/act-afb'] as const),
  ),
  amortisation: fc.constantFrom('level' as const, 'level' as const, 'level' as const, 'equal-principal' as const, 'interest-only' as const, 'bullet' as const),
  interestOn: fc.constantFrom('declining' as const, 'declining' as const, 'declining' as const, 'flat' as const),
  mode: fc.constantFrom('arrears' as const, 'arrears' as const, 'arrears' as const, 'advance' as const),
  /** Dates: regular, odd first period, list of days, several drawdowns, capitalisation. */
  shape: fc.constantFrom('plain' as const, 'plain' as const, 'odd' as const, 'odd' as const, 'irregular' as const, 'drawdowns' as const, 'capitalised' as const),
  firstGap: fc.oneof(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 1000 })),
  firstPeriod: fc.constantFrom(undefined, 'in-row' as const, 'one-period' as const, 'paid' as const, 'capitalised' as const),
  gaps: fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 400 })), { minLength: 1, maxLength: 6 }),
  factor: fc.integer({ min: 0, max: 11 }),
  /** 0: several drawdowns whatever the dates; 1 and 2: a first due date that is regular all the same. */
  also: fc.nat(11),
  balloon: rarely(fc.oneof(often(4, fc.integer({ min: 0, max: 900 })), often(1, fc.constantFrom(0, 1000))), 2),
  balloonAfter: fc.boolean(),
  grace: rarely(fc.nat(1000), 5),
  graceInterest: rarely(fc.nat(1000), 5),
  down: rarely(fc.oneof(fc.integer({ min: 0, max: 600_000 }), fc.constantFrom(100_000, 200_000, 333_333)), 6),
  weights: rarely(fc.array(weight, { minLength: 1, maxLength: 6 }), 4),
  charges: rarely(fc.array(chargeDraw, { minLength: 1, maxLength: 4 }), 2),
  roundingMode: fc.constantFrom('half-up' as const, 'half-up' as const, 'half-even' as const),
  multiple,
  residue: fc.constantFrom('last' as const, 'first' as const, 'correction-pass' as const),
});

type Draw = typeof draws extends fc.Arbitrary<infer T> ? T : never;

const lastDay = dayOfText('2199-12-31');
const longestPeriod = (length: Rhythm): number => length.every * (length.unit === 'month' ? 31 : length.unit === 'week' ? 7 : 1);

/** Due days of the plan, for charges and drawdowns that shall fall on them. */
function dueDays(terms: PlanTerms): number[] {
  if (terms.dueDates !== undefined) return terms.dueDates.map(dayOfText);
  const fromFirst = terms.firstDueDate !== undefined || terms.mode === 'advance';
  const anchor = dayOfText(terms.firstDueDate ?? terms.start);
  return Array.from({ length: rowsWithBalloon(terms) }, (_, row) => shifted(anchor, fromFirst ? row : row + 1, terms, terms.monthEnd));
}

function irregularDays(draw: Draw, rows: number): string[] {
  let day = draw.startDay;
  return Array.from({ length: rows }, (_, row) => {
    if (row > 0 || draw.mode === 'arrears' || draw.firstGap % 2 === 1) day += draw.gaps[row % draw.gaps.length] ?? 1;
    return textOfDay(day);
  });
}

/** Up to four drawdowns, the first on the start, some on due days; the parts are at least a cent. */
function drawdownsOf(draw: Draw, terms: PlanTerms): Drawdown[] {
  const days = dueDays(terms);
  const last = days.at(-1) ?? draw.startDay;
  const dates = new Set([draw.startDay]);
  for (const [place, gap] of draw.gaps.slice(0, 3).entries()) {
    const day = place === draw.factor % 3 ? (days[gap % days.length] ?? 0) : draw.startDay + gap;
    if (day > draw.startDay && day < last) dates.add(day);
  }
  const rising = [...dates].sort((a, b) => a - b).slice(0, terms.principalCents);
  const each = Math.floor((terms.principalCents * (2 + draw.factor)) / (15 * rising.length)) || 1;
  return rising.map((day, place) => ({ date: textOfDay(day), cents: place === 0 ? terms.principalCents - each * (rising.length - 1) : each }));
}

/** A twelfth to twelve times the period; shorter ones only in plans that stay short. */
function capitalisationOf(draw: Draw, rows: number): Rhythm {
  const { every, unit } = draw.rhythm;
  const parts = [1, 2, 3, 4, 6, 12].filter((count) => every % count === 0 && count * rows <= 400);
  if (draw.factor < 5) return { every: every / (parts[(draw.firstGap + draw.factor) % Math.max(1, parts.length)] ?? 1), unit };
  if (unit === 'day' && every % 7 === 0) return { every: every / 7, unit: 'week' };
  const times = [1, 2, 3, 4, 6, 12][draw.factor % 6] ?? 1;
  return { every: every * times <= 366 ? every * times : every, unit };
}

const commonBases = ['principal', 'amount-financed', 'instalment'] as const;
const rowBases = ['principal', 'amount-financed', 'instalment', 'row-principal', 'row-interest', 'row-balance'] as const;

function chargeOf(draw: ChargeDraw, terms: PlanTerms, place: number): PlanCharge {
  const { inTaeg, optional } = draw;
  const fixed = draw.base === 6;
  const share = (bases: readonly PlanCharge['base'][]): Partial<PlanCharge> =>
    fixed ? { cents: draw.size } : { ratePpm: draw.size, base: bases[draw.base % bases.length] };
  const common = { kind: `charge-${place}`, inTaeg, optional };
  if (draw.at === 'financed') return { ...common, at: 'start', financed: true, ...share(['principal', 'amount-financed']) };
  if (draw.at === 'start') return { ...common, at: 'start', financed: false, ...share(commonBases) };
  if (draw.at === 'row') return { ...common, at: 'row', financed: false, ...share(rowBases) };
  const days = draw.at === 'due-day' ? dueDays(terms) : [];
  const day = days[draw.place % Math.max(1, days.length)] ?? dayOfText(terms.start) + draw.place;
  return { ...common, at: 'date', date: textOfDay(Math.min(day, lastDay)), financed: false, ...share(commonBases) };
}

/** A first due date off the rhythm, or one exactly on it, or none. */
function firstDue(draw: Draw, odd: boolean): string | undefined {
  const advance = draw.mode === 'advance';
  if (draw.also === 1 || draw.also === 2) return textOfDay(advance ? draw.startDay : shifted(draw.startDay, 1, draw.rhythm, draw.monthEnd));
  return odd ? textOfDay(draw.startDay + (advance ? draw.firstGap : Math.max(1, draw.firstGap))) : undefined;
}

/** The terms of a draw: fields that may not stand together are left out. */
function termsOf(draw: Draw): PlanTerms {
  const capitalAtEnd = draw.amortisation === 'interest-only' || draw.amortisation === 'bullet';
  const declining = draw.interestOn === 'declining';
  const shape = declining || (draw.shape !== 'capitalised' && draw.shape !== 'drawdowns') ? draw.shape : 'plain';
  const longest = shape === 'irregular' ? 400 : longestPeriod(draw.rhythm);
  const rows = Math.max(1, Math.min(draw.rows, Math.floor((lastDay - draw.startDay - 1000) / longest) - 2));
  const weighted = draw.weights !== null && !capitalAtEnd;
  const pattern = draw.weights ?? [1];
  const weights = Array.from({ length: rows }, (_, row) => (row === rows - 1 ? pattern[row % pattern.length] || 1 : (pattern[row % pattern.length] ?? 1)));
  const dayCount = shape === 'irregular' && draw.dayCount === 'act/act-isma' ? 'act/act-isda' : draw.dayCount;
  const firstDueDate = shape === 'irregular' ? undefined : firstDue(draw, shape === 'odd');
  const several = declining && (shape === 'drawdowns' || draw.also === 0);
  // A down payment, rounded to the step, stays below what is drawn on the start.
  const principalCents = draw.charges?.some(({ at }) => at === 'financed') === true ? Math.min(draw.amount, 5_000_000_000) : draw.amount;
  const downFits = draw.multiple * 10 <= principalCents && (!several || (draw.down ?? 0) <= 200_000);
  const down = downFits ? draw.down : null;
  const capital = down === null ? principalCents : principalCents - Math.ceil((principalCents * down) / 1e6) - draw.multiple;
  const { balloon } = draw;
  // The largest balloon one month after the last row: the capital with the interest of that month, so that the level pays interest alone.
  const atMost = draw.dayCount === '30/360-period' && draw.amortisation === 'level' && draw.balloonAfter && draw.rhythm.unit === 'month' && (shape === 'plain' || shape === 'odd');
  const largest = atMost ? Math.floor((capital * draw.ratePpm) / 12e6) * draw.rhythm.every : 0;
  const balloonCents = balloon === null || capitalAtEnd ? undefined : balloon === 1000 ? Math.min(capital + largest, largestAmount) : Math.floor((capital * balloon) / 1000);
  const rowAfter = draw.balloonAfter && (capitalAtEnd || (balloonCents ?? 0) > 0);
  const plain: PlanTerms = {
    principalCents,
    nominalRatePpm: draw.ratePpm,
    rows,
    every: draw.rhythm.every,
    unit: draw.rhythm.unit,
    start: textOfDay(draw.startDay),
    firstDueDate,
    dueDates: shape === 'irregular' ? irregularDays(draw, rowAfter ? rows + 1 : rows) : undefined,
    monthEnd: draw.monthEnd,
    dayCount,
    amortisation: draw.amortisation,
    interestOn: draw.interestOn,
    mode: draw.mode,
    firstPeriod: shape === 'odd' || draw.also > 9 ? draw.firstPeriod : undefined,
    capitalisation: shape === 'capitalised' ? capitalisationOf(draw, rows) : undefined,
    balloonCents,
    downPaymentPpm: down ?? undefined,
    balloonAfterLastRow: draw.balloonAfter ? true : undefined,
    gracePrincipalRows: draw.grace === null || weighted || rows === 1 ? undefined : draw.grace % rows,
    graceInterestRows: draw.graceInterest === null ? undefined : draw.graceInterest % (rows + 1),
    weights: weighted ? weights : undefined,
    rounding: { mode: draw.roundingMode, instalmentMultipleCents: draw.multiple, residue: draw.residue },
  };
  return {
    ...plain,
    drawdowns: several ? drawdownsOf(draw, plain) : undefined,
    charges: draw.charges?.map((charge, place) => chargeOf(charge, plain, place)),
  };
}

export const anyPlanTerms: fc.Arbitrary<PlanTerms> = draws.map(termsOf);
