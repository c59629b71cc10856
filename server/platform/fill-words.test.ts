import { expect, test } from 'vitest';
import { fillWords } from './fill-words.ts';

test.each([
  ['it', 'Oltre 1.234,50 € o il 6,95 %, dal 23/11/2026: sì.'],
  ['en', 'Oltre € 1,234.50 o il 6.95 %, dal 23/11/2026: yes.'],
] as const)('amounts, rates, days and yes stand in the forms of %s', (language, words) => {
  expect(fillWords('Oltre {limitCents} o il {ratePpm}, dal {day}: {met}.', { limitCents: 123_450, ratePpm: 69_500, day: '2026-11-23', met: true }, language)).toBe(words);
});
