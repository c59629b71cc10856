import { expect, test } from 'vitest';
import { compareRates, pointsText } from './compare-rates.ts';

test('equal to the threshold is lawful, a hair above is not', () => {
  expect(compareRates('18.125', '18.1250')).toEqual({ above: false, margin: 0n });
  expect(compareRates('18.1251', '18.1250')?.above).toBe(true);
  expect(compareRates('x', '18')).toBeNull();
});

test('the margin in points as people read it', () => {
  expect(pointsText(compareRates('15.5', '18.1250')?.margin ?? 0n, 'it')).toBe('2,625');
  expect(pointsText(compareRates('19', '18')?.margin ?? 0n, 'en')).toBe('−1.00');
});
