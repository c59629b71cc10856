import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seeds } from '../../../engine/proof/seeds.ts';
import { calculate } from './calculation.ts';
import { calculationNamed } from '../calculations.ts';

type Body = Readonly<Record<string, unknown>>;

/** The result of a calculation by name, or its refusal as `code path`. */
function ask(name: string, input: Body): { result: Record<string, unknown> } | string {
  const calculation = calculationNamed(name);
  if (calculation === undefined) throw new Error(name);
  const answer = calculate(calculation, input, 'en', '');
  return answer.ok ? { result: answer.result as Record<string, unknown> } : `${answer.error.code} ${answer.error.path}`;
}

function resultOf(name: string, input: Body): Record<string, unknown> {
  const answer = ask(name, input);
  if (typeof answer === 'string') throw new Error(`${name}: ${answer}`);
  return answer.result;
}

const plan = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 24, start: '2026-12-01', dayCount: 'act/365f' };
const change = { on: '2027-06-10', nominalRatePct: '4.95', keep: 'term' };
const late = { rates: [{ from: '2026-12-01', pct: '9.5' }] };

describe('what a change answers is the contract of the next question', () => {
  it('for one change after another, as the ledger makes them', () => {
    const first = resultOf('changeRate', { plan, ...change });
    const second = resultOf('paymentHoliday', { ...first, on: '2027-09-05', periods: 2, interest: 'spread' });
    const events = [
      { id: 'r', date: '2027-06-10', kind: 'rate-change', nominalRatePct: '4.95', keep: 'term' },
      { id: 'h', date: '2027-09-05', kind: 'holiday', periods: 2, interest: 'spread' },
    ];
    const paid = (resultOf('plan', plan)['rows'] as { dueDate: string; dueCents: number }[]).slice(0, 6);
    const payments = paid.map(({ dueDate, dueCents }) => ({ id: dueDate, date: dueDate, kind: 'payment', cents: dueCents }));
    const asked = (second['rows'] as { dueDate: string; dueCents: number }[]).filter(({ dueDate }) => dueDate <= '2027-09-05');
    const later = asked.map(({ dueDate, dueCents }) => ({ id: dueDate, date: dueDate, kind: 'payment', cents: dueCents }));
    const state = resultOf('ledger', { plan, events: [...payments, ...later, ...events], asOf: '2027-09-05', late });
    expect(state['contract']).toEqual(second);
    expect(state['overdueCents']).toBe(0);
  });

  it('for a settlement, which needs the day of signing then', () => {
    const changed = resultOf('changeRate', { plan, ...change });
    expect(ask('settlement', { ...changed, on: '2027-10-15' })).toBe('missing signedOn');
    const settled = resultOf('settlement', { ...changed, signedOn: '2026-12-01', on: '2027-10-15' });
    const row = (changed['rows'] as { dueDate: string; balanceCents: number }[]).findLast(({ dueDate }) => dueDate <= '2027-10-15');
    expect(settled['capitalCents']).toBe(row?.balanceCents);
  });

  it('for a partial settlement, with the costs that are left', () => {
    const costs = [{ kind: 'arrangementFee', cents: 30_000, state: 'paid' }];
    const { dueCents: _, plan: terms, rows, instalmentCents, costsLeft } = resultOf('partialSettlement', { plan, costs, on: '2027-06-15', principalCents: 300_000, keep: 'term' });
    const again = resultOf('settlement', { plan: terms, rows, instalmentCents, costs: costsLeft, signedOn: '2026-12-01', on: '2027-10-15' });
    expect(again['costReductionCents']).toBeGreaterThan(0);
  });
});

