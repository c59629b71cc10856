import { expect, test } from 'vitest';
import { allOrNone, ticksByKey, toggled } from './ticked-rows.ts';

const keys = ['a', 'b', 'c'];
const press = (key: string, more: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) => ({ key, shiftKey: false, ctrlKey: false, metaKey: false, ...more });

test('a row is ticked and unticked', () => {
  expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
  expect([...toggled(new Set(['a']), 'a')]).toEqual([]);
});

test('all are ticked, then none', () => {
  expect([...allOrNone(new Set(['b']), keys)].toSorted()).toEqual(keys);
  expect(allOrNone(new Set(keys), keys).size).toBe(0);
});

test.each([
  ['space', press(' '), 1, ['b'], undefined],
  ['shift and arrow down', press('ArrowDown', { shiftKey: true }), 1, ['b', 'c'], 2],
  ['shift and arrow up at the top', press('ArrowUp', { shiftKey: true }), 0, ['a'], 0],
  ['control and A', press('a', { ctrlKey: true }), -1, keys, undefined],
])('%s', (_, pressed, at, ticked, moveTo) => {
  const next = ticksByKey(pressed, new Set(), keys, at);
  expect([[...(next?.ticked ?? [])], next?.moveTo]).toEqual([ticked, moveTo]);
});

test.each([['an arrow alone', press('ArrowDown'), 0], ['space without a row', press(' '), -1], ['a letter', press('a'), 0], ['control and space', press(' ', { ctrlKey: true }), 0]])('%s leaves the ticks alone', (_, pressed, at) => {
  expect(ticksByKey(pressed, new Set(), keys, at)).toBeUndefined();
});
