/**
 * Calendar days without clock, zone or time of day. Between modules a day is text 'YYYY-MM-DD' (`CivilDate`); inside
 * calculations it is an integer, the days since 1970-01-01 (`DayNumber`). Proleptic Gregorian calendar, 1900 to 2199.
 */

/** A valid day as 'YYYY-MM-DD', from 1900-01-01 to 2199-12-31. */
export type CivilDate = string;
/** Days since 1970-01-01; negative before. */
export type DayNumber = number;

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** True for years of 366 days: every fourth, except the centuries that 400 does not divide. */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Length of a month, 1 = January. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number of a year, month (1-12) and day that are known to exist. */
export function dayNumberOf(year: number, month: number, day: number): DayNumber {
  const past = year - 1;
  const leapDaysPast = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return past * 365 + leapDaysPast + (daysBeforeMonth[month - 1] ?? 0) + leapDay + day - 719_163;
}

export const firstDayNumber: DayNumber = dayNumberOf(1900, 1, 1);
export const lastDayNumber: DayNumber = dayNumberOf(2199, 12, 31);

/**
 * Year, month and day of a day number. Inside the valid range; see `fromDayNumber` for the check. Centuries, years and
 * months that begin on 1 March, so that the leap day closes the year, each by one division of integers (C. Neri and
 * L. Schneider, "Euclidean affine functions and their application to calendar algorithms", 2023).
 */
export function partsOfDayNumber(dayNumber: DayNumber): { year: number; month: number; day: number } {
  const quartersOfDay = 4 * (dayNumber + 719_468) + 3;
  const century = (quartersOfDay / 146_097) | 0;
  const inCentury = (quartersOfDay - century * 146_097) | 3;
  const yearOfCentury = (inCentury / 1461) | 0;
  const dayOfYear = (inCentury - yearOfCentury * 1461) >> 2;
  const scaledMonth = 2141 * dayOfYear + 197_913;
  const month = scaledMonth >> 16;
  const day = (((scaledMonth & 65_535) / 2141) | 0) + 1;
  const year = 100 * century + yearOfCentury;
  return dayOfYear >= 306 ? { year: year + 1, month: month - 12, day } : { year, month, day };
}

function digitsAt(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Day number of a civil date; NaN for any other value, of whatever type. */
export function dayNumberOrNaN(value: unknown): DayNumber {
  if (typeof value !== 'string' || value.length !== 10 || value[4] !== '-' || value[7] !== '-') return Number.NaN;
  const year = digitsAt(value, 0, 4);
  const month = digitsAt(value, 5, 2);
  const day = digitsAt(value, 8, 2);
  const exists = year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? dayNumberOf(year, month, day) : Number.NaN;
}

/** True when the value is text 'YYYY-MM-DD' of a day that exists between 1900 and 2199. */
export function isCivilDate(value: unknown): value is CivilDate {
  return !Number.isNaN(dayNumberOrNaN(value));
}

/** Day number of a civil date. Throws RangeError when the text is not a valid day. */
export function toDayNumber(date: CivilDate): DayNumber {
  const dayNumber = dayNumberOrNaN(date);
  if (Number.isNaN(dayNumber)) throw new RangeError(`Not a civil date: ${String(date)}`);
  return dayNumber;
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Texts of the days asked so far, in blocks of 32 days: plans share a few thousand days, each written once. */
const knownTexts: (string[] | undefined)[] = Array.from({ length: Math.ceil((lastDayNumber - firstDayNumber + 1) / 32) });

/** Text of a day number. Throws RangeError outside 1900-2199 or when not an integer. */
export function fromDayNumber(dayNumber: DayNumber): CivilDate {
  if (!Number.isInteger(dayNumber) || dayNumber < firstDayNumber || dayNumber > lastDayNumber) {
    throw new RangeError(`Day number out of range: ${dayNumber}`);
  }
  const at = dayNumber - firstDayNumber;
  const block = (knownTexts[at >> 5] ??= []);
  const known = block[at & 31];
  if (known !== undefined) return known;
  const { year, month, day } = partsOfDayNumber(dayNumber);
  const text = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  block[at & 31] = text;
  return text;
}

/** Reads 'YYYY-MM-DD' or what Italians type, 'gg/mm/aaaa' (one digit allowed, '-' or '.' too). Null when it is not a valid day. */
export function parseCivilDate(text: string): CivilDate | null {
  const trimmed = text.trim();
  if (isCivilDate(trimmed)) return trimmed;
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(trimmed);
  if (typed === null) return null;
  const date = `${typed[3]}-${twoDigits(Number(typed[2]))}-${twoDigits(Number(typed[1]))}`;
  return isCivilDate(date) ? date : null;
}

/** 'gg/mm/aaaa' as shown on screens and prints. */
export function formatCivilDate(date: CivilDate): string {
  const { year, month, day } = partsOfDayNumber(toDayNumber(date));
  return `${twoDigits(day)}/${twoDigits(month)}/${year}`;
}

/** The day `days` later (earlier when negative). Throws RangeError outside the valid range. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/**
 * Day number `months` months later (earlier when negative), on `anchorDay` (1-31, default: the day of the month of the
 * start) or on the last day of a shorter month. Series must count from their anchor, never from the previous date:
 * 31 January + 1 = 28 February, + 2 = 31 March.
 */
export function addMonthsToDayNumber(dayNumber: DayNumber, months: number, anchorDay?: number): DayNumber {
  const { year, month, day } = partsOfDayNumber(dayNumber);
  const monthIndex = year * 12 + month - 1 + months;
  const targetYear = Math.floor(monthIndex / 12);
  const targetMonth = monthIndex - targetYear * 12 + 1;
  const wantedDay = anchorDay ?? day;
  const length = daysInMonth(targetYear, targetMonth);
  return dayNumberOf(targetYear, targetMonth, wantedDay > length ? length : wantedDay);
}

/** `addMonthsToDayNumber` on text. Throws RangeError outside the valid range. */
export function addMonths(date: CivilDate, months: number, anchorDay?: number): CivilDate {
  return fromDayNumber(addMonthsToDayNumber(toDayNumber(date), months, anchorDay));
}

/** Days from `from` to `to`: the first excluded, the last included; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

export function yearOf(date: CivilDate): number {
  return partsOfDayNumber(toDayNumber(date)).year;
}

/** 1 = January. */
export function monthOf(date: CivilDate): number {
  return partsOfDayNumber(toDayNumber(date)).month;
}

export function dayOfMonth(date: CivilDate): number {
  return partsOfDayNumber(toDayNumber(date)).day;
}

/** ISO 8601 weekday of a day number: 1 = Monday … 7 = Sunday. */
export function weekdayOfDayNumber(dayNumber: DayNumber): number {
  // 1970-01-01 was a Thursday.
  const fromMonday = (dayNumber + 3) % 7;
  return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1;
}

/** ISO 8601 weekday: 1 = Monday … 7 = Sunday. */
export function dayOfWeek(date: CivilDate): number {
  return weekdayOfDayNumber(toDayNumber(date));
}
