/** SQL of grants: which session and personality stand behind what an application holds. The transaction is the gate's. */
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import { removeOfGrant } from './oidc-records.ts';

export type GrantEnd = 'signedOut' | 'appSignedOut' | 'replaced' | 'replayed' | 'sessionOver' | 'personalityOver' | 'appClosed' | 'ruleChanged';

export interface AppGrant {
  readonly grantHash: Buffer;
  readonly tenantId: number;
  readonly appId: string;
  readonly sessionId: string;
  readonly accountId: string;
  readonly personalityId: string;
  /** The delegation under which the personality is borrowed; null for one's own. */
  readonly delegationId: string | null;
  readonly sid: string;
}

const columns = sql`g.grant_hash as "grantHash", g.tenant_id as "tenantId", g.app_id as "appId", g.session_id as "sessionId", g.account_id as "accountId",
  g.personality_id as "personalityId", g.delegation_id as "delegationId", g.sid`;

export async function openGrant(tx: Tx, grant: AppGrant, now: Date): Promise<void> {
  await tx.run(sql`
    insert into gateway.grants (grant_hash, tenant_id, app_id, session_id, account_id, personality_id, delegation_id, sid, created_at)
    values (${grant.grantHash}, ${grant.tenantId}, ${grant.appId}, ${grant.sessionId}, ${grant.accountId}, ${grant.personalityId}, ${grant.delegationId}, ${grant.sid}, ${now})`);
}

export async function findOpenGrant(tx: Tx, grantHash: Buffer): Promise<AppGrant | undefined> {
  return tx.maybeRow<AppGrant>(sql`select ${columns} from gateway.grants g where g.grant_hash = ${grantHash} and g.ended_at is null`);
}

/** Hashes of the open grants behind an application's name for a sign-in. */
export async function openGrantsOfSid(tx: Tx, of: { readonly appId: string; readonly accountId: string; readonly sid: string }): Promise<Buffer[]> {
  const rows = await tx.rows<{ grantHash: Buffer }>(sql`
    select g.grant_hash as "grantHash" from gateway.grants g
    where g.ended_at is null and g.app_id = ${of.appId} and g.account_id = ${of.accountId} and g.sid = ${of.sid}`);
  return rows.map((row) => row.grantHash);
}

/** What a session has to do with an application so far, the latest first. */
export async function grantsOfSession(tx: Tx, sessionId: string, appId: string): Promise<(AppGrant & { endReason: GrantEnd | null })[]> {
  return tx.rows(sql`
    select ${columns}, g.end_reason as "endReason" from gateway.grants g where g.session_id = ${sessionId} and g.app_id = ${appId}
    order by g.ended_at is null desc, g.created_at desc limit 50`);
}

/** All open grants with session and personality: the sweep asks which of them still stand. */
export async function openGrants(tx: Tx): Promise<Pick<AppGrant, 'sessionId' | 'personalityId'>[]> {
  return tx.rows(sql`select distinct g.session_id as "sessionId", g.personality_id as "personalityId" from gateway.grants g where g.ended_at is null`);
}

/** Applications that were closed while somebody was in. */
export async function closedAppsInUse(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ appId: string }>(sql`
    select distinct g.app_id as "appId" from gateway.grants g join gateway.apps a on a.tenant_id = g.tenant_id and a.id = g.app_id and a.status <> 'active' where g.ended_at is null`);
  return rows.map((row) => row.appId);
}

/** Which grants to end; one of the lists must match. */
export interface Fallen {
  readonly hashes?: readonly Buffer[];
  readonly sessions?: readonly string[];
  readonly personalities?: readonly string[];
  readonly appId?: string;
}

/** Ends grants once and removes everything issued under them; answers those that this call ended. */
export async function endGrants(tx: Tx, which: Fallen, reason: GrantEnd, now: Date): Promise<AppGrant[]> {
  const ended = await tx.rows<AppGrant>(sql`
    update gateway.grants g set ended_at = ${now}, end_reason = ${reason}
    where g.ended_at is null and (g.grant_hash = any(${[...(which.hashes ?? [])]}::bytea[]) or g.session_id = any(${[...(which.sessions ?? [])]}::uuid[])
      or g.personality_id = any(${[...(which.personalities ?? [])]}::uuid[]) or g.app_id = ${which.appId ?? null}::uuid)
    returning ${columns}`);
  for (const grant of ended) await removeOfGrant(tx, grant.grantHash);
  return ended;
}

/** Forgets grants that ended before a day; the audit trail keeps who used what. */
export async function forgetEndedGrants(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from gateway.grants g where g.ended_at < ${before}`);
}
