import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '#platform/money';
import { runs, seeds } from '../../../engine/proof/seeds.ts';
import { calculationNamed } from '../calculations.ts';
import { hostAids } from '../host-aids.ts';
import { calculate } from './calculation.ts';

type Body = Readonly<Record<string, unknown>>;
interface Step {
  readonly figure: string;
  readonly label: string;
  readonly value: string;
}
interface Told {
  readonly derivation?: readonly Step[];
  readonly rows: readonly { number: number; principalCents: number; interestCents: number; dueCents: number }[];
  readonly instalmentCents: number;
  readonly rentalCents: number;
}

function ask(name: string, input: Body, aids = hostAids): Told | string {
  const calculation = calculationNamed(name);
  if (calculation === undefined) throw new Error(name);
  const answer = calculate(calculation, input, 'en', '', aids);
  return answer.ok ? (answer.result as Told) : `${answer.error.code} ${answer.error.path}`;
}

function told(name: string, input: Body): Told {
  const answer = ask(name, input);
  if (typeof answer === 'string') throw new Error(answer);
  return answer;
}

const last = (answer: Told, figure: string) => answer.derivation?.findLast((step) => step.figure === figure)?.value;
const plan = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 12, start: '2026-11-22' };

describe('the steps end at the figure that was answered', () => {
  it('for the figures of a plan, in the language asked', () => {
    const answer = told('plan', { ...plan, explain: 'it', charges: [{ kind: 'collectionFee', at: 'row', cents: 200 }] });
    expect(last(answer, 'instalmentCents')).toBe(`${formatAmount(answer.instalmentCents)} €`);
    expect([...new Set(answer.derivation?.map((step) => step.figure))]).toEqual(['amountFinancedCents', 'instalmentCents', 'totals.interestCents', 'totals.dueCents', 'taegPct']);
    expect(answer.derivation?.some((step) => step.label === 'Importo finanziato')).toBe(true);
    expect(told('plan', { ...plan, explain: 'en' }).derivation?.some((step) => step.label === 'Amount financed')).toBe(true);
  });

  it('for a solved financing and for a lease', () => {
    const solved = told('solve', { unknown: 'deposit', target: { instalmentCents: 150_000 }, priceCents: 2_000_000, rows: 12, nominalRatePct: '6.95', start: '2026-11-22', explain: 'it' });
    expect(last(solved, 'instalmentCents')).toBe('1.500,00 €');
    for (const mode of ['arrears', 'advance']) {
      const lease = { priceCents: 3_000_000, firstRentalPct: '20', rentals: 24, purchaseOptionPct: '20', nominalRatePct: '5.50', start: '2026-11-22', mode, explain: 'it' };
      const answer = told('lease', lease);
      expect(last(answer, 'rentalCents')).toBe(`${formatAmount(answer.rentalCents)} €`);
      const row = told('lease', { ...lease, explainRow: 5, explainPart: 'interest' });
      expect(last(row, 'rows.5.interest')).toBe(`${formatAmount(row.rows.find(({ number }) => number === 5)?.interestCents ?? 0)} €`);
    }
  });

  it.each(seeds)('for interest and principal of every row of plans of every kind (seed %i)', (seed) => {
    const shape = fc.record({
      rows: fc.integer({ min: 2, max: 30 }),
      every: fc.integer({ min: 1, max: 3 }),
      amortisation: fc.constantFrom('level', 'equal-principal', 'interest-only'),
      interestOn: fc.constantFrom('declining', 'flat'),
      mode: fc.constantFrom('arrears', 'advance'),
      dayCount: fc.constantFrom('30/360-period', 'act/365f', '30e/360', 'act/act-isda'),
      principalCents: fc.integer({ min: 100_000, max: 5_000_000 }),
      nominalRatePct: fc.integer({ min: 0, max: 2500 }).map((hundredths) => (hundredths / 100).toFixed(2)),
    });
    fc.assert(
      fc.property(shape, fc.nat(), fc.constantFrom('interest', 'principal'), (given, pick, part) => {
        const input = { ...given, start: '2026-11-22' };
        const bare = ask('plan', input);
        if (typeof bare === 'string') return;
        const row = bare.rows[pick % bare.rows.length];
        if (row === undefined) return;
        const answer = told('plan', { ...input, explain: 'it', explainRow: row.number, explainPart: part });
        expect(last(answer, `rows.${row.number}.${part}`)).toBe(`${formatAmount(part === 'interest' ? row.interestCents : row.principalCents)} €`);
      }),
      { seed, numRuns: runs(150) },
    );
  });
});

