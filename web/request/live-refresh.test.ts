import { expect, test } from 'vitest';
import { pathsFor } from './live-refresh.ts';

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
  expect(pathsFor(rules, kind)).toEqual(paths);
});
