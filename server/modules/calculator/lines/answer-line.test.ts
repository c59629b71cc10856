import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seeds } from '../../../engine/proof/seeds.ts';
import { calculations } from '../calculations.ts';
import { codes } from '../calculations/codes.ts';
import { hostAids } from '../host-aids.ts';
import { answerLine } from './answer-line.ts';
import { exampleLine } from './reference-page.ts';

const plan = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 60, start: '2026-11-22' };
const ask = (input: unknown, name = 'plan') => JSON.stringify({ id: 7, do: name, input });
const flows = (payments: unknown) => ask({ drawdowns: [[0, 1000]], payments }, 'taeg');

interface Answer {
  id: unknown;
  ok: boolean;
  result?: unknown;
  error?: { code: string; path: string; message: string; nearest?: unknown };
}
const answerTo = (line: string, language: 'en' | 'it' = 'en') => JSON.parse(answerLine(line, language, hostAids)) as Answer;

describe('a line that cannot be answered is refused by name, with the path', () => {
  it.each<[string, string, unknown, string, string]>([
    ['nothing readable', 'plan', null, 'line_not_json', ''],
    ['a NaN token', '{"id":7,"do":"plan","input":{"rows":NaN}}', null, 'line_not_json', ''],
    ['an Infinity token', '{"id":7,"do":"plan","input":{"rows":Infinity}}', null, 'line_not_json', ''],
    ['half a line', ask(plan).slice(0, -3), null, 'line_not_json', ''],
    ['a nesting bomb', '['.repeat(400_000), null, 'line_not_json', ''],
    ['a nesting bomb that closes', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, null, 'line_not_an_object', ''],
    ['a nesting bomb as a field', `{"id":7,"do":"plan","input":${'{"rows":'.repeat(100_000)}1${'}'.repeat(100_000)}}`, 7, 'missing', 'input.principalCents'],
    ['a contract before every rule', ask({ plan: { ...plan, start: '1930-11-22' }, noticeOn: '1930-12-01', on: '1930-12-20' }, 'withdrawal'), 7, 'rule_missing', 'input.plan.start'],
    ['a list', '[1]', null, 'line_not_an_object', ''],
    ['text', '"plan"', null, 'line_not_an_object', ''],
    ['null', 'null', null, 'line_not_an_object', ''],
    ['no id', JSON.stringify({ do: 'plan', input: plan }), null, 'id_not_valid', 'id'],
    ['an id that is an object', JSON.stringify({ id: {}, do: 'plan', input: plan }), null, 'id_not_valid', 'id'],
    ['an id that a double cannot repeat', '{"id":9007199254740993,"do":"plan","input":{}}', null, 'id_not_valid', 'id'],
    ['an id beyond all doubles', '{"id":1e999,"do":"plan","input":{}}', null, 'id_not_valid', 'id'],
    ['no do', '{"id":7,"input":{}}', 7, 'unknown_calculation', 'do'],
    ['an unknown do', ask(plan, 'divine'), 7, 'unknown_calculation', 'do'],
    ['a do that every object has', ask(plan, 'constructor'), 7, 'unknown_calculation', 'do'],
    ['no input', '{"id":7,"do":"plan"}', 7, 'missing', 'input'],
    ['an input that is a list', ask([]), 7, 'not_an_object', 'input'],
    ['an input that is null', ask(null), 7, 'missing', 'input'],
    ['an unknown field of the line', JSON.stringify({ id: 7, do: 'plan', input: plan, rows: 3 }), 7, 'unknown_field', 'rows'],
    ['a missing field', ask({ ...plan, rows: undefined }), 7, 'missing', 'input.rows'],
    ['an unknown field', ask({ ...plan, colour: 'red' }), 7, 'unknown_field', 'input.colour'],
    ['an unknown field deep down', ask({ ...plan, rounding: { mode: 'half-up', up: 1 } }), 7, 'unknown_field', 'input.rounding.up'],
    ['a field of every object', `{"id":7,"do":"plan","input":{"__proto__":{"rows":1},${JSON.stringify(plan).slice(1)}}`, 7, 'unknown_field', 'input.__proto__'],
    ['text for a number', ask({ ...plan, principalCents: '1500000' }), 7, 'not_a_number', 'input.principalCents'],
    ['a number for text', ask({ ...plan, start: 20_261_122 }), 7, 'not_text', 'input.start'],
    ['a broken number', ask({ ...plan, principalCents: 1.5 }), 7, 'not_an_integer', 'input.principalCents'],
    ['a number beyond all doubles', `{"id":7,"do":"plan","input":{"principalCents":1e999,${JSON.stringify({ ...plan, principalCents: undefined }).slice(1)}}`, 7, 'not_a_number', 'input.principalCents'],
    ['a negative term', ask({ ...plan, rows: -1 }), 7, 'term_out_of_range', 'input.rows'],
    ['601 rows', ask({ ...plan, rows: 601 }), 7, 'term_out_of_range', 'input.rows'],
    ['a negative amount', ask({ ...plan, principalCents: -1 }), 7, 'amount_negative', 'input.principalCents'],
    ['1,000 %', ask({ ...plan, nominalRatePct: '1000' }), 7, 'rate_out_of_range', 'input.nominalRatePct'],
    ['an endless rate', ask({ ...plan, nominalRatePct: '9'.repeat(500) }), 7, 'rate_out_of_range', 'input.nominalRatePct'],
    ['a negative rate', ask({ ...plan, nominalRatePct: -0.5 }), 7, 'rate_out_of_range', 'input.nominalRatePct'],
    ['a rate with a comma', ask({ ...plan, nominalRatePct: '6,95' }), 7, 'not_a_rate', 'input.nominalRatePct'],
    ['a rate of five decimals', ask({ ...plan, nominalRatePct: '6.95123' }), 7, 'too_many_decimals', 'input.nominalRatePct'],
    ['a rate of five decimals as a number', ask({ ...plan, nominalRatePct: 6.951_23 }), 7, 'too_many_decimals', 'input.nominalRatePct'],
    ['a rate that is true', ask({ ...plan, nominalRatePct: true }), 7, 'wrong_type', 'input.nominalRatePct'],
    ['no rate', ask({ ...plan, nominalRatePct: undefined }), 7, 'missing', 'input.nominalRatePct'],
    ['year 9999', ask({ ...plan, start: '9999-12-31' }), 7, 'date_not_valid', 'input.start'],
    ['a day that does not exist', ask({ ...plan, start: '2027-02-29' }), 7, 'date_not_valid', 'input.start'],
    ['rows that end beyond 2199', ask({ ...plan, every: 36 }), 7, 'date_out_of_range', 'input.rows'],
    ['an unknown choice', ask({ ...plan, unit: 'fortnight' }), 7, 'choice_not_known', 'input.unit'],
    ['a charge with a wrong rate', ask({ ...plan, charges: [{ kind: 'fee', at: 'start', pct: '1000', base: 'principal' }] }), 7, 'rate_out_of_range', 'input.charges.0.pct'],
    ['a charge with amount and share', ask({ ...plan, charges: [{ kind: 'fee', at: 'start', pct: '1', cents: 1, base: 'principal' }] }), 7, 'charge_not_consistent', 'input.charges.0.pct'],
    ['a charge of no kind', ask({ ...plan, charges: [{ kind: 'fee', at: 'row', cents: 1 }, { at: 'row' }] }), 7, 'missing', 'input.charges.1.kind'],
    ['a share of the principal of 100 %', ask({ ...plan, downPaymentPct: '100' }), 7, 'rate_out_of_range', 'input.downPaymentPct'],
    ['601 weights', ask({ ...plan, weights: Array.from({ length: 601 }, () => 1) }), 7, 'too_many_items', 'input.weights'],
    ['a hundred thousand wrong weights', ask({ ...plan, weights: Array.from({ length: 100_000 }, () => 'x') }), 7, 'too_many_items', 'input.weights'],
    ['a weight of text', ask({ ...plan, weights: [1, 'x'] }), 7, 'not_a_number', 'input.weights.1'],
    ['a flow of three', flows([[1, 2, 3]]), 7, 'too_many_items', 'input.payments.0'],
    ['a flow of text', flows([[1, 'x']]), 7, 'not_a_number', 'input.payments.0.1'],
    ['a flow on no day', flows([{ date: '2026-13-01', cents: 1 }]), 7, 'date_not_valid', 'input.payments.0.date'],
    ['a flow that is none', flows([3]), 7, 'wrong_type', 'input.payments.0'],
    ['flows of two kinds', flows([{ date: '2026-12-01', cents: 1 }]), 7, 'choice_not_consistent', 'input.payments.0'],
    ['flows without a rate', flows([]), 7, 'not_solvable', 'input.payments'],
  ])('%s', (_what, line, id, code, path) => {
    const answer = answerTo(line);
    expect(answer).toMatchObject({ id, ok: false, error: { code, path } });
    expect(answer.error?.message).toMatch(/\w/);
    expect(JSON.stringify(answer).length).toBeLessThan(600);
  });

  it('names the nearest value in the unit of the caller', () => {
    expect(answerTo(ask({ ...plan, rows: 601 })).error).toMatchObject({ nearest: 600, message: 'input.rows: so many rows are not possible: the nearest is 600.' });
    expect(answerTo(ask({ ...plan, nominalRatePct: 1000 })).error).toMatchObject({ nearest: '999.9999' });
    expect(answerTo(ask({ ...plan, rows: 601 }), 'it').error?.message).toBe('input.rows: il numero di rate non è possibile: il più vicino è 600.');
    expect(answerTo('x', 'it').error?.message).toContain('la riga non è JSON');
  });

  it('names the field of the caller where the engine has another, and what can be had', () => {
    const solve = { unknown: 'deposit', target: { instalmentCents: 1 }, priceCents: 2_000_000, rows: 36, nominalRatePct: '6.95', start: '2026-11-22' };
    const unreachable = answerTo(ask({ ...solve, unknown: 'balloon', target: { instalmentCents: 99_999_999 }, depositCents: 0 }, 'solve')).error;
    expect(unreachable).toMatchObject({ code: 'target_not_reachable', path: 'input.target.instalmentCents', reason: 'above-highest', possible: [{ value: 0 }] });
    const error = (change: object) => answerTo(ask({ ...solve, ...change }, 'solve')).error;
    expect(error({ rows: undefined })).toMatchObject({ code: 'missing', path: 'input.rows' });
    expect(error({ priceCents: undefined })).toMatchObject({ code: 'missing', path: 'input.priceCents' });
    expect(error({ target: {} })).toMatchObject({ code: 'missing', path: 'input.target' });
    expect(error({ target: { instalmentCents: 1, taegPct: '7' } })).toMatchObject({ code: 'choice_not_consistent', path: 'input.target.taegPct' });
    expect(error({ weights: [1] })).toMatchObject({ path: 'input.weights' });
    const lease = { priceCents: 1000, rentals: 2, nominalRatePct: 5, start: '2026-11-22' };
    expect(answerTo(ask({ ...lease, firstRentalPct: '101' }, 'lease')).error).toMatchObject({ code: 'rate_out_of_range', path: 'input.firstRentalPct', nearest: '100.00' });
    expect(answerTo(ask({ ...lease, firstRentalCents: 1, firstRentals: 1 }, 'lease')).error).toMatchObject({ code: 'choice_not_consistent', path: 'input.firstRentals' });
    expect(answerTo(ask({ plan: { ...plan, nominalRatePct: 1000 }, on: '2027-01-01' }, 'settlement')).error).toMatchObject({ path: 'input.plan.nominalRatePct', nearest: '999.9999' });
    expect(answerTo(ask({ rows: [], until: '2027-01-01', rates: [{ from: '2026-01-01', pct: 1000 }] }, 'defaultInterest')).error).toMatchObject({ path: 'input.rates.0.pct', nearest: '999.9999' });
    expect(answerTo(ask({ amountFinancedCents: 1, start: '2026-11-22', flows: [], targetRatePct: '1000' }, 'subsidy')).error).toMatchObject({ path: 'input.targetRatePct', nearest: '999.9999' });
  });

  it('blames the day of signing for a law that is missing, and refuses one after the day asked about', () => {
    const ends = [['settlement', { on: '2026-12-10' }], ['partialSettlement', { on: '2026-12-10', principalCents: 100_000, keep: 'term' }], ['withdrawal', { noticeOn: '2026-12-01', on: '2026-12-10' }], ['ledger', { asOf: '2026-12-10', late: { rates: [{ from: '2026-01-01', pct: '9' }] }, events: [{ id: 's', date: '2026-12-05', kind: 'settlement' }] }]] as const;
    for (const [name, end] of ends) {
      expect(answerTo(ask({ plan, ...end, signedOn: '2010-01-01' }, name)).error).toMatchObject({ code: 'rule_missing', path: 'input.signedOn', reason: expect.stringMatching(/^[a-z_]+\.[a-z_]+$/) as string });
      expect(answerTo(ask({ plan, ...end, signedOn: '2030-01-01' }, name)).error).toMatchObject({ code: 'date_out_of_range', path: 'input.signedOn' });
      expect(answerTo(ask({ plan, ...end, signedOn: '2026-11-20' }, name))).toMatchObject({ ok: true });
    }
    expect(answerTo(ask({ date: '2010-01-01', category: 'credito_finalizzato', amountCents: 1 }, 'usuryCheck')).error).toMatchObject({ code: 'rule_missing', path: 'input.date', reason: 'usury.2010-Q1' });
    const costs = [{ nature: 'tax', flow: { date: '2026-11-22', cents: 1 } }, { nature: 'fee', flow: { date: '2010-01-01', cents: 1 } }];
    const dated = { drawdowns: [{ date: '2026-11-22', cents: 100 }], payments: [{ date: '2027-11-22', cents: 101 }] };
    expect(answerTo(ask({ ...dated, costs }, 'teg')).error).toMatchObject({ code: 'date_out_of_range', path: 'input.costs.1.flow.date' });
  });

  it('shows no more of what was sent than a name', () => {
    const long = 'x'.repeat(100_000);
    for (const line of [ask({ ...plan, [long]: 1 }), JSON.stringify({ id: 7, do: 'plan', input: {}, [long]: 1 }), ask(plan, long), ask(Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`f${index}`, 1])))]) {
      expect(answerLine(line, 'en').length).toBeLessThan(800);
    }
  });
});

