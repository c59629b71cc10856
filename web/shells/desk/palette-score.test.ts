import { expect, test } from 'vitest';
import { scoreOf } from './palette-score.ts';

test.each([
  ['the beginning of the first word counts most', 'Preventivi Vendita', 'prev', 3],
  ['the beginning of another word counts', 'Preventivi Vendita', 'vend', 2],
  ['a part of a word counts least', 'Preventivi Vendita', 'enti', 1],
  ['every word must be there', 'Preventivi Vendita', 'prev clienti', 0],
  ['words add up', 'Preventivi Vendita', 'prev vend', 5],
  ['accents and case do not matter', 'Attività recenti', 'ATTIVITA', 3],
  ['nothing typed describes nothing', 'Preventivi', '  ', 0],
])('%s', (_, offered, typed, score) => {
  expect(scoreOf(offered, typed)).toBe(score);
});
