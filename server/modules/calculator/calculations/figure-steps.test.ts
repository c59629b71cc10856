import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount, formatAmountEnglish } from '#platform/money';
import { runs, seeds } from '../../../engine/proof/seeds.ts';
import { calculationNamed } from '../calculations.ts';
import { hostAids } from '../host-aids.ts';
import { calculate } from './calculation.ts';

type Body = Readonly<Record<string, unknown>>;
interface Step {
  readonly figure: string;
  readonly label: string;
  readonly formula: string;
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
    expect([...new Set(answer.derivation?.map((step) => step.figure))]).toEqual(['amountFinancedCents', 'instalmentCents', 'totals.interestCents', 'totals.feeCents', 'totals.financedFeeCents', 'totals.dueCents', 'taegPct']);
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

  it('for what a financing has no word for: down payment, several drawdowns, fees by the balance of the row', () => {
    const down = { ...plan, downPaymentPct: '10', explain: 'it' };
    expect(last(told('plan', { ...down, explainRow: 0, explainPart: 'principal' }), 'rows.0.principal')).toBe('1.500,00 €');
    const drawn = { ...plan, drawdowns: [{ date: '2026-11-22', cents: 1_000_000 }, { date: '2027-01-10', cents: 500_000 }], explain: 'it' };
    expect(told('plan', { ...drawn, explainRow: 2, explainPart: 'interest' }).derivation?.map(({ label, formula, value }) => `${label}: ${formula} = ${value}`)).toEqual([
      'Debito prima della riga:  = 8.764,34 €',
      'Interessi del periodo, prima di arrotondare: 8.764,34 × 6,95 % / 12 = 50,760135… €',
      'Erogazione dentro il periodo:  = 5.000,00 €',
      'Interessi del periodo, prima di arrotondare: 5.000,00 × 6,95 % × 12/360 = 11,583333… €',
      'Somma degli interessi, prima di arrotondare: 50,760135… + 11,583333… = 62,343469… €',
      'Arrotondato una volta sola (metà in su): 62,343469… € = 62,34 €',
    ]);
    const fees = { ...plan, charges: [{ kind: 'Premio', at: 'row', pct: '0.1', base: 'row-balance' }], explain: 'en' };
    expect(told('plan', { ...fees, explainRow: 1, explainPart: 'fee' }).derivation?.map(({ formula, value }) => `${formula} = ${value}`)).toEqual(['Premio: 15,000.00 × 0.10 % = 15.00 €', ' = 15.00 €']);
  });

  it('speaks a lease in the words of leases', () => {
    const lease = { priceCents: 3_000_000, firstRentalPct: '20', rentals: 24, purchaseOptionPct: '20', nominalRatePct: '5.50', start: '2026-11-22', mode: 'advance', explain: 'it' };
    const labels = ['0', '5', '24', '25'].flatMap((row) => told('lease', { ...lease, explainRow: Number(row) }).derivation?.map((step) => step.label) ?? []);
    const figures = told('lease', lease).derivation?.map((step) => step.label) ?? [];
    expect([...labels, ...figures].filter((label) => /\brat[ae]\b|maxirata|anticipo|importo totale del credito/i.test(label))).toEqual([]);
    expect(labels).toContain('Quota capitale: canone meno interessi');
    expect(figures).toContain('Prezzo di riscatto');
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
    ['the down payment of a plan without one', 'plan', { ...plan, explain: 'it', explainRow: 0 }, 'number_out_of_range explainRow'],
    ['a row that does not exist', 'plan', { ...plan, explain: 'it', explainRow: 13 }, 'number_out_of_range explainRow'],
    ['a row without a language', 'plan', { ...plan, explainRow: 1 }, 'missing explain'],
    ['a part without a row', 'plan', { ...plan, explain: 'it', explainPart: 'interest' }, 'missing explainRow'],
    ['an option that a lease does not have', 'lease', { priceCents: 3_000_000, rentals: 24, nominalRatePct: '5.50', start: '2026-11-22', explain: 'it', explainRow: 25 }, 'number_out_of_range explainRow'],
  ])('%s', (_what, name, input, refusal) => {
    expect(ask(name, input)).toBe(refusal);
  });

