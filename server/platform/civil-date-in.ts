import { isCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/**
 * The calendar day that an instant falls on in a time zone ('Europe/Rome' for the Italian today).
 * Throws RangeError for an unknown zone, an invalid instant, or a day outside 1900-2199.
 */
export function civilDateIn(zone: string, instant: Date): CivilDate {
  const parts = new Map<string, string>();
  for (const part of formatterFor(zone).formatToParts(instant)) parts.set(part.type, part.value);
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  if (!isCivilDate(date)) throw new RangeError(`Instant outside the civil calendar: ${instant.toISOString()}`);
  return date;
}
