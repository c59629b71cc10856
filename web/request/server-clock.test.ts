import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learnServerTime, serverToday } from './server-clock.ts';

beforeEach(() => vi.useFakeTimers({ now: new Date('2020-01-01T10:00:00Z') }));
afterEach(() => vi.useRealTimers());

test('the day is the server’s, in Italy, however wrong the clock of the browser', () => {
  learnServerTime('Sun, 22 Nov 2026 22:59:00 GMT');
  expect(serverToday()).toBe('2026-11-22');
  vi.advanceTimersByTime(120_000);
  expect(serverToday()).toBe('2026-11-23');
});

test('an answer without a readable date changes nothing', () => {
  learnServerTime('Sun, 22 Nov 2026 12:00:00 GMT');
  learnServerTime(null);
  learnServerTime('soon');
  expect(serverToday()).toBe('2026-11-22');
});
