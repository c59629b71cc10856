/**
 * Reads a calendar day the way Italians type it, strictly: day, month, year. A day that does not exist is refused and
 * never becomes another day. Pure: `today` is passed in and only serves two-digit years and the shortcuts.
 */
import { addDays, daysInMonth, isCivilDate } from '#platform/civil-date';
import type { CivilDate } from '#platform/civil-date';

export type ParsedDate =
  | { readonly kind: 'empty' }
  | { readonly kind: 'date'; readonly date: CivilDate }
  /** Well written, but that month has no such day (31/02) or the year is outside 1900-2199. */
  | { readonly kind: 'no_such_day' }
  | { readonly kind: 'unreadable' };

const two = (value: number): string => String(value).padStart(2, '0');

function fromParts(day: number, month: number, year: number): ParsedDate {
  const date = `${year}-${two(month)}-${two(day)}`;
  return isCivilDate(date) ? { kind: 'date', date } : { kind: 'no_such_day' };
}

/** Two digits mean the year from 79 before to 20 after today's: birthdays and the ends of contracts are both met. */
function fullYear(year: string, today: CivilDate): number {
  if (year.length === 4) return Number(year);
  const thisYear = Number(today.slice(0, 4));
  const sameCentury = Math.floor(thisYear / 100) * 100 + Number(year);
  if (sameCentury > thisYear + 20) return sameCentury - 100;
  return sameCentury <= thisYear - 80 ? sameCentury + 100 : sameCentury;
}

/** 'oggi', 'fm' (last day of this month), '+30', '-7': counted from today, in either language. */
function fromShortcut(text: string, today: CivilDate): ParsedDate | undefined {
  if (text === 'oggi' || text === 'today') return { kind: 'date', date: today };
  if (text === 'fm' || text === 'eom') {
    const year = Number(today.slice(0, 4));
    const month = Number(today.slice(5, 7));
    return fromParts(daysInMonth(year, month), month, year);
  }
  const shift = /^([+−-])(\d{1,4})$/u.exec(text);
  if (shift === null) return undefined;
  try {
    return { kind: 'date', date: addDays(today, shift[1] === '+' ? Number(shift[2]) : -Number(shift[2])) };
  } catch {
    return { kind: 'no_such_day' };
  }
}

/**
 * Accepts D/M/YYYY and D/M/YY with slashes, points, dashes or spaces, DDMMYY, DDMMYYYY, YYYY-MM-DD, and the shortcuts
 * 'oggi', 'fm', '+n', '-n'.
 */
export function parseDate(text: string, today: CivilDate): ParsedDate {
  const bare = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (bare === '') return { kind: 'empty' };
  const shortcut = fromShortcut(bare, today);
  if (shortcut !== undefined) return shortcut;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(bare);
  if (iso !== null) return fromParts(Number(iso[3]), Number(iso[2]), Number(iso[1]));
  const typed = /^(\d{1,2}) ?([/.\- ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})$/.exec(bare) ?? /^(\d{2})()(\d{2})(\d{4}|\d{2})$/.exec(bare);
  if (typed === null) return { kind: 'unreadable' };
  return fromParts(Number(typed[1]), Number(typed[3]), fullYear(typed[4] ?? '', today));
}
