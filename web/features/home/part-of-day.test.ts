import { expect, test } from 'vitest';
import { partOfDay } from './part-of-day.ts';

test.each([
  ['2026-11-22T02:59:00Z', 'evening'],
  ['2026-11-22T03:00:00Z', 'morning'],
  ['2026-11-22T11:59:00Z', 'morning'],
  ['2026-11-22T12:00:00Z', 'afternoon'],
  ['2026-11-22T17:00:00Z', 'evening'],
  ['2026-07-22T11:00:00Z', 'afternoon'],
])('%s in Rome is %s', (instant, part) => {
  expect(partOfDay(new Date(instant))).toBe(part);
});
