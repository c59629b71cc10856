/** How a sign-in ends, whatever the proof was: the session, the browser's own token, the trail, the notice of a new browser. */
import { civilDateIn } from '#platform/civil-date-in';
import type { Strength, Tx } from '#platform/context';
import type { Exchange, Gate } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { newDeviceKind, publishToOwner } from '../accounts/account-events.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { greetDevice } from '../sessions/known-devices.ts';
import { networkOf } from './network-of.ts';
import { absoluteSeconds, endSession, openSession, type OpenedSession } from '../sessions/sessions.ts';

export interface Opened extends OpenedSession {
  readonly accountId: string;
  readonly personalityId: string;
}

/** A sign-in also gives the browser a fresh token of its own. */
export interface SignedIn extends Opened {
  readonly deviceToken: string;
}

export type Visitor = Pick<Exchange, 'address' | 'userAgent' | 'session' | 'deviceToken'>;

/** Opens the session of whoever has proved to own the account, as the personality used last, else the oldest that is in force; in one company alone where only that one vouches. Whoever blocks the account meanwhile waits for the session, and ends it. */
export async function enterAccount(tx: Tx, gate: Gate, visitor: Visitor, accountId: string, strength: Strength, strongAt: Date = gate.now, tenantId?: number): Promise<Result<SignedIn, 'no_personality'>> {
  const personality = await tx.maybeRow<{ id: string; tenant_id: number; kind: string }>(sql`
    select p.id, p.tenant_id, p.kind from identity.standing_personalities(${civilDateIn(houseZone, gate.now)}) p join identity.accounts a on a.id = p.account_id and a.status = 'active'
    where p.account_id = ${accountId} and (${tenantId ?? null}::integer is null or p.tenant_id = ${tenantId ?? null}::integer)
    order by (p.id = a.last_personality_id) is true desc, p.valid_from, p.id limit 1
    for no key update of a`);
  if (personality === undefined) {
    await auditRefusal(tx, gate, visitor, accountId, 'no_personality');
    return refuse('no_personality');
  }
  const before = visitor.session;
  if (before !== undefined) await endSession(tx, { id: before.id, accountId: accountOf(before) }, 'signed_in_again', gate.now);
  const opened = await openSession(tx, {
    accountId, tenantId: personality.tenant_id, personalityId: personality.id, profileKind: personality.kind, now: gate.now,
    expiresAt: new Date(gate.now.getTime() + absoluteSeconds * 1000), userAgent: visitor.userAgent, network: networkOf(visitor.address),
    strength, strongAt,
  });
  const who = { tenantId: personality.tenant_id, accountId, personalityId: personality.id, address: visitor.address };
  const device = await greetDevice(tx, accountId, visitor, gate.now);
  await auditAtGate(tx, gate, who, { action: 'identity.session.sign-in', objectKind: 'session', objectId: opened.id, details: { knownDevice: device.known, strength } });
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
export async function auditRefusal(tx: Tx, gate: Pick<Gate, 'requestId'>, visitor: Pick<Visitor, 'address'>, accountId: string | null, reason: string): Promise<void> {
  const { tenant_id } = await tx.row<{ tenant_id: number }>(sql`
    select coalesce(
      (select p.tenant_id from identity.personalities p join identity.accounts a on a.id = p.account_id where p.account_id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.id limit 1),
      (select min(t.id) from platform.tenants t having count(*) = 1), 0) as tenant_id`);
  const who = { tenantId: tenant_id, accountId, personalityId: null, address: visitor.address };
  await auditAtGate(tx, gate, who, { action: 'identity.session.sign-in', objectKind: 'account', objectId: accountId ?? 'unknown', outcome: 'refused', details: { reason } });
}