describe('a refusal has the name of the field', () => {
  const events = (...list: Body[]) => ({ plan, asOf: '2027-06-30', late, events: list.map((event, index) => ({ id: `e${index}`, date: '2027-03-01', ...event })) });
  it.each<[string, string, Body, string]>([
    ['a rate too high', 'changeRate', { plan, ...change, nominalRatePct: '1000' }, 'rate_out_of_range nominalRatePct'],
    ['a fault of the plan', 'changeRate', { plan: { ...plan, rows: 601 }, ...change }, 'term_out_of_range plan.rows'],
    ['a day after the last row', 'changeRate', { plan, ...change, on: '2029-01-01' }, 'date_out_of_range on'],
    ['a plan that cannot be moved', 'changeDueDay', { plan: { ...plan, unit: 'week' }, on: '2026-12-10', dayOfMonth: 3 }, 'choice_not_consistent plan.unit'],
    ['rows of another plan', 'reAmortise', { plan, rows: [], on: '2026-12-10', repaidCents: 1, keep: 'term' }, 'choice_not_consistent rows'],
    ['rows that do not follow', 'reAmortise', { plan: { ...plan, rows: 1 }, rows: [{ number: 1, dueDate: '2027-01-01', principalCents: 5, interestCents: 0, feeCents: 0, dueCents: 5, balanceCents: 3 }], on: '2026-12-10', repaidCents: 1, keep: 'term' }, 'choice_not_consistent rows.0.balanceCents'],
    ['what belongs to rows without rows', 'reAmortise', { plan, carriedInterestCents: 5, on: '2026-12-10', repaidCents: 1, keep: 'term' }, 'choice_not_consistent carriedInterestCents'],
    ['a payment without an amount', 'ledger', events({ kind: 'payment' }), 'missing events.0.cents'],
    ['a payment with a rate', 'ledger', events({ kind: 'payment', cents: 5, nominalRatePct: '5' }), 'choice_not_consistent events.0.nominalRatePct'],
    ['a rate change too high', 'ledger', events({ kind: 'rate-change', nominalRatePct: '1000', keep: 'term' }), 'rate_out_of_range events.0.nominalRatePct'],
    ['a reversal of nothing', 'ledger', events({ kind: 'reversal', of: 'x' }), 'choice_not_known events.0.of'],
    ['an event before the contract', 'ledger', events({ kind: 'payment', cents: 5, date: '2026-01-01' }), 'date_out_of_range events.0.date'],
    ['a late rate too high', 'ledger', { ...events({ kind: 'settlement' }), late: { rates: [{ from: '2026-12-01', pct: '1000' }] } }, 'rate_out_of_range late.rates.0.pct'],
    ['a default rate that begins too late', 'ledger', { ...events({ kind: 'payment', cents: 5 }), late: { rates: [{ from: '2027-02-20', pct: '9' }] } }, 'rule_missing late.rates'],
    ['more events than the rows allow', 'ledger', { ...events(...Array.from({ length: 900 }, () => ({ kind: 'payment', cents: 5 }))), plan: { ...plan, rows: 60 } }, 'too_many_items events'],
    ['a tier on the wrong measure', 'commission', { amountFinancedCents: 1, nominalRatePct: '5', termMonths: 12, lines: [{ payee: 'dealer', kind: 'volume', base: 'amount-financed', tiersOn: 'rate', tiers: [{ fromCents: 0, pct: '1' }] }] }, 'missing lines.0.tiers.0.fromPct'],
    ['tiers that fall', 'commission', { amountFinancedCents: 1, nominalRatePct: '5', termMonths: 12, lines: [{ payee: 'dealer', kind: 'volume', base: 'amount-financed', tiersOn: 'rate', tiers: [{ fromPct: '5', pct: '1' }, { fromPct: '4', pct: '1' }] }] }, 'choice_not_consistent lines.0.tiers.1.fromPct'],
    ['shares above the whole', 'subsidySplit', { totalCents: 1, payers: [{ payer: 'a', pct: '60' }, { payer: 'b', pct: '50' }], remainderTo: 'a' }, 'number_out_of_range payers.1.pct'],
    ['two rules of clawback', 'clawback', { parts: [], elapsed: 1, linearOf: 2, steps: [] }, 'choice_not_consistent steps'],
    ['days that go back', 'clawback', { parts: [], from: '2027-01-02', to: '2027-01-01', linearOf: 2 }, 'date_out_of_range to'],
    ['a share above the whole', 'clawback', { parts: [], elapsed: 1, steps: [{ below: 3, pct: '101' }] }, 'rate_out_of_range steps.0.pct'],
    ['a lease inside', 'leaseSettlement', { lease: { priceCents: 3_000_000, firstRentalPct: '101', rentals: 48, nominalRatePct: '5', start: '2026-11-22' }, on: '2027-01-01' }, 'rate_out_of_range lease.firstRentalPct'],
    ['a day outside the lease', 'leaseSettlement', { lease: { priceCents: 3_000_000, rentals: 48, nominalRatePct: '5', start: '2026-11-22' }, on: '2040-01-01' }, 'date_out_of_range on'],
    ['a residual value above the whole', 'rental', { priceCents: 3_000_000, residualValuePct: '101', rentals: 48, fundingRatePct: '5', start: '2026-11-22' }, 'rate_out_of_range residualValuePct'],
    ['two residual values', 'rental', { priceCents: 3_000_000, residualValuePct: '10', residualValueCents: 5, rentals: 48, fundingRatePct: '5', start: '2026-11-22' }, 'choice_not_consistent residualValuePct'],
    ['a floor too high', 'rateMargin', { amountFinancedCents: 1, start: '2026-11-22', flows: [], floorRatePct: '1000' }, 'rate_out_of_range floorRatePct'],
    ['an effective rate of text', 'effectiveRate', { ratePct: 'six' }, 'not_a_number ratePct'],
  ])('%s', (_what, name, input, refusal) => {
    expect(ask(name, input)).toBe(refusal);
  });
});

