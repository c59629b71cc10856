import { expect, test } from 'vitest';
import { searchText, searchWords } from './search-text.ts';

test.each([
  ['accents and capitals', ['Citroën', 'C3', 'YOU'], ' citroen c3 you'],
  ['a decimal stays whole, also with a comma', ['Yaris Cross', '1,5 Hybrid'], ' yaris cross 1.5 hybrid'],
  ['a name with a point is found apart and joined', ['Volkswagen', 'ID.3'], ' volkswagen id 3 id3'],
  ['a name with a dash too', ['T-Roc', '1.0 TSI'], ' t roc 1.0 tsi troc'],
  ['numbers with a dash are not joined', ['2020-21'], ' 2020 21'],
  ['other signs part words', ['Lynk & Co', 'Hybrid+ (116CV)'], ' lynk co hybrid 116cv'],
  ['what is not known is left out', ['Fiat', null, 'GK123AB'], ' fiat gk123ab'],
  ['nothing', [], ''],
] as const)('stored: %s', (_, parts, expected) => {
  expect(searchText(...parts)).toBe(expected);
});

test.each([
  ['panda hyb', ['panda', 'hyb']],
  ['  Škoda   FABIA ', ['skoda', 'fabia']],
  ['id.3', ['id', '3']],
  ['1.', ['1']],
  ['1,5', ['1.5']],
  ["%_'\\:*&|!", []],
  ['a b c d e f g h', ['a', 'b', 'c', 'd', 'e', 'f']],
  ['🚗', []],
])('typed %j', (typed, expected) => {
  expect(searchWords(typed)).toEqual(expected);
});
