import { dayNumberOf } from './civil-date.ts';
import type { DayNumber } from './civil-date.ts';

/** Day number of Easter Sunday, Gregorian calendar (the anonymous computus, published in Nature, 20 April 1876). */
export function easterDayNumber(year: number): DayNumber {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const shift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - shift + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const monthAndDay = epact + weekday - 7 * correction + 114;
  return dayNumberOf(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}
