import { describe, expect, it } from 'vitest';
import { calculate } from './calculation.ts';
import { leaseCalculation } from './lease.ts';
import { planCalculation } from './plan.ts';
import { solveCalculation } from './solve.ts';

const plan = {
  principalCents: 1_500_000,
  nominalRatePct: '6.950000',
  rows: 24,
  start: '2026-11-22',
  charges: [
    { kind: 'arrangementFee', at: 'start', pct: '2', base: 'principal', financed: true },
    { kind: 'insurance', at: 'start', pct: '1.5', base: 'amount-financed', optional: true },
    { kind: 'inspection', at: 'start', cents: 12_000 },
    { kind: 'collectionFee', at: 'row', cents: 300 },
    { kind: 'statement', at: 'date', date: '2027-06-22', cents: 200 },
    { kind: 'survey', at: 'date', date: '2027-06-23', pct: '1', base: 'instalment' },
  ],
};
const resultOf = (calculation: Parameters<typeof calculate>[0], input: unknown) => {
  const answer = calculate(calculation, input, 'en');
  if (!answer.ok) throw new Error(`${answer.error.code} ${answer.error.path}`);
  return answer.result as Record<string, unknown>;
};
const errorOf = (calculation: Parameters<typeof calculate>[0], input: unknown) => {
  const answer = calculate(calculation, input, 'en');
  return answer.ok ? 'answered' : `${answer.error.code} ${answer.error.path}`;
};

describe('a line of plan asked of solve', () => {
  it('gives the same rows, totals and rate for the instalment', () => {
    const { rows, totals, taegPct, instalmentCents } = resultOf(planCalculation, plan);
    expect(resultOf(solveCalculation, { ...plan, unknown: 'instalment' })).toMatchObject({ rows, totals, taegPct, instalmentCents, value: instalmentCents });
  });

  it('finds each unknown again from the instalment of the plan', () => {
    const { instalmentCents } = resultOf(planCalculation, plan);
    const target = { instalmentCents };
    for (const [unknown, value] of [['term', 24], ['nominalRate', '6.95']] as const) expect(resultOf(solveCalculation, { ...plan, unknown, target })['value']).toBe(value);
    const { from, to } = resultOf(solveCalculation, { ...plan, unknown: 'price', target });
    expect(Number(from)).toBeLessThanOrEqual(1_500_000);
    expect(Number(to)).toBeGreaterThanOrEqual(1_500_000);
  });

  it('refuses by name what a financing does not have or would pass over', () => {
    const ask = (change: object) => errorOf(solveCalculation, { ...plan, unknown: 'instalment', ...change });
    expect(ask({ target: { taegPct: '7' } })).toBe('choice_not_consistent input.target.taegPct');
    expect(ask({ gracePrincipalRows: 1e12, unknown: 'term', target: { instalmentCents: 70_000 } })).toBe('term_out_of_range input.gracePrincipalRows');
    expect(ask({ gracePrincipalRows: 1e12, unknown: 'price', target: { instalmentCents: 70_000 } })).toBe('term_out_of_range input.gracePrincipalRows');
    expect(ask({ priceCents: 1_500_000 })).toBe('choice_not_consistent input.principalCents');
    expect(ask({ depositCents: 1 })).toBe('choice_not_consistent input.depositCents');
    expect(ask({ downPaymentPct: '10' })).toBe('choice_not_consistent input.downPaymentPct');
    expect(ask({ drawdowns: [{ date: '2026-11-22', cents: 1_500_000 }] })).toBe('choice_not_consistent input.drawdowns');
    expect(ask({ unknown: 'deposit', target: { instalmentCents: 10_000 } })).toBe('choice_not_consistent input.principalCents');
    expect(ask({ principalCents: -1 })).toBe('amount_negative input.principalCents');
    expect(ask({ services: [{ code: 'x', cents: -1 }] })).toBe('amount_negative input.services.0.cents');
  });
});

describe('what a charge may be a share of', () => {
  const charged = (base: string, at = 'row') => ({ charges: [{ kind: 'fee', at, pct: '1', base }] });
  const lease = { priceCents: 3_000_000, firstRentalPct: '10', rentals: 36, nominalRatePct: '5', start: '2026-11-22' };
  const financing = { unknown: 'instalment', priceCents: 1_500_000, rows: 24, nominalRatePct: '6.95', start: '2026-11-22' };

  it.each([
    ['plan', planCalculation, { ...plan }, [['principal', 'total-credit'], ['amount-financed', 'financed'], ['instalment', 'rental']], ['net-asset']],
    ['solve', solveCalculation, financing, [['total-credit', 'principal'], ['amount-financed', 'financed'], ['instalment', 'rental']], ['net-asset', 'row-principal', 'row-interest', 'row-balance']],
    ['lease', leaseCalculation, lease, [['financed', 'principal'], ['financed', 'total-credit'], ['financed', 'amount-financed'], ['rental', 'instalment']], ['row-principal', 'row-interest', 'row-balance']],
  ] as const)('is one vocabulary: %s', (_, calculation, input, alike, without) => {
    for (const [one, other] of alike) expect(resultOf(calculation, { ...input, ...charged(other) })).toEqual(resultOf(calculation, { ...input, ...charged(one) }));
    for (const base of without) expect(errorOf(calculation, { ...input, ...charged(base) })).toBe('choice_not_known input.charges.0.base');
  });
});
