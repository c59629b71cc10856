import { expect, test } from 'vitest';
import { calculate, planCalculation } from '#calculator/api';
import { explain } from '#engine/derivation';
import type { Body } from '../form/read-body.ts';
import type { PlanAnswer } from '../result/answers.ts';
import { tellPlan, type PlanFigure } from './plan-derivation.ts';

const base: Body = { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 12, start: '2026-11-22' };

function planOf(body: Body): PlanAnswer {
  const answer = calculate(planCalculation, body, 'it', '');
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.result as PlanAnswer;
}

const told = (body: Body, figure: PlanFigure) => tellPlan(body, planOf(body), figure, explain, 'it');

test.each([
  ['level', {}],
  ['equal principal with a balloon after the last row', { amortisation: 'equal-principal', balloonCents: 300_000, balloonAfterLastRow: true }],
  ['interest only by days', { amortisation: 'interest-only', dayCount: 'act/365f' }],
  ['weights with grace on interest', { weights: [3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], graceInterestRows: 2 }],
  ['flat in advance', { interestOn: 'flat', mode: 'advance' }],
  ['odd first period paid apart', { firstDueDate: '2027-01-05', firstPeriod: 'paid' }],
  ['fees', { charges: [{ kind: 'Incasso', at: 'row', cents: 200 }, { kind: 'Istruttoria', at: 'start', pct: '1', base: 'principal', financed: true }] }],
])('every row and figure of a plan is told: %s', (_, changes) => {
  const body = { ...base, ...changes };
  const plan = planOf(body);
  for (const row of plan.rows) expect(told(body, { row: row.number }).map((part) => part.key), `row ${row.number}`).toContain('interest');
  for (const figure of ['instalmentCents', 'amountFinancedCents', 'interestCents', 'totalDueCents', 'taegPpm'] as const) expect(told(body, figure).length, figure).toBe(1);
});

test('the last step carries the figure', () => {
  expect(told(base, { row: 1 }).find((part) => part.key === 'interest')?.steps.at(-1)?.value).toContain('86,88');
});

test('what the financing does not know is not told, rather than told wrong', () => {
  expect(told({ ...base, downPaymentPct: '10' }, { row: 3 })).toEqual([]);
  expect(told({ ...base, drawdowns: [{ date: '2026-11-22', cents: 1_000_000 }, { date: '2027-01-10', cents: 500_000 }] }, 'instalmentCents')).toEqual([]);
  const perRow = { ...base, charges: [{ kind: 'Premio', at: 'row', pct: '0.1', base: 'row-balance' }] };
  expect(told(perRow, 'taegPpm')).toEqual([]);
  expect(told(perRow, { row: 2 }).map((part) => part.key)).toEqual(['interest', 'principal']);
});
