/** Refused writes in the audit trail: who wanted what, and on which facts it was refused. */
import { audit } from '#platform/audit';
import type { Database } from '#platform/db';
import type { NoteRefusal } from '#platform/http/door';
import { sessionContext } from '#platform/http/session-context';
import { functionKind } from '#platform/rule';

/** So many refusals a minute of one session are told one by one; a page that hammers is told as a number. */
const toldPerMinute = 20;

/** Writes each refusal in a transaction of its own: that of the deed was undone. */
export function keepRefusals(database: Database): NoteRefusal {
  let minute = 0;
  let told = new Map<string, number>();
  let before = new Map<string, number>();
  return async ({ session, contract, objectId, decision, call }) => {
    const now = Math.floor(call.now.getTime() / 60_000);
    if (now !== minute) {
      before = now === minute + 1 ? told : new Map();
      told = new Map();
      minute = now;
    }
    const count = (told.get(session.id) ?? 0) + 1;
    told.set(session.id, count);
    if (count > toldPerMinute) return;
    const passedOver = Math.max(0, (before.get(session.id) ?? 0) - toldPerMinute);
    before.delete(session.id);
    await database.transaction(session.frame, async (tx) => {
      const ctx = sessionContext(session, tx, call);
      const lacking = contract.access !== 'signed-in' && !session.actor.privileges.has(contract.access);
      const ofFunction = lacking ? { action: contract.access, objectKind: functionKind, facts: { tenantId: ctx.tenant.id }, on: ctx.today, allowed: false } : undefined;
      await audit(ctx, {
        action: decision?.action ?? contract.access,
        objectKind: decision?.objectKind ?? functionKind,
        objectId: objectId ?? contract.path,
        outcome: 'refused',
        details: { route: `${contract.method} ${contract.path}`, ...(passedOver > 0 ? { passedOver } : {}) },
        decision: decision ?? ofFunction,
      });
    });
  };
}
