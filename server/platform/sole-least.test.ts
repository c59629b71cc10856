import { expect, test } from 'vitest';
import { soleLeast } from './sole-least.ts';

test.each<[string, readonly (number | null)[], number | null]>([
  ['the lowest of three', [300, 100, 200], 1],
  ['no lowest that stands twice', [100, 100, 200], null],
  ['none where a value is missing', [100, null, 200], null],
  ['none of a single one', [100], null],
  ['none of nothing', [], null],
  ['zero is a value', [0, 5], 0],
])('%s', (_, values, place) => {
  expect(soleLeast(values)).toBe(place);
});
