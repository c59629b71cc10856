import { describe, expect, it } from 'vitest';
import { effectiveRate, datedIrr, legalTaeg, nominalRate, taeg, teg } from '../rates.ts';
import type { RateFlow, TaegQuestion, TegQuestion } from '../rates.ts';

const question = (drawdowns: readonly RateFlow[], payments: readonly RateFlow[], more: Partial<TaegQuestion> = {}): TaegQuestion => ({ drawdowns, payments, ...more });

describe('TAEG of any flows', () => {
  /**
   * Directive 98/7/EC Annex III (text as in COM(1996) 79): A, by the calendar, published 12.96 % (13 %), 16.9 %, 13.07 %
   * (13.1 %), 13.2 %; B, by standard years, published 12.92 % (12.9 %), 16.9 %, 13.07 % (13.1 %), 13.2 %. The digits
   * beyond the published ones are proved by the exact referee in taeg.test.ts. Directives 2008/48 Annex I, 2011/90 and
   * 2023/2225 Annex III give equation, interval rule and assumptions but print no worked figure.
   */
  it.each([
    ['A1: 1,200 after 546 days', [[0, 1000]], [[546 / 365, 1200]], '13', '12.96'],
    ['A2: 50 withheld', [[0, 950]], [[546 / 365, 1200]], '17', '16.90'],
    ['A3: 600 after one and two years', [[0, 1000]], [[365 / 365, 600], [730 / 365, 600]], '13', '13.07'],
    ['A4: 272, 272, 544 after 90, 181, 365 days', [[0, 1000]], [[90 / 365, 272], [181 / 365, 272], [1, 544]], '13', '13.23'],
    ['B1: a year and a half', [[0, 1000]], [[1.5, 1200]], '13', '12.92'],
    ['B2: 50 withheld', [[0, 950]], [[1.5, 1200]], '17', '16.85'],
    ['B4: 272, 272, 544 after 3, 6, 12 months', [[0, 1000]], [[0.25, 272], [0.5, 272], [1, 544]], '13', '13.19'],
  ] as const)('Directive 98/7 %s', (_name, drawdowns, payments, none, two) => {
    expect(legalTaeg(question(drawdowns, payments, { decimals: 0 }))).toMatchObject({ ok: true, taegPct: none });
    expect(legalTaeg(question(drawdowns, payments))).toMatchObject({ ok: true, taegPct: two });
  });

  it('the calendar examples of 98/7 need the interval in years: by months a year and a half is 18 whole months since 2008/48', () => {
    const flows = [[{ date: '1994-01-01', cents: 100_000 }], [{ date: '1995-07-01', cents: 120_000 }]] as const;
    expect(legalTaeg(question(...flows, { frequency: 'year' }))).toMatchObject({ taegPct: '12.96' });
    expect(legalTaeg(question(...flows))).toMatchObject({ taegPct: '12.92' });
    expect(legalTaeg(question(...flows, { frequency: 'week' }))).toMatchObject({ taegPct: '12.92' }); // 78 weeks
  });

  /** Remark (d) of Annex I; 3.054 is the example of the Commission's guideline SWD(2012) 128, 4.1.2. One payment after a year. */
  it.each([
    [1030.54, 1, '3.1'],
    [1030.54, 2, '3.05'],
    [1030.54, 3, '3.054'],
    [1051.25, 2, '5.13'],
    [1051.25, 1, '5.1'],
    [1051.25, 0, '5'],
    [1051.2499999, 2, '5.12'],
    [1055, 0, '6'],
    [1000, 2, '0.00'],
    [994.995, 2, '-0.50'],
    [999.9999999, 2, '0.00'],
    [1000.00000005, 12, '0.000000005000'],
    [1234.56, 12, '23.456000000000'],
  ])('1,000 repaid with %d at %i decimals is %s', (repaid, decimals, taegPct) => {
    expect(legalTaeg(question([[0, 1000]], [[1, repaid]], { decimals }))).toMatchObject({ ok: true, taegPct });
  });

  it('decides the half on decimals as typed, in any unit', () => {
    for (const unit of [1e-5, 0.01, 0.1, 1, 1000, 1e9]) {
      const flows = question([[0, Number((2 * unit).toPrecision(15))]], [[1, Number((2.1025 * unit).toPrecision(15))]]);
      expect(legalTaeg({ ...flows, decimals: 2 })).toMatchObject({ taegPct: '5.13', exactPct: '5.125' });
    }
    // (1 + 2.5 %)² − 1 = 5.0625 %, a half at three decimals; the instalments after half years.
    expect(legalTaeg(question([[0, 100]], [[0.5, 2.5], [1, 102.5]], { decimals: 3 }))).toMatchObject({ taegPct: '5.063', exactPct: '5.0625' });
  });

  it('takes drawdowns later than payments, flows in any order, twelfths as floats', () => {
    const inOrder = question([[0, 100], [1, 200]], [[0.5, 30], [2, 290]], { decimals: 12 });
    const shuffled = question([[1, 200], [0, 100]], [[2, 290], [0.5, 30]], { decimals: 12 });
    expect(legalTaeg(shuffled)).toEqual(legalTaeg(inOrder));
    const monthly = Array.from({ length: 60 }, (_, row) => [(row + 1) / 12, 20.76] as const);
    const byDates = Array.from({ length: 60 }, (_, row) => ({ date: `${2027 + Math.floor(row / 12)}-${String((row % 12) + 1).padStart(2, '0')}-22`, cents: 2076 }));
    const years = legalTaeg(question([[0, 1000]], monthly, { decimals: 12 }));
    expect(years).toEqual(legalTaeg(question([{ date: '2026-12-22', cents: 100_000 }], byDates, { decimals: 12 })));
    const existing = taeg({ drawdowns: [{ date: '2026-12-22', cents: 100_000 }], payments: byDates });
    expect(years.ok && existing.ok && Math.abs(years.annualRate - existing.annualRate) < 1e-14).toBe(true);
  });

  it('reaches millions of per cent and −99 %, and refuses beyond', () => {
    expect(legalTaeg(question([[0, 1]], [[1, 1_000_000]]))).toMatchObject({ taegPct: '99999900.00' });
    expect(legalTaeg(question([[0, 1000]], [[1, 10.1]]))).toMatchObject({ taegPct: '-98.99' });
    expect(legalTaeg(question([[0, 1]], [[1, 1_000_002]]))).toMatchObject({ refusal: 'rate_out_of_range' });
    expect(legalTaeg(question([[0, 1000]], [[1, 9]]))).toMatchObject({ refusal: 'rate_out_of_range' });
  });

  it('refuses flows with two rates (10 % and 20 %), and those with none', () => {
    expect(legalTaeg(question([[0, 1000], [2, 1320]], [[1, 2300]]))).toEqual({ ok: false, refusal: 'rate_not_unique', path: 'payments' });
    expect(legalTaeg(question([[0, 1000], [2, 1400]], [[1, 2300]]))).toEqual({ ok: false, refusal: 'not_solvable', path: 'payments' });
    // Three rates, 10, 20 and 30 %: (w − 1.1)(w − 1.2)(w − 1.3) with w = 1 + X.
    expect(datedIrr({ flows: [[0, -1000], [1, 3600], [2, -4310], [3, 1716]] })).toEqual({ ok: false, refusal: 'rate_not_unique', path: 'flows' });
    // A double root at 15 %.
    expect(legalTaeg(question([[0, 1000], [2, 1322.5]], [[1, 2300]]))).toMatchObject({ ok: false });
  });

  it('answers 5,000 flows of random sign and time within seconds', () => {
    let state = 12_345;
    const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    const flows = Array.from({ length: 5000 }, () => [random() * 290, Math.round((random() - 0.5) * 1e6)] as const);
    const started = performance.now();
    expect(datedIrr({ flows })).toMatchObject({ ok: false, refusal: 'rate_not_unique' });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it.each([
    [null, 'missing', 'drawdowns'],
    [{}, 'missing', 'drawdowns'],
    [{ drawdowns: [[0, 1]] }, 'missing', 'payments'],
    [{ drawdowns: [], payments: [] }, 'missing', 'drawdowns'],
    [{ drawdowns: [[0, 1]], payments: [] }, 'not_solvable', 'payments'],
    [{ drawdowns: [[0, '1']], payments: [[1, 1]] }, 'not_a_number', 'drawdowns.0.1'],
    [{ drawdowns: [[Number.NaN, 1]], payments: [[1, 1]] }, 'not_a_number', 'drawdowns.0.0'],
    [{ drawdowns: [[0, -1]], payments: [[1, 1]] }, 'amount_negative', 'drawdowns.0.1'],
    [{ drawdowns: [[0, 1e16]], payments: [[1, 1]] }, 'amount_too_large', 'drawdowns.0.1'],
    [{ drawdowns: [[0, 1, 2]], payments: [[1, 1]] }, 'missing', 'drawdowns.0'],
    [{ drawdowns: [[0, 1]], payments: [[-1, 1]] }, 'number_out_of_range', 'payments.0.0'],
    [{ drawdowns: [[0, 1]], payments: [[301, 1]] }, 'number_out_of_range', 'payments.0.0'],
    [{ drawdowns: [[1, 1]], payments: [[0, 1]] }, 'date_out_of_range', 'payments.0.0'],
    [{ drawdowns: [[0, 1]], payments: [{ date: '2026-01-01', cents: 1 }] }, 'choice_not_consistent', 'payments.0'],
    [{ drawdowns: [[0, 1], 5], payments: [] }, 'missing', 'drawdowns.1'],
    [{ drawdowns: [{ date: '9999-01-01', cents: 1 }], payments: [] }, 'date_not_valid', 'drawdowns.0.date'],
    [{ drawdowns: [{ date: '2026-01-01', cents: 1.5 }], payments: [] }, 'not_an_integer', 'drawdowns.0.cents'],
    [{ drawdowns: [[0, 1]], payments: [[1, 1]], frequency: 'day' }, 'choice_not_known', 'frequency'],
    [{ drawdowns: [[0, 1]], payments: [[1, 1]], decimals: 13 }, 'number_out_of_range', 'decimals'],
    [{ drawdowns: [[0, 1]], payments: [[1, 1]], decimals: 1.5 }, 'not_an_integer', 'decimals'],
    [{ drawdowns: Array.from({ length: 5001 }, () => [0, 1]), payments: [] }, 'too_many_items', 'drawdowns'],
  ])('refuses with a name: case %#', (asked, refusal, path) => {
    expect(legalTaeg(asked as TaegQuestion)).toMatchObject({ ok: false, refusal, path });
  });
});

describe('effective rate and TAN', () => {
  /** Computed apart in 60 decimal digits. */
  it.each([
    ['6.95', 1, 'month', '7.175716661933'],
    ['12', 1, 'month', '12.682503013197'],
    ['12', 3, 'month', '12.550881000000'],
    ['12', 12, 'month', '12.000000000000'],
    ['12', 24, 'month', '11.355287256600'],
    ['10', 1, 'week', '10.506479277977'],
    ['10', 1, 'day', '10.515578161626'],
    ['0', 1, 'month', '0.000000000000'],
    ['-5', 1, 'month', '-4.886993281130'],
  ] as const)('%s per cent every %i %s is %s', (ratePct, every, unit, effective) => {
    const found = effectiveRate({ ratePct, every, unit, decimals: 12 });
    expect(found).toMatchObject({ ok: true, ratePct: effective });
    const back = found.ok ? nominalRate({ ratePct: found.exactPct, every, unit, decimals: 12 }) : found;
    expect(back.ok && Number(back.ratePct)).toBe(Number(ratePct));
  });

  it.each([
    [{}, 'missing', 'ratePct'],
    [{ ratePct: 'x', every: 1, unit: 'month' }, 'not_a_number', 'ratePct'],
    [{ ratePct: 5, every: 0, unit: 'month' }, 'number_out_of_range', 'every'],
    [{ ratePct: 5, every: 1, unit: 'year' }, 'choice_not_known', 'unit'],
    [{ ratePct: -1200, every: 1, unit: 'month' }, 'rate_out_of_range', 'ratePct'],
  ])('refuses %j with %s', (asked, refusal, path) => {
    expect(effectiveRate(asked as { ratePct: string; every: number; unit: 'month' })).toMatchObject({ ok: false, refusal, path });
  });
});

describe('rates beyond the bounds', () => {
  const asked = (...payments: (readonly [number, number])[]) => legalTaeg({ drawdowns: [[0, 1000]], payments });

  it('are refused by their own name: there is a rate', () => {
    const beyond = { ok: false, refusal: 'rate_out_of_range', path: 'payments' };
    expect(asked([1, 1])).toEqual(beyond);
    expect(asked([1, 1e15])).toEqual(beyond);
    // Turned twice by a drawdown between: rates of −99.9 % and of 10^11 % would do.
    expect(legalTaeg({ drawdowns: [[0, 1e-3], [2, 1]], payments: [[1, 1e9]] })).toEqual(beyond);
    expect(legalTaeg({ drawdowns: [[0, 1000], [2, 1000]], payments: [[1, 1]] })).toMatchObject({ refusal: 'not_solvable' });
    expect(datedIrr({ flows: [[0, -1000], [1, 1]] })).toEqual({ ...beyond, path: 'flows' });
    const day = '2026-01-15';
    expect(taeg({ drawdowns: [{ date: day, cents: 1000 }], payments: [{ date: '2027-01-15', cents: 1 }] })).toEqual(beyond);
    expect(taeg({ drawdowns: [{ date: day, cents: 0 }], payments: [{ date: '2027-01-15', cents: 1 }] })).toMatchObject({ refusal: 'not_solvable' });
  });
});

describe('return on dates', () => {
  /** Example of the XIRR function in the office documentation: 0.373362535. */
  const flows = [
    { date: '2008-01-01', cents: -1_000_000 },
    { date: '2008-03-01', cents: 275_000 },
    { date: '2008-10-30', cents: 425_000 },
    { date: '2009-02-15', cents: 325_000 },
    { date: '2009-04-01', cents: 275_000 },
  ];

  it('by days over 365 and by the legal rule, whoever is the lender', () => {
    expect(datedIrr({ flows, decimals: 7 })).toMatchObject({ ok: true, ratePct: '37.3362534' });
    expect(datedIrr({ flows: flows.map(({ date, cents }) => ({ date, cents: -cents })).toReversed(), decimals: 7 })).toMatchObject({ ratePct: '37.3362534' });
    const legal = datedIrr({ flows, intervals: 'legal', decimals: 12 });
    const same = legalTaeg({ drawdowns: [{ date: '2008-01-01', cents: 1_000_000 }], payments: flows.slice(1), decimals: 12 });
    expect(legal.ok && same.ok && legal.ratePct === same.taegPct).toBe(true);
  });

  it.each([
    [{}, 'missing', 'flows'],
    [{ flows: [{ date: '2026-01-01', cents: 1 }] }, 'not_solvable', 'flows'],
    [{ flows, intervals: 'act/360' }, 'choice_not_known', 'intervals'],
  ])('refuses case %#', (asked, refusal, path) => {
    expect(datedIrr(asked as { flows: RateFlow[] })).toMatchObject({ ok: false, refusal, path });
  });
});

describe('TEG', () => {
  const asked = {
    drawdowns: [{ date: '2026-01-15', cents: 1_000_000 }],
    payments: [{ date: '2027-01-15', cents: 1_060_000 }],
    costs: [
      { nature: 'fee', flow: { date: '2026-01-15', cents: 20_000 } },
      { nature: 'tax', flow: { date: '2026-01-15', cents: 2500 } },
      { nature: 'collection-fee', flow: { date: '2027-01-15', cents: 300 } },
    ],
  } as const;

  it('counts fees and leaves taxes aside: 10,603 for 9,800', () => {
    expect(teg({ ...asked, decimals: 4 })).toMatchObject({ ok: true, tegPct: '8.1939', leftAside: 2500 });
  });

  it.each([
    [{ ...asked, costs: [{ nature: 'bribe', flow: asked.payments[0] }] }, 'choice_not_known', 'costs.0.nature'],
    [{ ...asked, costs: [{ nature: 'tax', flow: { date: 'x', cents: 1 } }] }, 'date_not_valid', 'costs.0.flow.date'],
    [{ ...asked, costs: 5 }, 'missing', 'costs'],
    [null, 'missing', 'drawdowns'],
  ])('refuses case %#', (question, refusal, path) => {
    expect(teg(question as unknown as TegQuestion)).toMatchObject({ ok: false, refusal, path });
  });
});
