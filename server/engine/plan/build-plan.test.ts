import { describe, expect, it } from 'vitest';
import { buildPlan } from '../plans.ts';
import type { Plan, PlanCharge, PlanTerms } from '../plans.ts';

/** 1,200.00 euro at 12 % (1 % a month) in three months: small enough to check each cent by hand. */
const base: PlanTerms = {
  principalCents: 120_000, nominalRatePpm: 120_000, rows: 3, start: '2026-01-31', every: 1, unit: 'month', monthEnd: 'clamp',
  dayCount: '30/360-period', amortisation: 'level', interestOn: 'declining', mode: 'arrears',
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};

function planOf(more: Partial<PlanTerms>): Plan {
  const made = buildPlan({ ...base, ...more });
  if (!made.ok) throw new Error(`${made.refusal} ${made.path}`);
  return made.plan;
}

/** Principal, interest, balance of each row. */
const cents = ({ rows }: Plan): string[] => rows.map((row) => `${row.principalCents} ${row.interestCents} ${row.balanceCents}`);
const dates = ({ rows }: Plan): string[] => rows.map((row) => row.dueDate);

describe('each amortisation', () => {
  it.each<[string, Partial<PlanTerms>, number, string[]]>([
    ['level', {}, 40_803, ['39603 1200 80397', '39999 804 40398', '40398 404 0']],
    ['level without interest', { nominalRatePpm: 0, principalCents: 100_000 }, 33_333, ['33333 0 66667', '33333 0 33334', '33334 0 0']],
    ['balloon with the last row', { balloonCents: 60_000 }, 21_001, ['19801 1200 100199', '19999 1002 80200', '80200 802 0']],
    ['balloon one period after', { balloonCents: 60_000, balloonAfterLastRow: true }, 21_197, ['19997 1200 100003', '20197 1000 79806', '20399 798 59407', '59407 594 0']],
    ['no balloon, no row for it', { balloonAfterLastRow: true }, 40_803, ['39603 1200 80397', '39999 804 40398', '40398 404 0']],
    ['equal principal', { amortisation: 'equal-principal' }, 41_200, ['40000 1200 80000', '40000 800 40000', '40000 400 0']],
    ['equal principal, balloon after', { amortisation: 'equal-principal', balloonCents: 60_000, balloonAfterLastRow: true }, 21_200, ['20000 1200 100000', '20000 1000 80000', '20000 800 60000', '60000 600 0']],
    ['equal principal by weight', { amortisation: 'equal-principal', weights: [2, 0, 1] }, 81_200, ['80000 1200 40000', '0 400 40000', '40000 400 0']],
    ['interest only', { amortisation: 'interest-only' }, 1200, ['0 1200 120000', '0 1200 120000', '120000 1200 0']],
    ['bullet after the last row', { amortisation: 'bullet', balloonAfterLastRow: true }, 1200, ['0 1200 120000', '0 1200 120000', '0 1200 120000', '120000 1200 0']],
    ['flat interest', { interestOn: 'flat' }, 41_200, ['40000 1200 80000', '40000 1200 40000', '40000 1200 0']],
    ['flat interest, balloon after', { interestOn: 'flat', balloonCents: 60_000, balloonAfterLastRow: true }, 21_600, ['20400 1200 99600', '20400 1200 79200', '20400 1200 58800', '58800 1200 0']],
    ['flat interest in advance', { interestOn: 'flat', mode: 'advance' }, 40_800, ['40800 0 79200', '39600 1200 39600', '39600 1200 0']],
    ['advance', { mode: 'advance' }, 40_399, ['40399 0 79601', '39603 796 39998', '39998 400 0']],
    ['a skipped row', { weights: [1, 0, 1] }, 61_203, ['60003 1200 59997', '-600 600 60597', '60597 606 0']],
    ['steps', { weights: [1, 1.5, 2] }, 27_262, ['26062 1200 93938', '39954 939 53984', '53984 540 0']],
    ['three in the first row', { weights: [3, 1, 1], mode: 'advance' }, 24_143, ['72429 0 47571', '23667 476 23904', '23904 239 0']], // 120000 / (3 + 1/1.01 + 1/1.01²)
    ['grace on principal', { gracePrincipalRows: 1 }, 60_901, ['0 1200 120000', '59701 1200 60299', '60299 603 0']],
    ['grace on interest', { graceInterestRows: 2 }, 40_803, ['39603 0 80397', '39999 0 40398', '40398 2408 0']],
    ['grace on interest in every row', { graceInterestRows: 3 }, 40_803, ['39603 0 80397', '39999 0 40398', '40398 2408 0']],
    ['free rows', { gracePrincipalRows: 1, graceInterestRows: 1 }, 60_901, ['0 0 120000', '59701 2400 60299', '60299 603 0']],
    ['a skipped row before the interest is asked', { weights: [0, 1, 1], graceInterestRows: 2 }, 61_511, ['-1200 1200 121200', '60299 0 60901', '60901 1821 0']], // 1212 + 609, not the 1200 that joined the debt
  ])('%s', (_name, more, instalment, rows) => {
    const plan = planOf(more);
    expect(cents(plan)).toEqual(rows);
    expect(plan.instalmentCents).toBe(instalment);
  });

  it('asks a down payment on the start day, without interest', () => {
    const plan = planOf({ downPaymentPpm: 250_000 });
    expect(plan.rows[0]).toEqual({ number: 0, dueDate: '2026-01-31', principalCents: 30_000, interestCents: 0, feeCents: 0, dueCents: 30_000, balanceCents: 90_000 });
    expect(cents(plan).slice(1)).toEqual(['29702 900 60298', '29999 603 30299', '30299 303 0']);
    expect(plan.totals.principalCents).toBe(120_000);
  });
});

