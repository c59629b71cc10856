import { expect, test } from 'vitest';
import { countPanelFilters, differsFrom, filterOf, listQueryOf, parseListSearch, searchOfView, viewQueryOf } from './list-search.ts';

const raw = { text: 'rossi', status: 'open', amountFromCents: 1500000, plan: 'lease', sort: 'amount', order: 'asc', hide: 'offer', view: 'v1', quote: 'q1', other: 'x' };

test('an address gives back what it said, numbers as text, the rest left out', () => {
  const search = parseListSearch(raw);
  expect(filterOf(search)).toEqual({ text: 'rossi', status: 'open', amountFromCents: '1500000', plan: 'lease' });
  expect(listQueryOf(search)).toMatchObject({ sort: 'amount', order: 'asc' });
  expect(viewQueryOf(search)).toEqual({ text: 'rossi', status: 'open', amountFromCents: '1500000', plan: 'lease', sort: 'amount', order: 'asc', hide: 'offer' });
});

test.each([['plan', 'rent'], ['madeFrom', 'yesterday'], ['amountToCents', '-5'], ['sellerNodeId', 'x'], ['status', ['open']], ['text', 'x'.repeat(81)]])('%s %s is nothing', (key, value) => {
  expect(filterOf(parseListSearch({ [key]: value }))).toEqual({});
});

test('a view opens with all that it names and nothing else, and knows when the list moved away', () => {
  const search = parseListSearch(raw);
  const query = viewQueryOf(search);
  const opened = parseListSearch(searchOfView('v1', query));
  expect(differsFrom(opened, query)).toBe(false);
  expect(differsFrom({ ...opened, text: 'bianchi' }, query)).toBe(true);
  expect(searchOfView('v2', { plan: 'level' })).toMatchObject({ plan: 'level', text: undefined, quote: undefined });
});

test('filters of the panel are counted', () => {
  expect(countPanelFilters(parseListSearch(raw))).toBe(2);
});
