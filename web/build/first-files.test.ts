import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deskFeatures } from '../shells/desk/features.ts';
import { pagesIn } from './first-files.ts';

test('reads the pages of a feature file', () => {
  const source = `routes: [
    { path: '/quotes', privilege: null, page: () => import('./quotes-page.tsx').then((module) => module.QuotesPage) },
    { path: '/quotes/$id', privilege: 'q', page: () => import('./quote-page.tsx').then((module) => module.QuotePage), prepare },
  ]`;
  expect(pagesIn('/web/features/quoting/feature.ts', source)).toEqual([
    ['/quotes', '/web/features/quoting/quotes-page.tsx'],
    ['/quotes/$id', '/web/features/quoting/quote-page.tsx'],
  ]);
});

test('a page written in another form stops the build', () => {
  expect(() => pagesIn('feature.ts', `{ path: '/x', page: () => load('./x.tsx') }`)).toThrow('1 pages, but only 0');
});

test('what is read from the sources is what the desk knows', () => {
  const folder = join(import.meta.dirname, '..', 'features');
  const files = readdirSync(folder).map((name) => join(folder, name, 'feature.ts')).filter((file) => existsSync(file));
  const read = files.flatMap((file) => pagesIn(file, readFileSync(file, 'utf8')));
  const known = deskFeatures.flatMap((feature) => feature.routes ?? []);
  expect(read.map(([pattern]) => pattern).toSorted()).toEqual(known.map((route) => route.path).toSorted());
  for (const [, module] of read) expect(existsSync(module)).toBe(true);
});
