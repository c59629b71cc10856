import { expect, test } from 'vitest';
import { sameAnswer } from './same-answer.ts';

test('equal figures are equal in any order of keys, one cent apart is different', () => {
  const answer = { rows: [{ number: 1, cents: 100 }], taegPct: '7.10', none: undefined };
  expect(sameAnswer(answer, { taegPct: '7.10', rows: [{ cents: 100, number: 1 }] })).toBe(true);
  expect(sameAnswer(answer, { taegPct: '7.10', rows: [{ cents: 101, number: 1 }] })).toBe(false);
  expect(sameAnswer(answer, { taegPct: '7.10', rows: [] })).toBe(false);
  expect(sameAnswer({ rows: [] }, { rows: {} })).toBe(false);
  expect(sameAnswer({ taegPct: null }, { taegPct: '0.00' })).toBe(false);
  expect(sameAnswer({ a: 1, b: 2 }, { a: 1, c: 2 })).toBe(false);
});