describe('a line that can be answered', () => {
  it('gets its id back as it was given', () => {
    for (const id of ['', 'a"b', 0, -1, 1.5, 9_007_199_254_740_991, 'è'.repeat(10_000)]) expect(answerTo(JSON.stringify({ id, do: 'plan', input: plan })).id).toBe(id);
  });

  it('may leave out what has a default, and a part of the rounding', () => {
    const whole = { every: 1, unit: 'month', monthEnd: 'clamp', dayCount: '30/360-period', amortisation: 'level', interestOn: 'declining', mode: 'arrears', rounding: { mode: 'half-up', instalmentMultipleCents: 1, residue: 'last' } };
    const answer = answerTo(ask(plan));
    expect(answer).toMatchObject({ ok: true, result: { instalmentCents: 29_666 } });
    expect(answerTo(ask({ ...plan, ...whole }))).toEqual(answer);
    expect(answerTo(ask({ ...plan, rounding: { mode: 'half-even' } }))).toMatchObject({ ok: true });
    expect(answerTo(ask({ ...plan, nominalRatePct: 6.95 }))).toEqual(answer);
    expect(answerTo(ask({ ...plan, nominalRatePct: '06.9500' }))).toEqual(answer);
  });
});

it('tells of days without interest, and of interest without days', () => {
  const noticed = (change: object) => (answerTo(ask({ ...plan, ...change })).result as { notices?: unknown }).notices;
  expect(noticed({ firstDueDate: '2027-01-05' })).toEqual([{ code: 'days_without_interest', days: 13 }]);
  expect(noticed({ firstDueDate: '2026-12-05' })).toEqual([{ code: 'interest_without_days', days: 17 }]);
  for (const change of [{}, { firstDueDate: '2026-12-22' }, { firstDueDate: '2027-01-05', firstPeriod: 'in-row' }]) expect(noticed(change)).toBeUndefined();
});

