import { expect, test } from 'vitest';
import { defineFeature } from '../feature.ts';
import { preloadPage } from './preload-page.ts';
import { entryAt, mainSection, openSections } from './sections.ts';

const words = (text: string) => ({ it: text, en: text });
const asked: string[] = [];
const page = (name: string) => async () => {
  asked.push(name);
  return () => null;
};
const features = [
  defineFeature({
    key: 'quoting',
    routes: [
      { path: '/quotes/$id', privilege: 'quote', page: page('one') },
      { path: '/quotes/new', privilege: 'quote', page: page('new') },
      { path: '/quotes', privilege: 'quote', page: page('list') },
    ],
    navigation: [
      { section: 'sales', key: 'quotes', path: '/quotes', privilege: 'quote', label: words('Preventivi') },
      { section: 'sales', key: 'new-quote', path: '/quotes/new', privilege: 'quote', label: words('Nuovo') },
    ],
  }),
  defineFeature({ key: 'audit', navigation: [{ section: 'people', key: 'audit', path: '/audit', privilege: 'audit', label: words('Registro') }] }),
];

test('an area without an entry that may be opened is not shown', () => {
  expect(openSections(features, (privilege) => privilege === 'audit').map((section) => section.key)).toEqual(['people']);
  expect(openSections(features, () => true).map((section) => section.key)).toEqual(['sales', 'people']);
});

test('the area at home is the daily one with more than a single entry, and else the fullest', () => {
  const entry = (section: 'sales' | 'products' | 'people', key: string) => ({ section, key, path: `/${key}`, privilege: null, label: words(key) });
  const people = ['a', 'b', 'c'].map((key) => entry('people', key));
  const main = (navigation: ReturnType<typeof entry>[]) => mainSection(openSections([defineFeature({ key: 'x', navigation })], () => true))?.key;
  expect(main([...people, entry('sales', 'd'), entry('sales', 'e')])).toBe('sales');
  expect(main([...people, entry('products', 'd')])).toBe('people');
  expect(main([])).toBeUndefined();
});

test('the entry of an address is the longest that begins it', () => {
  const open = openSections(features, () => true);
  expect(entryAt(open, '/quotes/7')?.key).toBe('quotes');
  expect(entryAt(open, '/quotes/new')?.key).toBe('new-quote');
  expect(entryAt(open, '/quotesque')).toBeUndefined();
});

test.each([
  ['/quotes/7', ['one']],
  ['/quotes/new', ['new']],
  ['/quotes', ['list']],
  ['/quotes/', []],
  ['/elsewhere', []],
])('the page of %s is fetched early', (address, fetched) => {
  asked.length = 0;
  void preloadPage(features, address);
  expect(asked).toEqual(fetched);
});
