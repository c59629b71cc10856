import { describe, expect, test } from 'vitest';
import { publishedKeys, rotationIsDue, withSuccessor, type KeyDates } from './plan-keys.ts';

const day = (n: number, hour = 0) => new Date(Date.UTC(2026, 0, 1 + n, hour));
const key = (kid: string, signsFrom: Date): KeyDates => ({ kid, createdAt: signsFrom.toISOString(), signsFrom: signsFrom.toISOString() });
const kids = (keys: readonly KeyDates[]) => keys.map(({ kid }) => kid);

describe('signing keys', () => {
  test('the life of a rotation, day by day', () => {
    let keys: KeyDates[] = [key('one', day(0))];
    expect(rotationIsDue(keys, day(89))).toBe(false);
    expect(rotationIsDue(keys, day(90))).toBe(true);
    keys = withSuccessor(keys, { kid: 'two' }, day(90)) ?? [];
    expect(kids(publishedKeys(keys, day(90)))).toEqual(['one', 'two']);
    expect(kids(publishedKeys(keys, day(90, 23)))).toEqual(['one', 'two']);
    expect(kids(publishedKeys(keys, day(91)))).toEqual(['two', 'one']);
    expect(kids(publishedKeys(keys, day(92, 23)))).toEqual(['two', 'one']);
    expect(kids(publishedKeys(keys, day(93)))).toEqual(['two']);
    expect(rotationIsDue(keys, day(93))).toBe(false);
  });

  test('a successor that waits is not overtaken by another', () => {
    const keys = withSuccessor([key('one', day(0))], { kid: 'two' }, day(90)) ?? [];
    expect(withSuccessor(keys, { kid: 'three' }, day(90, 5))).toBeUndefined();
    expect(kids(withSuccessor(keys, { kid: 'three' }, day(91, 1)) ?? [])).toEqual(['two', 'one', 'three']);
  });

  test('keys out of use go with the next rotation', () => {
    const keys = withSuccessor([key('one', day(0)), key('two', day(91))], { kid: 'three' }, day(200)) ?? [];
    expect(kids(keys)).toEqual(['two', 'three']);
  });

  test('a clock that stands before every key signs with the oldest', () => {
    expect(kids(publishedKeys([key('one', day(5)), key('two', day(6))], day(0)))[0]).toBe('one');
  });
});
