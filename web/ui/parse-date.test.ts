import { describe, expect, test } from 'vitest';
import { parseDate } from './parse-date.ts';

const today = '2026-11-22';
const day = (date: string) => ({ kind: 'date', date });
const noSuchDay = { kind: 'no_such_day' };
const unreadable = { kind: 'unreadable' };

describe('a day as Italians type it', () => {
  test.each([
    ['5/2/2027', day('2027-02-05')],
    ['05/02/2027', day('2027-02-05')],
    ['5.2.2027', day('2027-02-05')],
    ['5-2-2027', day('2027-02-05')],
    ['5 2 2027', day('2027-02-05')],
    [' 5 / 2 / 2027 ', day('2027-02-05')],
    ['5/2/27', day('2027-02-05')],
    ['050227', day('2027-02-05')],
    ['05022027', day('2027-02-05')],
    ['2027-02-05', day('2027-02-05')],
    ['29/02/2028', day('2028-02-29')],
    ['31/12/2199', day('2199-12-31')],
    ['1/1/46', day('2046-01-01')],
    ['1/1/47', day('1947-01-01')],
    ['24/8/62', day('1962-08-24')],
    ['oggi', day('2026-11-22')],
    ['OGGI', day('2026-11-22')],
    ['today', day('2026-11-22')],
    ['+30', day('2026-12-22')],
    ['-7', day('2026-11-15')],
    ['−7', day('2026-11-15')],
    ['fm', day('2026-11-30')],
    ['eom', day('2026-11-30')],
    ['', { kind: 'empty' }],
    ['  ', { kind: 'empty' }],
    ['31/02/2027', noSuchDay],
    ['29/02/2027', noSuchDay],
    ['31/04/2027', noSuchDay],
    ['00/01/2027', noSuchDay],
    ['12/13/2027', noSuchDay],
    ['2027-02-30', noSuchDay],
    ['01/01/1899', noSuchDay],
    ['01/01/2200', noSuchDay],
    ['310227', noSuchDay],
    ['5/2', unreadable],
    ['5/2/202', unreadable],
    ['5/2-2027', unreadable],
    ['2027/02/05', unreadable],
    ['0502', unreadable],
    ['domani', unreadable],
    ['5/2/2027x', unreadable],
    ['32nd', unreadable],
  ])('%j', (text, expected) => {
    expect(parseDate(text, today)).toEqual(expected);
  });
});

test('a shortcut beyond the calendar is no day', () => {
  expect(parseDate('+9999', '2190-01-01')).toEqual(noSuchDay);
});

test('the end of the month knows leap years', () => {
  expect(parseDate('fm', '2028-02-03')).toEqual(day('2028-02-29'));
});