describe('capitalisation', () => {
  it('asks the interest of three months in every third row, exact before its one rounding', () => {
    // 120000 + 99303 + 78606 = 297909 at 1 % = 2979.09; 60888 + 40191 + 19494 = 120573 at 1 % = 1205.73.
    const plan = planOf({ rows: 6, capitalisation: { every: 3, unit: 'month' } });
    expect(cents(plan)).toEqual(['20697 0 99303', '20697 0 78606', '17718 2979 60888', '20697 0 40191', '20697 0 19494', '19494 1206 0']);
  });

  it('compounds inside a longer period', () => {
    // 1.01³ − 1 = 3.0301 %.
    expect(cents(planOf({ every: 3, capitalisation: { every: 1, unit: 'month' } }))).toEqual(['38812 3636 81188', '39988 2460 41200', '41200 1248 0']);
  });

  it('compounds by the days of each part', () => {
    const plan = planOf({ every: 2, rows: 1, dayCount: 'act/360', capitalisation: { every: 1, unit: 'month' }, principalCents: 10_000_000 });
    // 28 days to 28 February, 31 to 31 March: 10,000,000 × ((1 + 0.12 × 28/360)(1 + 0.12 × 31/360) − 1) = 197,631.11.
    expect(cents(plan)).toEqual(['10000000 197631 0']);
  });

  it('changes nothing when equal to the period', () => {
    expect(cents(planOf({ capitalisation: { every: 1, unit: 'month' } }))).toEqual(cents(planOf({})));
    expect(cents(planOf({ unit: 'week', capitalisation: { every: 7, unit: 'day' } }))).toEqual(cents(planOf({ unit: 'week' })));
  });
});

describe('an odd first period', () => {
  // 31 January to 15 March: 45 days of 30/360, a month and 15 days; s is 15 February.
  it.each<[string, Partial<PlanTerms>, string[]]>([
    ['in the row', { firstPeriod: 'in-row' }, ['39205 1800 80795', '40197 808 40598', '40598 406 0']],
    ['free', { firstPeriod: 'one-period' }, ['39603 1200 80397', '39999 804 40398', '40398 404 0']],
    ['free by default under 30/360-period', {}, ['39603 1200 80397', '39999 804 40398', '40398 404 0']],
    ['paid on top', { firstPeriod: 'paid' }, ['39603 1800 80397', '39999 804 40398', '40398 404 0']],
    ['capitalised', { firstPeriod: 'capitalised' }, ['39201 1806 80799', '40199 808 40600', '40600 406 0']], // 1.005 × 1.01 − 1 = 1.505 %
    ['in the row by default under act/360', { dayCount: 'act/360', rows: 1 }, ['120000 1720 0']], // 43 days
    ['reduced when paid and shorter', { firstDueDate: '2026-02-15', firstPeriod: 'paid' }, ['39603 560 80397', '39999 804 40398', '40398 404 0']], // 16 days fewer
    ['in the row when shorter, though capitalised', { firstDueDate: '2026-02-15', firstPeriod: 'capitalised', rows: 1 }, ['120000 600 0']],
    ['paid in advance', { mode: 'advance', firstDueDate: '2026-02-15', firstPeriod: 'paid' }, ['40399 600 79601', '39603 796 39998', '39998 400 0']],
    ['of days of the ISMA year', { dayCount: 'act/act-isma', rows: 1 }, ['120000 1781 0']], // 1/12 + 15/(31 × 12)
  ])('%s', (_name, more, rows) => {
    expect(cents(planOf({ firstDueDate: '2026-03-15', ...more }))).toEqual(rows);
  });

  it('is none when the first due date is a month after the start by either count', () => {
    for (const [start, firstDueDate] of [['2026-01-31', '2026-02-28'], ['2026-02-28', '2026-03-31']] as const) {
      expect(cents(planOf({ start, firstDueDate, firstPeriod: 'in-row' }))[0]).toBe('39603 1200 80397');
    }
  });
});

