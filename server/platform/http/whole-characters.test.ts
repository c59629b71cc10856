import { expect, test } from 'vitest';
import { findBrokenText } from './whole-characters.ts';

test('half a character is found wherever it stands, and whole ones are let through', () => {
  expect(findBrokenText({ name: 'Zoë 🚗', list: ['è', 1, null, true], bytes: new Uint8Array([0xed, 0xa0]) })).toBeUndefined();
  expect(findBrokenText({ list: [{ name: 'ok' }, { name: 'a\ud800b' }] })).toEqual(['list', 1, 'name']);
  expect(findBrokenText({ query: { 'a\udc00': 'x' } })).toEqual(['query']);
  expect(findBrokenText({ query: { domain: 'a\u0000' } })).toEqual(['query', 'domain']);
  expect(findBrokenText('\ud83d')).toEqual([]);
  expect(findBrokenText(undefined)).toBeUndefined();
});
