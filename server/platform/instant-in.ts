const minuteMs = 60_000;

const clockOf = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What a clock shows at an instant, as if it were UTC. */
function shownAt(clock: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return Date.parse(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}:00Z`);
}

/**
 * The instant at which the clocks of a zone show a day and an hour (`2026-11-23T09:00`, as a form gives them), whatever the
 * clock of this machine says. An hour that comes twice in autumn is the first one; one that spring leaves out is the
 * same distance after the jump. Throws RangeError for any other text.
 */
export function instantIn(zone: string, local: string): Date {
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
  if (Number.isNaN(wanted)) throw new RangeError(`Not a day and an hour: ${local}`);
  const clock = clockOf(zone);
  // The distance to UTC a day before and a day after: around a change of the clocks they differ, and one of them shows the hour.
  const offsets = [-1440, 1440].map((minutes) => shownAt(clock, wanted + minutes * minuteMs) - (wanted + minutes * minuteMs));
  const shows = offsets.map((offset) => wanted - offset).toSorted((one, other) => one - other).find((instant) => shownAt(clock, instant) === wanted);
  return new Date(shows ?? wanted - Math.min(...offsets));
}
