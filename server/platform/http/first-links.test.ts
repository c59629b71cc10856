import { expect, test } from 'vitest';
import { linksBy } from './first-links.ts';

const links = linksBy({
  nobody: { scripts: ['assets/sign-in-1.js'], styles: [] },
  '/quotes': { scripts: ['assets/list-1.js'], styles: [] },
  '/quotes/$id': { scripts: ['assets/one-1.js'], styles: [] },
  '/quotes/new': { scripts: ['assets/blocks-1.js', 'assets/new-1.js'], styles: ['assets/new-1.css'] },
});

test('names styles and scripts of the page, in their order', () => {
  expect(links('/quotes/new').split(/\n\s*/)).toEqual([
    '<link rel="stylesheet" crossorigin href="/assets/new-1.css">',
    '<link rel="modulepreload" crossorigin href="/assets/blocks-1.js">',
    '<link rel="modulepreload" crossorigin href="/assets/new-1.js">',
  ]);
});

test.each([
  ['/quotes/7', 'one'],
  ['/quotes', 'list'],
  ['/quotes/new', 'new'],
])('%s', (path, name) => {
  expect(links(path)).toContain(`/assets/${name}-1.js`);
});

test('whoever has no session is sent the sign-in', () => {
  expect(links('nobody')).toContain('/assets/sign-in-1.js');
});

test.each(['/', '/nobody', '/quotes/', '/elsewhere', '/quotes/7/8'])('%s has none', (path) => {
  expect(links(path)).toBe('');
});