it('irregular due days may hold that of a row after the last', () => {
  const dueDates = Array.from({ length: 601 }, (_, index) => `${2027 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}-15`);
  const input = { ...plan, rows: 600, dueDates, amortisation: 'interest-only', balloonAfterLastRow: true };
  expect((resultOf('plan', input)['rows'] as unknown[]).length).toBe(601);
  expect(ask('plan', { ...input, dueDates: [...dueDates, '2099-01-01'] })).toBe('too_many_items dueDates');
  const { principalCents: _, ...terms } = input;
  expect((resultOf('solve', { ...terms, unknown: 'instalment', priceCents: 1_500_000 })['rows'] as unknown[]).length).toBe(601);
});

it('a balloon after the last row that does not exist takes no row away', () => {
  const same = { on: '2026-12-01', nominalRatePct: '6.95', keep: 'term' };
  const built = resultOf('plan', plan);
  const changed = resultOf('changeRate', { plan: { ...plan, balloonAfterLastRow: true }, ...same });
  expect(changed['rows']).toEqual(built['rows']);
  expect(resultOf('changeRate', { plan: { ...plan, balloonAfterLastRow: true, gracePrincipalRows: 23 }, ...same })['rows']).toHaveLength(24);
});

describe.each(seeds)('rows that do not belong to their plan are refused or reckoned, never thrown at (seed %i)', (seed) => {
  const cents = fc.integer({ min: -50_000, max: 800_000 });
  const row = fc.record({ days: fc.integer({ min: 0, max: 60 }), principalCents: cents, interestCents: cents });
  /** Rows that follow from each other, of any amounts and days, under a plan of any shape. */
  const standing = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 8 }),
    oneMore: fc.boolean(),
    plan: fc.record({
      amortisation: fc.constantFrom('level', 'equal-principal', 'interest-only', 'bullet'),
      interestOn: fc.constantFrom('declining', 'flat'),
      mode: fc.constantFrom('arrears', 'advance'),
      dayCount: fc.constantFrom('30/360-period', 'act/365f', 'act/act-isma', '30e/360-isda'),
      balloonAfterLastRow: fc.boolean(),
      graceInterestRows: fc.integer({ min: 0, max: 12 }),
      gracePrincipalRows: fc.integer({ min: 0, max: 12 }),
      weights: fc.option(fc.array(fc.constantFrom(0, 0.5, 1, 3), { minLength: 1, maxLength: 8 }), { nil: undefined }),
      unit: fc.constantFrom('month', 'week', 'day'),
    }),
  });
  const questions: readonly [string, Body][] = [
    ['changeRate', { nominalRatePct: '5', keep: 'instalment' }],
    ['changeRate', { nominalRatePct: '5', keep: 'term' }],
    ['reAmortise', { repaidCents: 1000, keep: 'term' }],
    ['changeDueDay', { dayOfMonth: 31 }],
    ['paymentHoliday', { periods: 2, interest: 'paid' }],
    ['paymentHoliday', { periods: 2, interest: 'spread' }],
    ['settlement', { signedOn: '2027-01-01' }],
    ['partialSettlement', { signedOn: '2027-01-01', paymentCents: 100_000, keep: 'term' }],
    ['withdrawal', { signedOn: '2027-01-01', noticeOn: '2027-01-05' }],
    ['ledger', { signedOn: '2027-01-01', asOf: '2027-06-01', late, events: [{ id: 'a', date: '2027-02-01', kind: 'payment', cents: 70_000 }, { id: 'b', date: '2027-03-01', kind: 'rate-change', nominalRatePct: '3', keep: 'term' }, { id: 'c', date: '2027-04-01', kind: 'settlement' }] }],
  ];

  it('all of them', () => {
    fc.assert(
      fc.property(standing, fc.constantFrom(...questions), fc.integer({ min: 0, max: 200 }), (given, [name, rest], days) => {
        const day = (after: number) => new Date(Date.UTC(2027, 0, 1 + after)).toISOString().slice(0, 10);
        let balance = given.rows.reduce((sum, each) => sum + each.principalCents, 0);
        let at = 0;
        const rows = given.rows.map(({ days: gap, principalCents, interestCents }, index) => {
          balance -= principalCents;
          at += gap;
          return { number: index + 1, dueDate: day(at), principalCents, interestCents, feeCents: 0, dueCents: principalCents + interestCents, balanceCents: balance };
        });
        const terms = { principalCents: 1_000_000, nominalRatePct: '6.95', start: '2027-01-01', ...given.plan, rows: Math.max(1, rows.length - (given.oneMore ? 1 : 0)) };
        const input = { plan: terms, rows, ...(name === 'ledger' ? {} : { on: day(days) }), ...rest };
        expect(() => ask(name, input)).not.toThrow();
      }),
      { seed, numRuns: runs(400) },
    );
  });
});
