import { civilDateIn } from '#platform/civil-date-in';
import type { Tx } from '#platform/context';
import type { Exchange, Gate } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { newDeviceKind, publishToOwner } from './account-events.ts';
import { normalLoginName } from './accounts.ts';
import { accountOf } from './end-sessions.ts';
import { auditAtGate } from './gate-audit.ts';
import { greetDevice, knownDevice } from './known-devices.ts';
import { networkOf } from './network-of.ts';
import { hashingSlots, passwordFits } from './password-hash.ts';
import { absoluteSeconds, endSession, openSession, type OpenedSession } from './sessions.ts';
import { countFailure, forgetFailures, refuseWhileBlocked, type Attempt } from './sign-in-failures.ts';

interface Candidate {
  readonly id: string;
  readonly password_hash: string | null;
  readonly status: 'active' | 'blocked';
}

export interface Opened extends OpenedSession {
  readonly accountId: string;
  readonly personalityId: string;
}

/** A sign-in also gives the browser a fresh token of its own. */
export interface SignedIn extends Opened {
  readonly deviceToken: string;
}

type Visitor = Pick<Exchange, 'address' | 'userAgent' | 'session' | 'deviceToken'>;

/**
 * Opens a session for a name and a password. An unknown name, a wrong password and a blocked account get one and the
 * same answer after the same work; while a counter is blocked even the right password is not looked at.
 * A browser the account does not know is told to the owner. Throws too_many_requests with the seconds to wait.
 */
export async function signIn(gate: Gate, typed: { loginName: string; password: string }, visitor: Visitor): Promise<Result<SignedIn, 'credentials_not_valid' | 'no_personality'>> {
  const loginName = normalLoginName(typed.loginName);
  // Asked before queueing, so that a flood on one name takes no place; and again inside, so that twins cannot all slip by.
  const attempt = await gate.database.gate(async (tx) => {
    const counted: Attempt = { loginName, network: networkOf(visitor.address), device: await knownDevice(tx, loginName, visitor.deviceToken) };
    await refuseWhileBlocked(tx, counted, gate.now);
    return counted;
  });
  return hashingSlots.run(async () => {
    const account = await gate.database.gate(async (tx) => {
      await refuseWhileBlocked(tx, attempt, gate.now);
      return tx.maybeRow<Candidate>(sql`select a.id, a.password_hash, a.status from identity.accounts a where a.login_name = ${attempt.loginName}`);
    });
    const fits = await passwordFits(typed.password, account?.password_hash ?? null);
    return gate.database.gate(async (tx) => {
      if (account === undefined || !fits || account.status === 'blocked') {
        await countFailure(tx, attempt, gate.now);
        await auditRefusal(tx, gate, visitor, account?.id ?? null, fits ? 'account_blocked' : 'credentials');
        return refuse('credentials_not_valid');
      }
      await forgetFailures(tx, attempt);
      return enter(tx, gate, visitor, account.id);
    });
  });
}

/** The session itself, as the personality used last, else the oldest that is in force. */
async function enter(tx: Tx, gate: Gate, visitor: Visitor, accountId: string): Promise<Result<SignedIn, 'no_personality'>> {
  const personality = await tx.maybeRow<{ id: string; tenant_id: number; kind: string }>(sql`
    select p.id, p.tenant_id, p.kind from identity.standing_personalities(${civilDateIn(houseZone, gate.now)}) p join identity.accounts a on a.id = p.account_id
    where p.account_id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.valid_from, p.id limit 1`);
  if (personality === undefined) {
    await auditRefusal(tx, gate, visitor, accountId, 'no_personality');
    return refuse('no_personality');
  }
  const before = visitor.session;
  if (before !== undefined) await endSession(tx, { id: before.id, accountId: accountOf(before) }, 'signed_in_again', gate.now);
  const opened = await openSession(tx, {
    accountId, tenantId: personality.tenant_id, personalityId: personality.id, profileKind: personality.kind, now: gate.now,
    expiresAt: new Date(gate.now.getTime() + absoluteSeconds * 1000), userAgent: visitor.userAgent, network: networkOf(visitor.address),
    strength: 'password', strongAt: gate.now,
  });
  const who = { tenantId: personality.tenant_id, accountId, personalityId: personality.id, address: visitor.address };
  const device = await greetDevice(tx, accountId, visitor.deviceToken, gate.now);
  await auditAtGate(tx, gate, who, { action: 'identity.session.sign-in', objectKind: 'session', objectId: opened.id, details: { knownDevice: device.known } });
  if (!device.known && (await wasHereBefore(tx, accountId, opened.id))) await publishToOwner(tx, newDeviceKind, personality.id);
  return done({ ...opened, accountId, personalityId: personality.id, deviceToken: device.token });
}

/** The very first sign-in of an account is news to nobody. */
async function wasHereBefore(tx: Tx, accountId: string, sessionId: string): Promise<boolean> {
  const { before } = await tx.row<{ before: boolean }>(sql`
    select exists (select from identity.sessions s where s.account_id = ${accountId} and s.id <> ${sessionId}) as before`);
  return before;
}

/** The row goes to the account's tenant; one for an unknown name to the only tenant there is, or to tenant 0, which nobody reads but the owner. */
async function auditRefusal(tx: Tx, gate: Gate, visitor: Visitor, accountId: string | null, reason: string): Promise<void> {
  const { tenant_id } = await tx.row<{ tenant_id: number }>(sql`
    select coalesce(
      (select p.tenant_id from identity.personalities p join identity.accounts a on a.id = p.account_id where p.account_id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.id limit 1),
      (select min(t.id) from platform.tenants t having count(*) = 1), 0) as tenant_id`);
  const who = { tenantId: tenant_id, accountId, personalityId: null, address: visitor.address };
  await auditAtGate(tx, gate, who, { action: 'identity.session.sign-in', objectKind: 'account', objectId: accountId ?? 'unknown', outcome: 'refused', details: { reason } });
}
