const hourInRome = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' });

/** How one greets in Italy at this moment: good evening from 18, good afternoon from 13. */
export function partOfDay(now: Date): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(hourInRome.format(now));
  if (hour >= 18 || hour < 4) return 'evening';
  return hour >= 13 ? 'afternoon' : 'morning';
}