describe.each(seeds)('whatever the line holds, there is one answer (seed %i)', (seed) => {
  const check = (line: string) => {
    const answer = answerTo(line);
    if (answer.ok) expect(Object.keys(answer)).toEqual(['id', 'ok', 'result']);
    else expect(answer.error).toMatchObject({ code: expect.toSatisfy((code: string) => Object.hasOwn(codes, code)) as string, path: expect.any(String) as string, message: expect.any(String) as string });
    expect(answer.error?.code).not.toBe('internal');
  };

  it('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), check), { seed, numRuns: runs(200) });
  });

  it('any JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => check(JSON.stringify(value))), { seed, numRuns: runs(300) });
  });

  it('an example with fields changed, left out and added', () => {
    const value = fc.oneof(fc.constantFrom(0, -1, 1, 0.5, 1e15, -1e308, 9_007_199_254_740_991, '', '6.95', '1e9', 'NaN', '2026-02-30', '2199-12-31', null, true, [], {}, [[]], [{}], [[1, 2]]), fc.jsonValue({ maxDepth: 1 }));
    const changed = fc.constantFrom(...calculations).chain((calculation) => {
      const fields = Object.keys(calculation.example);
      const change = fc.record({ field: fc.oneof(fc.constantFrom(...fields), fc.constantFrom('rows', 'every', 'weights', 'charges', 'toString')), value, drop: fc.boolean() });
      return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
        const input: Record<string, unknown> = structuredClone(calculation.example);
        for (const { field, value: given, drop } of changes) input[field] = drop ? undefined : given;
        return JSON.stringify({ id: 1, do: calculation.do, input });
      });
    });
    fc.assert(fc.property(changed, check), { seed, numRuns: runs(400) });
  });
});

it('answers every example', () => {
  for (const calculation of calculations) expect(answerTo(exampleLine(calculation))).toMatchObject({ id: calculation.do, ok: true });
});

it('says in every result only what its schema says', () => {
  for (const calculation of calculations) {
    const { result } = answerTo(exampleLine(calculation));
    expect(calculation.result.parse(result)).toEqual(result);
  }
});
