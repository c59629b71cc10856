import { civilDateIn } from '../civil-date-in.ts';
import type { Context, Language, Log, Tx } from '../context.ts';
import { houseZone } from '../system-context.ts';
import type { Session } from './route.ts';

/** What a use case receives on behalf of a signed-in person; `today` is the day in Italy at `now`. */
export function sessionContext(session: Session, tx: Tx, call: { now: Date; requestId: string; language: Language; log: Log }): Context {
  return { tx, tenant: session.tenant, actor: session.actor, today: civilDateIn(houseZone, call.now), ...call };
}
