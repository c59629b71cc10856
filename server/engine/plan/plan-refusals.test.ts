import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPlan, dueDates, levelPlansBatch, levelRows, yearFraction } from '../plans.ts';
import type { PlanTerms } from '../plans.ts';
import { cases, seeds } from '../proof/seeds.ts';

/** The same number many times. */
const many = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

const full: PlanTerms = {
  principalCents: 1_000_000, nominalRatePpm: 60_000, rows: 12, start: '2026-01-31', every: 1, unit: 'month', monthEnd: 'clamp', dayCount: 'act/365f',
  amortisation: 'level', interestOn: 'declining', mode: 'arrears', balloonCents: 100_000, balloonAfterLastRow: true, gracePrincipalRows: 1, graceInterestRows: 1,
  firstPeriod: 'paid', firstDueDate: '2026-03-10', downPaymentPpm: 100_000, drawdowns: [{ date: '2026-01-31', cents: 600_000 }, { date: '2026-02-20', cents: 400_000 }],
  charges: [{ kind: 'fee', at: 'row', ratePpm: 1000, base: 'row-interest', financed: false, inTaeg: true, optional: false }],
  rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' },
};
const simple: PlanTerms = { ...full, balloonCents: 0, gracePrincipalRows: 0, firstDueDate: undefined, firstPeriod: undefined, downPaymentPpm: 0, drawdowns: undefined, charges: undefined };
const fee = { kind: 'fee', at: 'start', cents: 100, financed: true, inTaeg: true, optional: false } as const;

