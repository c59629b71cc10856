/** Sessions: opaque tokens of 256 bits, of which the database keeps only the SHA-256. */
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Strength, Tx } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';

/** Ten hours after signing in everybody signs in again, however busy (domain rule; OWASP ASVS 5 7.3.2). */
export const absoluteSeconds = 10 * 60 * 60;
const staffIdleSeconds = 30 * 60;
const customerIdleSeconds = 15 * 60;

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export interface NewSession {
  readonly accountId: string;
  readonly tenantId: number;
  readonly personalityId: string;
  readonly profileKind: string;
  readonly now: Date;
  /** End of the whole stay; a switch of personality keeps that of the session before. */
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly network: string;
  /** How the person proved who they are, and when; a switch of personality keeps both. */
  readonly strength: Strength;
  readonly strongAt: Date;
  /** The delegation under which the personality is borrowed; absent for one's own. */
  readonly delegationId?: string | undefined;
}

export interface OpenedSession {
  readonly id: string;
  /** Goes into the cookie and nowhere else. */
  readonly token: string;
  readonly csrfToken: string;
  /** The tenant asks the person for a second factor, and the session was opened without one. */
  readonly needsSecondFactor: boolean;
}

/** Writes a session with a fresh token. The gate's transaction. */
export async function openSession(tx: Tx, session: NewSession): Promise<OpenedSession> {
  const id = uuidv7();
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(32).toString('base64url');
  const idleSeconds = session.profileKind === 'customer' ? customerIdleSeconds : staffIdleSeconds;
  const { needsSecondFactor } = await tx.row<{ needsSecondFactor: boolean }>(sql`
    insert into identity.sessions (id, token_hash, csrf_token, account_id, tenant_id, personality_id, created_at, seen_at, idle_seconds, expires_at, user_agent, network, strength, strong_at,
      needs_second_factor, delegation_id)
    values (${id}, ${hashToken(token)}, ${csrfToken}, ${session.accountId}, ${session.tenantId}, ${session.personalityId}, ${session.now}, ${session.now}, ${idleSeconds},
      ${session.expiresAt}, ${session.userAgent}, ${session.network}, ${session.strength}, ${session.strongAt},
      ${isWeak(session.strength)} and exists (select from identity.tenant_security t where t.tenant_id = ${session.tenantId}
        and t.second_factor_privileges && (select x.privileges from identity.acting_as(${session.personalityId}) x)), ${session.delegationId ?? null})
    returning needs_second_factor as "needsSecondFactor"`);
  // Who stands in today starts as himself tomorrow.
  if (session.delegationId === undefined) await tx.run(sql`update identity.accounts set last_personality_id = ${session.personalityId} where id = ${session.accountId}`);
  return { id, token, csrfToken, needsSecondFactor };
}

/** Nothing but a password, or another house's word. */
export function isWeak(strength: Strength): boolean {
  return strength === 'password' || strength === 'federated';
}

const strengths: readonly Strength[] = ['federated', 'password', 'password+code', 'passkey'];

/**
 * Its person has proved again who they are: token and secret of the session change, so that a copy of the old cookie is
 * worth nothing, and the proof is of this moment. The strength of a session never falls. Throws not_signed_in when the
 * session is over or a twin of this request was faster. The gate's transaction.
 */
export async function strengthenSession(
  tx: Tx,
  session: { readonly id: string; readonly accountId: string; readonly csrfToken: string },
  strength: Strength,
  now: Date,
): Promise<Pick<OpenedSession, 'token' | 'csrfToken'>> {
  const token = randomBytes(32).toString('base64url');
  const csrfToken = randomBytes(32).toString('base64url');
  const order = [...strengths];
  const changed = await tx.run(sql`
    update identity.sessions s set token_hash = ${hashToken(token)}, csrf_token = ${csrfToken}, strong_at = ${now},
      strength = (${order}::text[])[greatest(array_position(${order}::text[], s.strength), array_position(${order}::text[], ${strength}))],
      needs_second_factor = s.needs_second_factor and ${isWeak(strength)}
    where s.id = ${session.id} and s.account_id = ${session.accountId} and s.csrf_token = ${session.csrfToken} and s.ended_at is null`);
  if (changed === 0) throw new AppError('not_signed_in');
  return { token, csrfToken };
}

export type EndReason = 'signed_out' | 'switched' | 'ended_by_owner' | 'signed_in_again' | 'recovered';

/** Ends one session of an account; false when it is not theirs or already over. */
export async function endSession(tx: Tx, session: { id: string; accountId: string }, reason: EndReason, now: Date): Promise<boolean> {
  const ended = await tx.run(sql`
    update identity.sessions set ended_at = ${now}, end_reason = ${reason} where id = ${session.id} and account_id = ${session.accountId} and ended_at is null`);
  return ended === 1;
}

/** Ends all sessions of an account but one, or all of them, and answers their ids. */
export async function endOtherSessions(tx: Tx, kept: { id: string | null; accountId: string }, now: Date, reason: EndReason = 'ended_by_owner'): Promise<string[]> {
  const ended = await tx.rows<{ id: string }>(sql`
    update identity.sessions s set ended_at = ${now}, end_reason = ${reason}
    where s.account_id = ${kept.accountId} and s.id is distinct from ${kept.id}::uuid and s.ended_at is null and s.expires_at > ${now} returning s.id`);
  return ended.map((row) => row.id);
}

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string;
  readonly network: string;
  readonly tenantName: string;
  readonly label: string;
}

/** The sessions of an account that still stand, the latest used first. */
export async function listSessions(tx: Tx, accountId: string, now: Date): Promise<OwnSession[]> {
  return tx.rows<OwnSession>(sql`
    select s.id, s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.user_agent as "userAgent", s.network, t.name as "tenantName", p.label
    from identity.standing_sessions(${now}) s
    join identity.personalities p on p.tenant_id = s.tenant_id and p.id = s.personality_id
    join platform.tenants t on t.id = s.tenant_id
    where s.account_id = ${accountId} order by s.seen_at desc, s.id desc limit 200`);
}

/** What a switch of personality keeps of the session before: when the whole stay ends, how and when its person proved who they are. */
export async function keptOfSession(tx: Tx, id: string): Promise<Pick<NewSession, 'expiresAt' | 'strength' | 'strongAt'>> {
  return tx.row(sql`select s.expires_at as "expiresAt", s.strength, s.strong_at as "strongAt" from identity.sessions s where s.id = ${id}`);
}

/** Throws away sessions that ended long ago; answers how many. The gate may not delete: the transaction is the owner's. */
export async function forgetOldSessions(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from identity.sessions where expires_at < ${before}`);
}
