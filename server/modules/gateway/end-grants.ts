/** The end of what applications hold: written down, everything issued removed, and told to applications that want to hear of it. */
import { standingAmong } from '#identity';
import { insertAuditRow } from '#platform/audit';
import type { Tx } from '#platform/context';
import { enqueue, type JobContext } from '#platform/jobs';
import { queueLogouts } from './deliveries.ts';
import { closedAppsInUse, endGrants, openGrants, type AppGrant, type Fallen, type GrantEnd } from './grants.ts';

interface Occasion {
  readonly now: Date;
  readonly requestId: string;
}

/** Name of the job that carries one delivery. */
export const deliverJob = 'gateway:deliver';

/** Ends grants without a word to their applications: those did it themselves, or must not be told. */
export async function endQuietly(tx: Tx, which: Fallen, reason: GrantEnd, { now, requestId }: Occasion): Promise<AppGrant[]> {
  const ended = await endGrants(tx, which, reason, now);
  for (const grant of ended) {
    await insertAuditRow(tx, {
      tenantId: grant.tenantId, actorKind: reason === 'replayed' ? 'nobody' : 'system', accountId: grant.accountId, personalityId: grant.personalityId, requestId, address: null,
      action: reason === 'replayed' ? 'gateway.token.replay' : 'gateway.grant.end', objectKind: 'gateway.app', objectId: grant.appId, outcome: reason === 'replayed' ? 'refused' : 'done',
      details: { session: grant.sessionId, reason },
    });
  }
  return ended;
}

/** Ends grants and queues a logout token for each application that takes them. */
export async function endAndTell(tx: Tx, which: Fallen, reason: GrantEnd, occasion: Occasion): Promise<number> {
  const ended = await endQuietly(tx, which, reason, occasion);
  const queued = await queueLogouts(tx, ended, occasion.now);
  for (const { tenantId, id } of queued) await enqueue({ tx }, deliverJob, { tenantId, deliveryId: id }, { key: `gateway:${id}:0`, maxAttempts: 3 });
  return ended.length;
}

/**
 * Compares what applications hold with what stands: a session that was ended or ran out, an account that was blocked, a
 * personality or a place that is over. However it came about, two seconds later the application is being told.
 */
export async function endFallenGrants({ database, now }: Pick<JobContext, 'database' | 'now'>, requestId: string): Promise<number> {
  return database.gate(async (tx) => {
    const open = await openGrants(tx);
    if (open.length === 0) return 0;
    const of = { sessions: [...new Set(open.map((grant) => grant.sessionId))], personalities: [...new Set(open.map((grant) => grant.personalityId))] };
    const standing = await standingAmong(tx, of, now);
    const personalities = of.personalities.filter((id) => !standing.personalities.has(id));
    const sessions = of.sessions.filter((id) => !standing.sessions.has(id));
    let ended = 0;
    // The nearer reason first: with a personality its sessions fall too.
    if (personalities.length > 0) ended += await endAndTell(tx, { personalities }, 'personalityOver', { now, requestId });
    for (const appId of await closedAppsInUse(tx)) ended += await endAndTell(tx, { appId }, 'appClosed', { now, requestId });
    if (sessions.length > 0) ended += await endAndTell(tx, { sessions }, 'sessionOver', { now, requestId });
    return ended;
  });
}
