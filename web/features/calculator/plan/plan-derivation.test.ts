import { expect, test } from 'vitest';
import { calculate, planCalculation } from '#calculator/api';
import { tellPlan as tellIn } from '#engine/derivation';
import type { Body } from '../form/read-body.ts';
import type { PlanAnswer } from '../result/answers.ts';
import { tellPlan, type PlanFigure } from './plan-derivation.ts';

const base: Body = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 12, start: '2026-11-22' };
const titles = { summary: 'In breve', interest: 'Interessi', principal: 'Capitale', fee: 'Spese' };

function planOf(body: Body): PlanAnswer {
  const answer = calculate(planCalculation, body, 'it', '');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.result as PlanAnswer;
}

const told = (body: Body, figure: PlanFigure) => tellPlan(body, figure, tellIn, 'it', titles);

test.each([
  ['level', {}],
  ['equal principal with a balloon after the last row', { amortisation: 'equal-principal', balloonCents: 300_000, balloonAfterLastRow: true }],
  ['interest only by days', { amortisation: 'interest-only', dayCount: 'act/365f' }],
  ['weights with grace on interest', { weights: [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], graceInterestRows: 2 }],
  ['flat in advance', { interestOn: 'flat', mode: 'advance' }],
  ['odd first period paid apart', { firstDueDate: '2027-01-05', firstPeriod: 'paid' }],
  ['a down payment and several drawdowns', { downPaymentPct: '10', drawdowns: [{ date: '2026-11-22', cents: 1_000_000 }, { date: '2027-01-10', cents: 500_000 }] }],
  ['fees', { charges: [{ kind: 'Premio', at: 'row', pct: '0.1', base: 'row-balance' }, { kind: 'Istruttoria', at: 'start', pct: '1', base: 'principal', financed: true }] }],
])('every row and figure of a plan is told: %s', (_, changes) => {
  const body = { ...base, ...changes };
  const plan = planOf(body);
  for (const row of plan.rows) {
    const keys = told(body, { row: row.number }).map((part) => part.key);
    expect(keys.slice(0, 3), `row ${row.number}`).toEqual(['summary', 'interest', 'principal']);
    expect(keys.includes('fee'), `row ${row.number}`).toBe(row.feeCents > 0);
  }
  for (const figure of ['instalmentCents', 'amountFinancedCents', 'interestCents', 'dueCents', 'taegPpm'] as const) expect(told(body, figure)[0]?.steps.length, figure).toBeGreaterThan(0);
});

test('the last step carries the figure', () => {
  expect(told(base, { row: 1 }).find((part) => part.key === 'interest')?.steps.at(-1)?.value).toContain('86,88');
});

test('a body that cannot be computed has nothing to tell', () => {
  expect(told({ ...base, rows: 0 }, 'instalmentCents')).toEqual([]);
  expect(told({ ...base, rows: 'many' }, { row: 1 })).toEqual([]);
});
