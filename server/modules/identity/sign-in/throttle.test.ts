import { expect, test } from 'vitest';
import { throttleRules, throttleRulesOf, waitAfter } from './throttle.ts';

test.each([
  [1, 0],
  [9, 0],
  [10, 1],
  [11, 2],
  [12, 4],
  [19, 512],
  [20, 900],
  [99, 900],
  [100, 86_400],
  [5000, 86_400],
])('after %i failures of an account the wait is %i seconds', (failures, seconds) => {
  expect(waitAfter(failures, throttleRules.account)).toBe(seconds);
});

test('nobody can make everybody wait longer than a second', () => {
  expect(waitAfter(1_000_000, throttleRules.everybody)).toBe(1);
});

test.each([[2, 0], [3, 60], [4, 120], [9, 3600], [20, 86_400]])('after %i mails asked for a name the next waits %i seconds', (asked, seconds) => {
  expect(waitAfter(asked, throttleRulesOf('mail').account)).toBe(seconds);
});
