import { expect, test } from 'vitest';
import type { PlanRow } from '../result/answers.ts';
import { chartShapes, halfRow } from './chart-shapes.ts';

const row = (number: number, principalCents: number, interestCents: number, balanceCents: number): PlanRow => ({ number, dueDate: '2027-01-01', principalCents, interestCents, feeCents: 0, dueCents: principalCents + interestCents, balanceCents });

test('bars stand on zero, interest on principal, the balance goes down in steps', () => {
  const shapes = chartShapes([row(1, 60, 40, 40), row(2, 40, 10, 0)], 100, 20, 100);
  expect(shapes).toMatchObject({ zero: 100, mostCents: 100, mostBalanceCents: 100 });
  expect(shapes.principal).toContain('M1 40h8v60');
  expect(shapes.interest).toContain('M1 0h8v40');
  expect(shapes.balance).toBe('M0 0H10V60H20V100');
});

test('a row that pays less than its interest goes below zero', () => {
  const shapes = chartShapes([row(1, -50, 100, 150), row(2, 150, 50, 0)], 100, 20, 100);
  expect(shapes.zero).toBeCloseTo(80);
  expect(shapes.principal).toContain('M1 80h8v20');
  expect(shapes.mostBalanceCents).toBe(150);
});

test('the row that halves the debt', () => {
  expect(halfRow([row(1, 40, 0, 60), row(2, 10, 0, 50), row(3, 50, 0, 0)], 100)?.number).toBe(2);
});