describe('what has no steps is refused by name, and costs nothing when not asked', () => {
  it.each<[string, string, Body, string]>([
    ['a plan with a down payment', 'plan', { ...plan, downPaymentPct: '10', explain: 'it' }, 'choice_not_consistent explain'],
    ['a row that does not exist', 'plan', { ...plan, explain: 'it', explainRow: 13 }, 'number_out_of_range explainRow'],
    ['a row without a language', 'plan', { ...plan, explainRow: 1 }, 'missing explain'],
    ['a part without a row', 'plan', { ...plan, explain: 'it', explainPart: 'interest' }, 'missing explainRow'],
    ['fees by the balance of the row', 'plan', { ...plan, explain: 'it', explainRow: 2, explainPart: 'fee', charges: [{ kind: 'x', at: 'row', pct: '1', base: 'row-balance' }] }, 'choice_not_consistent explainPart'],
    ['a lease whose interest takes the residue', 'lease', { priceCents: 3_000_000, rentals: 24, nominalRatePct: '5.50', start: '2026-11-22', rounding: { residue: 'interest' }, explain: 'it' }, 'choice_not_consistent explain'],
  ])('%s', (_what, name, input, refusal) => {
    expect(ask(name, input)).toBe(refusal);
  });

  it('leaves out an instalment whose equation has too many capitalisations, at once', () => {
    const daily = { ...plan, rows: 600, every: 100, unit: 'day', dayCount: 'act/365f', capitalisation: { every: 1, unit: 'day' }, explain: 'en' };
    const figures = new Set(told('plan', daily).derivation?.map((step) => step.figure));
    expect([figures.has('instalmentCents'), figures.has('totals.interestCents')]).toEqual([false, true]);
  });

  it('a host without the texts answers the figures alone', () => {
    expect(ask('plan', { ...plan, explain: 'it' }, {})).toEqual(ask('plan', plan));
  });
});

describe('the usury check', () => {
  const question = { date: '2026-11-22', category: 'credito_finalizzato', amountCents: 1_500_000, tegPct: '18.1250', defaultRatePct: '22.0001' };
  const row = { validFrom: '2027-01-01', validTo: '2027-03-31', category: 'x', tegmPct: '10' };

  it('reads the published table: equal is lawful, above is not', () => {
    expect(ask('usuryCheck', question)).toMatchObject({ quarter: '2026-Q4', tegmPct: '11.30', thresholdPct: '18.1250', credit: { usurious: false }, defaultInterest: { usurious: true, thresholdPct: '22.0000' } });
  });

  it('takes rows of the caller', () => {
    expect(ask('usuryCheck', { date: '2027-02-01', category: 'x', amountCents: 1, thresholds: [row] }, {})).toEqual({ quarter: '2027-Q1', tegmPct: '10', thresholdPct: '16.5000' });
  });

  it.each<[string, Body, object, string]>([
    ['a quarter that is not in the table', { ...question, date: '2027-02-01' }, hostAids, 'rule_missing usury.2027-Q1'],
    ['no table at all', question, {}, 'rule_missing usury.2026-Q4'],
    ['a surcharge that is missing', { ...question, date: '2027-02-01', category: 'x', thresholds: [row] }, hostAids, 'rule_missing usurySurcharge.2027-Q1'],
    ['an unknown category', { ...question, category: 'x' }, hostAids, 'choice_not_known category'],
    ['a rate of text', { ...question, tegPct: 'x' }, hostAids, 'not_a_number tegPct'],
    ['a row with a bad average', { ...question, date: '2027-02-01', category: 'x', thresholds: [{ ...row, tegmPct: 'x' }] }, hostAids, 'not_a_number thresholds'],
  ])('%s is refused by name', (_what, input, aids, refusal) => {
    expect(ask('usuryCheck', input, aids)).toBe(refusal);
  });
});
