/**
 * When the second factor and its recovery codes are lost. The person says so with the password or a mail's link; a manager
 * who knows the person confirms it; a day passes, in which every notice carries a link that stops it; then the factor
 * falls with the next right password or the next mail's link, and all sessions end.
 */
import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/context';
import type { Exchange, Gate } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { publishToOwner, recoveryAskedKind, recoveryDoneKind, recoveryStoppedKind } from '../accounts/account-events.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { forgetPasskeys } from '../passkeys/passkeys.ts';
import { forgetRecoveryCodes } from './recovery-codes.ts';
import { linkToken } from './recovery-links.ts';
import { findHalfSignIn } from '../second-factor/second-factor-half.ts';
import { removeTotp } from '../second-factor/second-factor-totp.ts';
import { isPasswordTooLittle, waysOf } from '../second-factor/second-factor-ways.ts';
import { endOtherSessions, hashToken } from '../sessions/sessions.ts';
import { countFailure, queueAttempt, refuseWhileBlocked } from '../sign-in/sign-in-failures.ts';
import { attemptOf } from '../second-factor/step-up-confirm.ts';

const dayMs = 86_400_000;
/** Asked and not confirmed, or confirmed and not used: over after a week. */
const openDays = 7;

type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;

interface Recovery {
  readonly id: string;
  readonly tenant_id: number;
  readonly account_id: string;
  readonly personality_id: string;
}

/** Whose link it is, as long as it holds; looking does not use it up. */
export async function findPasswordReset(tx: Tx, token: string, now: Date): Promise<string | undefined> {
  const row = await tx.maybeRow<{ account_id: string }>(sql`
    select r.account_id from identity.password_resets r join identity.accounts a on a.id = r.account_id and a.status = 'active'
    where r.token_hash = ${hashToken(token)} and r.used_at is null and r.expires_at > ${now}`);
  return row?.account_id;
}

interface LostFactor {
  readonly askedAt: Date;
  readonly dueAt: Date | null;
}

/** Says that the factor is lost. Saying it again answers how far it is. */
export async function reportLostFactor(
  gate: Gate,
  key: InstallationKey,
  proof: { readonly half: string } | { readonly token: string },
  visitor: Visitor,
): Promise<Result<LostFactor, 'half_not_valid'>> {
  const id = randomUUID();
  const stopHash = hashToken(await linkToken(key, 'stop-recovery', id));
  return gate.database.gate(async (tx): Promise<Result<LostFactor, 'half_not_valid'>> => {
    const accountId = 'half' in proof ? await findHalfSignIn(tx, proof.half, visitor, gate.now) : await findPasswordReset(tx, proof.token, gate.now);
    if (accountId === undefined || !isPasswordTooLittle(await waysOf(tx, accountId))) {
      const nobody = { door: 'link', loginName: undefined, network: networkOf(visitor.address) } as const;
      await refuseWhileBlocked(tx, nobody, gate.now);
      await countFailure(tx, nobody, gate.now);
      return refuse('half_not_valid');
    }
    const attempt = await attemptOf(tx, accountId, 'mail', visitor);
    await queueAttempt(tx, attempt);
    await tx.run(sql`
      update identity.factor_recoveries r set stopped_at = ${gate.now}, stopped_by = 'time'
      where r.account_id = ${accountId} and r.stopped_at is null and r.done_at is null and r.expires_at <= ${gate.now}`);
    const open = await tx.maybeRow<LostFactor>(sql`
      select r.asked_at as "askedAt", r.due_at as "dueAt" from identity.factor_recoveries r where r.account_id = ${accountId} and r.stopped_at is null and r.done_at is null`);
    if (open !== undefined) return done(open);
    await refuseWhileBlocked(tx, attempt, gate.now);
    await countFailure(tx, attempt, gate.now);
    const made = await tx.row<Recovery>(sql`
      insert into identity.factor_recoveries (tenant_id, id, account_id, personality_id, node_id, stop_hash, asked_at, expires_at)
      select p.tenant_id, ${id}, a.id, p.id, p.node_id, ${stopHash}, ${gate.now}, ${new Date(gate.now.getTime() + openDays * dayMs)}
      from identity.accounts a join identity.personalities p on p.account_id = a.id
      where a.id = ${accountId} order by (p.id = a.last_personality_id) is true desc, p.valid_from desc, p.id limit 1
      returning id, tenant_id, account_id, personality_id`);
    await note(tx, gate, made, 'identity.factor-recovery.ask', visitor.address);
    await publishToOwner(tx, recoveryAskedKind, made.personality_id, { linkId: id });
    return done({ askedAt: gate.now, dueAt: null });
  });
}

async function note(tx: Tx, gate: Pick<Gate, 'requestId'>, of: Recovery, action: string, address: string): Promise<void> {
  const who = { tenantId: of.tenant_id, accountId: of.account_id, personalityId: null, address };
  await auditAtGate(tx, gate, who, { action, objectKind: 'factor-recovery', objectId: of.id, details: { accountId: of.account_id } });
}

/** The owner says “it was not me”: the link holds as long as the recovery is open, whatever its state. */
export async function stopRecovery(gate: Gate, token: string, visitor: Pick<Exchange, 'address'>): Promise<Result<{ stopped: true }, 'link_over'>> {
  const attempt = { door: 'link', loginName: undefined, network: networkOf(visitor.address) } as const;
  return gate.database.gate(async (tx): Promise<Result<{ stopped: true }, 'link_over'>> => {
    await refuseWhileBlocked(tx, attempt, gate.now);
    const stopped = await tx.maybeRow<Recovery>(sql`
      update identity.factor_recoveries r set stopped_at = ${gate.now}, stopped_by = 'owner' where r.stop_hash = ${hashToken(token)} and r.stopped_at is null and r.done_at is null
      returning r.id, r.tenant_id, r.account_id, r.personality_id`);
    if (stopped === undefined) {
      await countFailure(tx, attempt, gate.now);
      return refuse('link_over');
    }
    await note(tx, gate, stopped, 'identity.factor-recovery.stop', visitor.address);
    await publishToOwner(tx, recoveryStoppedKind, stopped.personality_id);
    return done({ stopped: true });
  });
}

/** The confirmed recovery of an account whose day has passed, taken for this transaction. */
export async function dueRecovery(tx: Tx, accountId: string, now: Date): Promise<Recovery | undefined> {
  return tx.maybeRow<Recovery>(sql`
    select r.id, r.tenant_id, r.account_id, r.personality_id from identity.factor_recoveries r
    where r.account_id = ${accountId} and r.stopped_at is null and r.done_at is null and r.due_at <= ${now} and r.expires_at > ${now} for update`);
}

/** The factor falls, and with it everything that was opened by it. */
export async function fallFactor(tx: Tx, gate: Pick<Gate, 'now' | 'requestId'>, of: Recovery, address: string): Promise<void> {
  await tx.run(sql`update identity.factor_recoveries set done_at = ${gate.now} where tenant_id = ${of.tenant_id} and id = ${of.id}`);
  await removeTotp(tx, of.account_id);
  await forgetRecoveryCodes(tx, of.account_id);
  await forgetPasskeys(tx, of.account_id);
  await endOtherSessions(tx, { id: null, accountId: of.account_id }, gate.now, 'recovered');
  await note(tx, gate, of, 'identity.factor-recovery.finish', address);
  await publishToOwner(tx, recoveryDoneKind, of.personality_id);
}