describe('drawdowns and due dates', () => {
  it('charges each drawdown from its day; one on a due day from the next row', () => {
    const drawdowns = [{ date: '2026-01-31', cents: 60_000 }, { date: '2026-02-15', cents: 30_000 }, { date: '2026-02-28', cents: 30_000 }];
    const plan = planOf({ dayCount: 'act/360', drawdowns });
    // 60000 × 0.12 × 28/360 + 30000 × 0.12 × 13/360 = 560 + 130.
    expect(cents(plan)).toEqual(['39950 690 80050', '39813 827 40237', '40237 402 0']);
    expect(plan.taegFlows.slice(0, 3)).toEqual([{ date: '2026-01-31', cents: -60_000 }, { date: '2026-02-15', cents: -30_000 }, { date: '2026-02-28', cents: 40_640 - 30_000 }]);
  });

  it('takes irregular due dates as they are', () => {
    const dueDates = ['2026-03-31', '2026-07-15', '2026-12-31'];
    const plan = planOf({ dueDates, dayCount: 'act/365f', firstDueDate: '2026-02-01', firstPeriod: 'paid' });
    expect(dates(plan)).toEqual(dueDates);
    expect(cents(plan)).toEqual(['40121 2328 79879', '39665 2784 40214', '40214 2234 0']); // 59, 106, 169 days
  });

  it('ends 30E/360 (ISDA) on the February day that it is', () => {
    const interest = (dayCount: PlanTerms['dayCount']) => cents(planOf({ start: '2025-11-30', every: 3, rows: 1, monthEnd: 'last-day', dayCount }))[0];
    expect(interest('30e/360-isda')).toBe('120000 3520 0'); // 88 days, not 90
  });
});

describe('rounding', () => {
  const residue = (residueMode: PlanTerms['rounding']['residue'], instalmentMultipleCents: number, more: Partial<PlanTerms> = {}) =>
    planOf({ ...more, rounding: { mode: 'half-up', instalmentMultipleCents, residue: residueMode } });

  it('rounds the instalment to the nearest multiple, down or up', () => {
    expect(residue('last', 1000).instalmentCents).toBe(41_000);
    expect(residue('last', 5000).instalmentCents).toBe(40_000);
    expect(cents(residue('last', 1000))).toEqual(['39800 1200 80200', '40198 802 40002', '40002 400 0']);
    expect(cents(residue('last', 50_000))).toEqual(['48800 1200 71200', '49288 712 21912', '21912 219 0']);
  });

  it('brings the residue to the first row at its present value', () => {
    // Last payment 404.02, 597.98 short: −598 / 1.01² = −586.21.
    expect(cents(residue('first', 1000))).toEqual(['39214 1200 80786', '40192 808 40594', '40594 406 0']);
  });

  it('repays early when the rounding is coarse, and then asks nothing', () => {
    expect(cents(residue('last', 50_000, { rows: 4 }))).toEqual(['48800 1200 71200', '49288 712 21912', '21912 219 0', '0 0 0']);
  });

  it('rounds an exact half by its mode', () => {
    // Half a euro at 1 % a month: half a cent.
    const half = (mode: 'half-up' | 'half-even') => planOf({ principalCents: 50, rows: 1, rounding: { mode, instalmentMultipleCents: 1, residue: 'last' } }).rows[0]?.interestCents;
    expect([half('half-up'), half('half-even')]).toEqual([1, 0]);
  });
});

describe('charges', () => {
  const charge = (kind: string, at: PlanCharge['at'], more: Partial<PlanCharge>): PlanCharge => ({ kind, at, financed: false, inTaeg: true, optional: false, ...more });
  const plan = planOf({
    charges: [
      charge('arrangement', 'start', { ratePpm: 10_000, base: 'principal', financed: true }),
      charge('tax', 'start', { ratePpm: 2500, base: 'amount-financed', financed: true }),
      charge('cover', 'start', { cents: 3000, financed: true, inTaeg: false, optional: true }),
      charge('file', 'start', { cents: 500 }),
      charge('collection', 'row', { cents: 100 }),
      charge('insurance', 'row', { ratePpm: 1000, base: 'row-balance', inTaeg: false, optional: true }),
      charge('statement', 'date', { date: '2026-03-31', cents: 200 }),
      charge('visit', 'date', { date: '2026-03-10', cents: 50 }),
    ],
  });

  it('finances fixed ones and shares of the principal first, then shares of their sum', () => {
    // 1200 + 3000 on 120000, then 0.25 % of 124200 = 310.5.
    expect(plan.amountFinancedCents).toBe(124_511);
    expect(plan.totals).toEqual({ principalCents: 124_511, interestCents: 2498, feeCents: 1300, financedFeeCents: 4511, dueCents: 128_309 });
  });

  it('adds to each row its fees, and on its day a dated one; the others stand apart', () => {
    expect(plan.rows.map((row) => row.feeCents)).toEqual([100 + 125, 100 + 83 + 200, 100 + 42]);
    expect(plan.separateFees).toEqual([{ kind: 'file', date: '2026-01-31', cents: 500 }, { kind: 'visit', date: '2026-03-10', cents: 50 }]);
  });

  it('keeps in the flows what is a cost of the credit', () => {
    expect(plan.taegFlows).toEqual([
      { date: '2026-01-31', cents: -120_000 - 3000 + 500 },
      { date: '2026-02-28', cents: 42_336 + 100 },
      { date: '2026-03-10', cents: 50 },
      { date: '2026-03-31', cents: 42_336 + 300 },
      { date: '2026-04-30', cents: 42_337 + 100 },
    ]);
  });
});
