import { expect, test } from 'vitest';
import { refreshesFor } from './live-refresh.ts';

const rules = [
  { kinds: ['quoting.quote-saved', 'quoting.quote-revised'], refreshes: ['/api/quoting/quotes'] },
  { kinds: ['identity.'], refreshes: ['/api/identity/people', '/api/identity/organisation'] },
];

test.each([
  ['quoting.quote-saved', ['/api/quoting/quotes']],
  ['identity.node-moved', ['/api/identity/people', '/api/identity/organisation']],
  ['quoting.quote-saved-again', []],
  ['identity', []],
])('%s makes old %j', (kind, paths) => {
  expect(refreshesFor(rules, kind, 0.99)).toEqual(paths.map((path) => ({ path, afterMs: 60 })));
});

test('what reaches every desk at once is asked for by two thousand desks in as many moments', () => {
  const perSecond = new Map<number, number>();
  for (let desk = 0; desk < 2000; desk += 1) {
    const [asked] = refreshesFor([{ kinds: ['news.changed'], refreshes: ['/api/news/'], spreadMs: 30_000 }], 'news.changed', desk / 2000);
    const second = Math.floor((asked?.afterMs ?? 0) / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(2000 / 30 + 1);
});
