import { expect, test } from 'vitest';
import type { ProfileRow } from '#identity/api';
import { profilesHolding } from './inherited.ts';

const profile = (key: string, parentKey: string | null, privileges: string[]): ProfileRow => ({
  key, parentKey, privileges, name: { it: key, en: key }, kind: 'staff', secondPerson: true, nodeKinds: ['company'], delegation: 'approved', people: 1,
});
const profiles = [profile('reader', null, ['news.item.read']), profile('writer', 'reader', ['news.item.write']), profile('chief', 'writer', []), profile('guest', null, [])];

test('a demand concerns whoever holds one of the privileges, also by a parent of the parent', () => {
  const keys = (privileges: string[]) => profilesHolding(profiles, privileges).map(({ key }) => key);
  expect(keys([])).toEqual([]);
  expect(keys(['news.item.write'])).toEqual(['writer', 'chief']);
  expect(keys(['news.item.read', 'news.item.write'])).toEqual(['reader', 'writer', 'chief']);
  expect(keys(['quoting.quote.read'])).toEqual([]);
});
