/** Dates of a spreadsheet: numbers of days that a number format shows as a date. */
import { dayNumberOf, fromDayNumber, toDayNumber } from '../civil-date.ts';

const epoch1900 = dayNumberOf(1899, 12, 30);
const epoch1904 = dayNumberOf(1904, 1, 1);
/** Our calendar ends with the year 2199. */
const lastDay = dayNumberOf(2199, 12, 31);

/** Formats every spreadsheet knows by number (ECMA-376 part 1, 18.8.30) that show a day. 18 to 21 and 45 to 47 show a time alone. */
const builtIn = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Whether a number format shows a day: years or days outside quoted texts, colours and conditions. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(id);
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '');
  return /[yd]/i.test(bare) && !/^General$/i.test(bare);
}

/** `YYYY-MM-DD` of a serial, its time left out; undefined beyond the calendar. Day 60 of the 1900 system never was (it says 29/02/1900). */
export function serialToDay(serial: number, is1904: boolean): string | undefined {
  const whole = Math.floor(serial);
  if (!Number.isFinite(whole) || whole < (is1904 ? 0 : 1)) return undefined;
  const day = is1904 ? epoch1904 + whole : epoch1900 + whole + (whole < 60 ? 1 : 0);
  if (day > lastDay || (!is1904 && whole === 60)) return undefined;
  return fromDayNumber(day);
}

/** The serial of a day in the 1900 system; undefined before March 1900, where spreadsheets count wrongly. */
export function dayToSerial(day: string): number | undefined {
  const serial = toDayNumber(day) - epoch1900;
  return serial > 60 ? serial : undefined;
}
