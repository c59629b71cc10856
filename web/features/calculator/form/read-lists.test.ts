import { describe, expect, test } from 'vitest';
import { readCents, readDatedCents, readDatedPct, readDays, readRecords, readWeights } from './read-lists.ts';

describe('weights as text', () => {
  test.each([
    ['3,1,1*', 5, [3, 1, 1, 1, 1]],
    ['1*', 3, [1, 1, 1]],
    ['2 0.5; 1', 3, [2, 0.5, 1]],
    ['1×4,2', 5, [1, 1, 1, 1, 2]],
    ['(1,1,0)*', 7, [1, 1, 0, 1, 1, 0, 1]],
    ['3,(1,0)*', 4, [3, 1, 0, 1]],
    ['', 4, []],
    ['1,2', 60, [1, 2]],
  ])('%s over %i rows', (text, rows, items) => {
    expect(readWeights(text, rows)).toEqual({ ok: true, items });
  });

  test('names what it cannot read, and never fills in the middle', () => {
    expect(readWeights('3,a,1', 3)).toEqual({ ok: false, unread: 'a' });
    expect(readWeights('1*,2', 3)).toEqual({ ok: false, unread: '1*' });
    expect(readWeights('()*', 3)).toEqual({ ok: false, unread: '()*' });
    expect(readWeights('-1', 3)).toEqual({ ok: false, unread: '-1' });
  });

  test('an absurd count is cut just above what the engine refuses', () => {
    const read = readWeights('1×999999999', 10);
    expect(read.ok && read.items.length).toBe(601);
  });
});

test.each([
  ['1.234,50', 123_450], ['1,234.50', 123_450], ['1234.5', 123_450], ['1.234', 123_400], ['1,234', 123_400], ['12,5 €', 1250], ['−20', -2000], ['1.234.567', 123_456_700], ['0', 0],
])('%s is %i cents in either language', (text, cents) => {
  expect(readCents(text)).toBe(cents);
});

test.each(['', '1,2,3', '1.23.4', '12,345,6', '1,234,56', 'abc', '99999999999999999'])('%s is no amount', (text) => {
  expect(readCents(text)).toBeNull();
});

test('days, amounts and rates on days come out of a pasted column', () => {
  expect(readDays('22/11/2026\n2026-12-31 1.2.2027')).toEqual({ ok: true, items: ['2026-11-22', '2026-12-31', '2027-02-01'] });
  expect(readDays('22/11/26')).toEqual({ ok: false, unread: '22/11/26' });
  expect(readDatedCents('22/11/2026\t15.000,00\r\n31/12/2026  -20')).toEqual({ ok: true, items: [{ date: '2026-11-22', value: 1_500_000 }, { date: '2026-12-31', value: -2000 }] });
  expect(readDatedCents('22/11/2026')).toEqual({ ok: false, unread: '22/11/2026' });
  expect(readDatedPct('01/01/2026 9,5 %')).toEqual({ ok: true, items: [{ date: '2026-01-01', value: '9.5' }] });
});

test('a damaged list of records is not an empty one', () => {
  expect(readRecords('')).toEqual([]);
  expect(readRecords('[{"kind":"a"}]')).toEqual([{ kind: 'a' }]);
  expect([readRecords('[{"kind":1}]'), readRecords('{"a":'), readRecords('[1]')]).toEqual([null, null, null]);
});
