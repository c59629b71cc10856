import { civilDateIn } from '../civil-date-in.ts';
import type { Context, Language, Log, Tx } from '../context.ts';
import { houseZone } from '../system-context.ts';
import type { Session } from './route.ts';

let known = { minute: Number.NaN, day: '' };

/** The day in Italy at an instant. Days begin on a whole minute, so it is looked up once a minute, not at each request. */
function todayAt(now: Date): string {
  const minute = Math.floor(now.getTime() / 60_000);
  if (known.minute !== minute) known = { minute, day: civilDateIn(houseZone, now) };
  return known.day;
}

/** What a use case receives on behalf of a signed-in person; `today` is the day in Italy at `now`. */
export function sessionContext(session: Session, tx: Tx, call: { now: Date; requestId: string; language: Language; log: Log; opened?: string | undefined }): Context {
  return { tx, tenant: session.tenant, actor: session.actor, today: todayAt(call.now), ...call };
}