  it('tells an instalment with sixty thousand capitalisations at once', () => {
    const daily = { ...plan, rows: 600, every: 100, unit: 'day', dayCount: 'act/365f', capitalisation: { every: 1, unit: 'day' }, explain: 'en' };
    const answer = told('plan', daily);
    expect(last(answer, 'instalmentCents')).toBe(`${formatAmountEnglish(answer.instalmentCents)} €`);
  }, 5000);

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

  it('tells TAEG, TEG and thresholds, credit and default interest, to the last decimal', () => {
    const read = (name: string, input: Body): string[] => told(name, { ...input, explain: 'it' }).derivation?.map(({ figure, formula, value }) => `${figure}: ${formula} = ${value}`) ?? [];
    expect(read('usuryCheck', question)).toEqual([
      'thresholdPct:  = 11,30 %',
      'thresholdPct: 11,30 % × 1,25 + 4 % = 18,1250 %',
      'thresholdPct: 11,30 % + 8 % = 19,3000 %',
      'thresholdPct:  = 18,1250 %',
      'thresholdPct:  = 18,125 %',
      'thresholdPct: 18,1250 % − 18,125 % = 0,0000 %',
      'defaultInterest.thresholdPct:  = 11,30 %',
      'defaultInterest.thresholdPct:  = 3,1 %',
      'defaultInterest.thresholdPct: 11,30 % + 3,1 % = 14,40 %',
      'defaultInterest.thresholdPct: 14,40 % × 1,25 + 4 % = 22,0000 %',
      'defaultInterest.thresholdPct: 14,40 % + 8 % = 22,4000 %',
      'defaultInterest.thresholdPct:  = 22,0000 %',
      'defaultInterest.thresholdPct:  = 22,0001 %',
      'defaultInterest.thresholdPct: 22,0000 % − 22,0001 % = −0,0001 %',
    ]);
    expect(read('usuryThreshold', { tegmPct: '20' }).at(-1)).toBe('thresholdPct:  = 28,0000 %');
    expect(read('taeg', { drawdowns: [[0, 1000]], payments: [[1, 600], [2, 600]], decimals: 1 })).toEqual([
      'taegPct: Σ Cⱼ = 1000',
      'taegPct: Σ Dₖ = 1200',
      'taegPct: Σ Cⱼ × (1 + X)^−tⱼ = Σ Dₖ × (1 + X)^−tₖ = 13,066238629180748526 %',
      'taegPct: 13,066238629180748526 % = 13,1 %',
    ]);
    const costs = [{ nature: 'fee', flow: { date: '2026-11-22', cents: 30_000 } }, { nature: 'tax', flow: { date: '2026-11-22', cents: 1600 } }];
    expect(read('teg', { drawdowns: [{ date: '2026-11-22', cents: 1_500_000 }], payments: [{ date: '2027-11-22', cents: 1_600_000 }], costs }).slice(0, 3)).toEqual(['tegPct: Σ Cⱼ = 15.000,00 €', 'tegPct: Σ Dₖ = 16.300,00 €', 'tegPct:  = 16,00 €']);
  });

  it('takes rows of the caller', () => {
    expect(ask('usuryCheck', { date: '2027-02-01', category: 'x', amountCents: 1, thresholds: [row] }, {})).toEqual({ quarter: '2027-Q1', tegmPct: '10', thresholdPct: '16.5000' });
  });

  it.each<[string, Body, object, string]>([
    ['a quarter that is not in the table', { ...question, date: '2027-02-01' }, hostAids, 'rule_missing date'],
    ['no table at all', question, {}, 'rule_missing date'],
    ['a surcharge that is missing', { ...question, date: '2027-02-01', category: 'x', thresholds: [row] }, hostAids, 'rule_missing date'],
    ['an unknown category', { ...question, category: 'x' }, hostAids, 'choice_not_known category'],
    ['a rate of text', { ...question, tegPct: 'x' }, hostAids, 'not_a_number tegPct'],
    ['a row with a bad average', { ...question, date: '2027-02-01', category: 'x', thresholds: [{ ...row, tegmPct: 'x' }] }, hostAids, 'not_a_number thresholds'],
  ])('%s is refused by name', (_what, input, aids, refusal) => {
    expect(ask('usuryCheck', input, aids)).toBe(refusal);
  });
});
