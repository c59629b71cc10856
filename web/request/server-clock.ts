/** The server's clock, learned from its answers: a browser whose clock is wrong must not choose the day. */
import { civilDateIn } from '#platform/civil-date-in';

const zone = 'Europe/Rome';
let aheadMs = 0;

/** Takes the time of an answer; exact to the second, which a calendar day does not feel. */
export function learnServerTime(dateHeader: string | null): void {
  const told = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isFinite(told)) aheadMs = told - Date.now();
}

/** Now, by the server's clock. */
export function serverNow(): Date {
  return new Date(Date.now() + aheadMs);
}

/** Today in Italy by the server's clock, 'YYYY-MM-DD'. */
export function serverToday(): string {
  return civilDateIn(zone, serverNow());
}
