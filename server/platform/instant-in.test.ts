import { afterEach, expect, test } from 'vitest';
import { instantIn } from './instant-in.ts';

const before = process.env['TZ'];
afterEach(() => {
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test.each([
  ['a winter morning', '2026-11-23T09:00', '2026-11-23T08:00:00.000Z'],
  ['a summer morning', '2026-07-01T09:00', '2026-07-01T07:00:00.000Z'],
  ['midnight after the clocks went forward', '2026-03-30T00:00', '2026-03-29T22:00:00.000Z'],
  ['the last minute before they go forward', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
  ['an hour that spring leaves out', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['an hour that comes twice', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['the hour after it', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
])('%s in Rome is the same instant on every machine', (_, local, instant) => {
  for (const zone of ['Europe/Rome', 'America/New_York', 'Asia/Tokyo', 'UTC']) {
    process.env['TZ'] = zone;
    expect(instantIn('Europe/Rome', local).toISOString()).toBe(instant);
  }
});

test.each(['', '2026-11-23', '2026-13-01T09:00', '23/11/2026 09:00'])('%s is no day and hour', (text) => {
  expect(() => instantIn('Europe/Rome', text)).toThrow(RangeError);
});