/** A copy of the terms with one field, by path, set to anything. */
function spoiled(terms: PlanTerms, path: string, value: unknown): PlanTerms {
  const copy = structuredClone(terms) as unknown as Record<string, unknown>;
  const keys = path.split('.');
  let at = copy;
  for (const key of keys.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[keys[keys.length - 1] ?? ''] = value;
  return copy as unknown as PlanTerms;
}

describe('buildPlan refuses', () => {
  it('nothing of the full example', () => {
    expect(buildPlan(full).ok).toBe(true);
    expect(buildPlan(simple).ok).toBe(true);
  });

  it.each([
    ['principalCents', -1, 'amount_negative'], ['principalCents', 0, 'amount_not_positive'], ['principalCents', 1.5, 'not_an_integer'], ['principalCents', '100', 'not_an_integer'],
    ['principalCents', 100_000_000_001, 'amount_too_large'], ['principalCents', undefined, 'missing'], ['principalCents', 1_000_001, 'choice_not_consistent'],
    ['nominalRatePpm', 10_000_000, 'rate_out_of_range'], ['nominalRatePpm', Number.NaN, 'not_an_integer'], ['rows', -3, 'term_out_of_range'], ['rows', 601, 'term_out_of_range'],
    ['every', 0, 'number_out_of_range'], ['every', 367, 'number_out_of_range'], ['unit', 'year', 'choice_not_known'], ['monthEnd', null, 'missing'], ['dayCount', 'act/366', 'choice_not_known'],
    ['amortisation', 'french', 'choice_not_known'], ['interestOn', 7, 'choice_not_known'], ['mode', [], 'choice_not_known'], ['balloonAfterLastRow', 'yes', 'choice_not_known'],
    ['start', '9999-01-01', 'date_not_valid'], ['start', '2026-02-30', 'date_not_valid'], ['firstDueDate', '2026-01-31', 'date_out_of_range'], ['firstDueDate', 20260310, 'date_not_valid'],
    ['balloonCents', 1_000_000, 'balloon_too_large'], ['balloonCents', -5, 'amount_negative'], ['gracePrincipalRows', 12, 'term_out_of_range'], ['graceInterestRows', 13, 'term_out_of_range'],
    ['firstPeriod', 'later', 'choice_not_known'], ['weights', [1, 2], 'choice_not_consistent'], ['weights', [1, -1], 'number_out_of_range'], ['weights', ['1'], 'not_a_number'],
    ['weights', [0.000_000_1], 'number_out_of_range'], ['weights', [1001], 'number_out_of_range'], ['weights', many(601, 1), 'too_many_items'], ['weights', { length: 3 }, 'missing'],
    ['capitalisation', { every: 1, unit: 'month' }, 'choice_not_consistent'], ['capitalisation', { every: 0, unit: 'month' }, 'number_out_of_range'], ['capitalisation', 'monthly', 'missing'],
    ['downPaymentPpm', 1_000_000, 'rate_out_of_range'], ['downPaymentPpm', 700_000, 'amount_too_large'], ['dueDates', ['2026-03-01'], 'choice_not_consistent'], ['dueDates', 'monthly', 'missing'],
    ['drawdowns', [], 'choice_not_consistent'], ['drawdowns.1.cents', 0, 'amount_not_positive'], ['drawdowns.1.date', '2026-01-31', 'date_out_of_range'], ['drawdowns.0.date', '2026-01-30', 'date_out_of_range'],
    ['rounding', null, 'missing'], ['rounding.mode', 'down', 'choice_not_known'], ['rounding.instalmentMultipleCents', 0, 'number_out_of_range'], ['rounding.residue', '', 'choice_not_known'],
    ['charges', {}, 'missing'], ['charges.0', null, 'missing'], ['charges.0.kind', '', 'missing'], ['charges.0.at', 'end', 'choice_not_known'], ['charges.0.at', 'date', 'missing'],
    ['charges.0.at', 'start', 'charge_not_consistent'], ['charges.0.cents', 5, 'charge_not_consistent'], ['charges.0.base', undefined, 'missing'], ['charges.0.financed', true, 'charge_not_consistent'],
    ['charges.0.inTaeg', 1, 'choice_not_known'], ['charges.0', { ...fee, cents: undefined, ratePpm: 5, base: 'instalment' }, 'charge_not_consistent'],
    ['charges.0', { ...fee, cents: 100_000_000_000 }, 'amount_too_large'], ['charges.0', { ...fee, at: 'date', financed: false, date: '2026-01-30' }, 'date_out_of_range'],
  ])('%s = %j as %s', (path, value, refusal) => {
    const answer = buildPlan(spoiled(full, path, value));
    expect(answer).toMatchObject({ ok: false, refusal });
    // A clash of two fields may be told at either of them; a fault of one field is told there.
    if (!answer.ok && refusal !== 'choice_not_consistent' && refusal !== 'missing') expect(answer.path.startsWith(path.split('.')[0] ?? '')).toBe(true);
  });

  it.each<[string, Partial<PlanTerms>, string, string]>([
    ['weights with grace', { weights: many(12, 1), gracePrincipalRows: 1 }, 'choice_not_consistent', 'weights'],
    ['a last weight of zero', { weights: [...many(11, 1), 0] }, 'number_out_of_range', 'weights.11'],
    ['a balloon amount of an interest-only plan', { amortisation: 'bullet', balloonCents: 5 }, 'choice_not_consistent', 'balloonCents'],
    ['capitalisation that fits no number of periods', { every: 2, capitalisation: { every: 3, unit: 'month' } }, 'choice_not_consistent', 'capitalisation'],
    ['capitalisation by days of months', { capitalisation: { every: 30, unit: 'day' } }, 'choice_not_consistent', 'capitalisation'],
    ['capitalisation of flat interest', { interestOn: 'flat', capitalisation: { every: 3, unit: 'month' } }, 'choice_not_consistent', 'capitalisation'],
    ['capitalisation with an odd first period', { firstDueDate: '2026-03-10', capitalisation: { every: 3, unit: 'month' } }, 'choice_not_consistent', 'capitalisation'],
    ['drawdowns of flat interest', { interestOn: 'flat', drawdowns: full.drawdowns }, 'choice_not_consistent', 'drawdowns'],
    ['due dates that fall back', { rows: 2, dueDates: ['2026-03-01', '2026-03-01'] }, 'date_out_of_range', 'dueDates.1'],
    ['a due date on the start', { rows: 1, dueDates: ['2026-01-31'] }, 'date_out_of_range', 'dueDates.0'],
    ['ISMA without a regular period', { rows: 1, dueDates: ['2026-02-28'], dayCount: 'act/act-isma' }, 'choice_not_consistent', 'dayCount'],
    ['a plan that ends after 2199', { every: 366, rows: 10 }, 'date_out_of_range', 'rows'],
    ['a drawdown after the last due day', { rows: 1, drawdowns: [{ date: '2026-01-31', cents: 500_000 }, { date: '2026-02-28', cents: 500_000 }] }, 'date_out_of_range', 'drawdowns.1.date'],
    ['an instalment below a cent', { principalCents: 5, rows: 600 }, 'instalment_not_positive', 'rows'],
    ['a balloon that leaves nothing to pay', { nominalRatePpm: 0, balloonAfterLastRow: false, balloonCents: 1_000_000 }, 'instalment_not_positive', 'rows'],
    ['a debt beyond all bounds', { nominalRatePpm: 9_999_999, every: 12, rows: 60, weights: [...many(59, 0), 1] }, 'amount_too_large', 'principalCents'],
  ])('%s', (_name, more, refusal, path) => {
    expect(buildPlan({ ...simple, ...more })).toMatchObject({ ok: false, refusal, path });
  });

  it('names the nearest value that works', () => {
    expect(buildPlan({ ...simple, rows: 900 })).toMatchObject({ nearest: 600 });
    expect(buildPlan({ ...simple, balloonAfterLastRow: false, balloonCents: 2_000_000 })).toMatchObject({ refusal: 'balloon_too_large', nearest: 1_000_000 });
    expect(buildPlan({ ...simple, weights: many(12, 0.333_333_3) })).toMatchObject({ path: 'weights.0', nearest: 0.333333 });
  });

  it('treats null like an absent field', () => {
    const absent = { balloonCents: null, weights: null, capitalisation: null, firstDueDate: null, dueDates: null, drawdowns: null, charges: null, firstPeriod: null, downPaymentPpm: null, graceInterestRows: null, gracePrincipalRows: null, balloonAfterLastRow: null };
    const { graceInterestRows: _, balloonAfterLastRow: __, ...without } = simple;
    expect(buildPlan({ ...simple, ...absent } as never)).toEqual(buildPlan(without));
  });
});

describe.each(seeds)('whatever arrives (seed %i)', (seed) => {
  const anything = fc.oneof(fc.anything(), fc.integer(), fc.double(), fc.constantFrom(-0, 0, 1, 600, 1e11, Number.MAX_SAFE_INTEGER, '2026-12-31', '2199-12-31'));
  const paths = [
    ...Object.keys(full), 'weights', 'capitalisation', 'dueDates', 'rounding.mode', 'rounding.instalmentMultipleCents', 'rounding.residue', 'drawdowns.0', 'drawdowns.0.cents',
    'drawdowns.1.date', 'charges.0', 'charges.0.base', 'charges.0.ratePpm', 'charges.0.cents', 'charges.0.at',
  ];
  const hasOnlyIntegers = (value: unknown): boolean =>
    typeof value === 'number' ? Number.isSafeInteger(value) && !Object.is(value, -0)
      : typeof value === 'object' && value !== null ? Object.values(value).every(hasOnlyIntegers) : true;

  it('is answered, without NaN, halves or negative zeros', () => {
    fc.assert(
      fc.property(fc.constantFrom(full, simple), fc.constantFrom(...paths), anything, (terms, path, value) => {
        let given: PlanTerms;
        try {
          given = spoiled(terms, path, value);
        } catch {
          return;
        }
        const made = buildPlan(given);
        expect(made.ok ? hasOnlyIntegers(made.plan) : typeof made.path).toEqual(made.ok ? true : 'string');
      }),
      { seed, numRuns: cases(1500, 100_000) },
    );
  });

  it('is answered by every function of the face', () => {
    fc.assert(
      fc.property(fc.anything(), anything, anything, (first, second, third) => {
        expect(buildPlan(first as never).ok).toBe(false);
        expect(dueDates(first as never).ok).toBe(false);
        expect(yearFraction(first as never).ok).toBe(false);
        expect(levelPlansBatch(first as never).ok).toBe(false);
        expect(typeof levelRows(first as never, second as never, third as never).ok).toBe('boolean');
      }),
      { seed, numRuns: cases(400, 20_000) },
    );
  });
});

describe('the fast rows refuse', () => {
  it.each([
    [[0, 60_000, 12], 'amount_not_positive', 'principalCents'], [[1e12, 60_000, 12], 'amount_too_large', 'principalCents'], [['1', 60_000, 12], 'not_an_integer', 'principalCents'],
    [[1000, -1, 12], 'rate_out_of_range', 'nominalRatePpm'], [[1000, 60_000, 0], 'term_out_of_range', 'rows'], [[1000, 60_000, 12, 1001], 'balloon_too_large', 'balloonCents'],
    [[1000, 60_000, 12, 5, 'yes'], 'choice_not_known', 'balloonAfterLastRow'], [[3, 0, 12], 'instalment_not_positive', 'rows'],
  ])('%j', (values, refusal, path) => {
    expect(levelRows(...(values as [number, number, number]))).toMatchObject({ ok: false, refusal, path });
  });

  it.each([
    ['nominalRatePpm', Int32Array.of(1, 2), 'choice_not_consistent', 'nominalRatePpm'],
    ['rows', [12], 'missing', 'rows'],
    ['rows', Int32Array.of(-1), 'term_out_of_range', 'rows.0'],
    ['principalCents', Float64Array.of(Number.NaN), 'not_an_integer', 'principalCents.0'],
    ['principalCents', Float64Array.of(2e9), 'amount_too_large', 'principalCents.0'],
    ['balloonCents', Float64Array.of(200_000), 'balloon_too_large', 'balloonCents.0'],
  ])('a batch with %s %j', (field, value, refusal, path) => {
    const columns = { principalCents: Float64Array.of(120_000), nominalRatePpm: Int32Array.of(60_000), rows: Int32Array.of(12), [field]: value };
    expect(levelPlansBatch(columns as never)).toMatchObject({ ok: false, refusal, path });
  });

  it('a batch of too many cells', () => {
    const plans = 40_000;
    const columns = { principalCents: new Float64Array(plans), nominalRatePpm: new Int32Array(plans), rows: new Int32Array(plans).fill(600) };
    expect(levelPlansBatch(columns)).toMatchObject({ refusal: 'too_many_items', nearest: 33_333 });
  });
});
