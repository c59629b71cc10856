/** One's own second factor: switching one-time codes on and off, drawing recovery codes. All at the gate. */
import { civilDateIn } from '#platform/civil-date-in';
import type { Tx } from '#platform/context';
import type { AuditEntry } from '#platform/audit';
import type { Exchange, Gate, Session } from '#platform/http/route';
import type { InstallationKey } from '#platform/record-cipher';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { factorChangedKind, publishToOwner } from '../accounts/account-events.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { leastPasswordCharacters } from '../accounts/password-contracts.ts';
import { forgetRecoveryCodes, renewRecoveryCodes } from '../recovery/recovery-codes.ts';
import { activateTotp, beginTotp, removeTotp, takeCode, type NewTotpFactor } from './second-factor-totp.ts';
import { hasSecondFactor, waysOf } from './second-factor-ways.ts';
import { endOtherSessions, strengthenSession } from '../sessions/sessions.ts';
import { countFailure, forgetFailures, queueAttempt, refuseWhileBlocked } from '../sign-in/sign-in-failures.ts';
import { attemptOf } from './step-up-confirm.ts';

type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;

interface OwnSecondFactor {
  readonly codeSince: Date | null;
  readonly recoveryCodes: number;
  readonly demanded: boolean;
  readonly passwordIsShort: boolean;
}

/** What one has, and whether the company of one of one's personalities asks for it. */
export async function ownSecondFactor(tx: Tx, accountId: string, now: Date): Promise<OwnSecondFactor> {
  return tx.row<OwnSecondFactor>(sql`
    select (select f.since from identity.totp_factors f where f.account_id = a.id and f.state = 'active') as "codeSince",
      (select count(*)::integer from identity.recovery_codes c where c.account_id = a.id and c.used_at is null) as "recoveryCodes",
      a.password_is_short as "passwordIsShort",
      exists (select from identity.standing_personalities(${civilDateIn(houseZone, now)}) p join identity.tenant_security t on t.tenant_id = p.tenant_id
        where p.account_id = a.id and t.second_factor_privileges && (select x.privileges from identity.acting_as(p.id) x)) as demanded
    from identity.accounts a where a.id = ${accountId}`);
}

/** Audits a change of one's own factor and tells the owner. */
async function note(tx: Tx, gate: Gate, session: Session, visitor: Visitor, entry: Pick<AuditEntry, 'action' | 'details' | 'outcome'>): Promise<void> {
  const accountId = accountOf(session);
  const { personalityId } = session.actor;
  await auditAtGate(tx, gate, { tenantId: session.tenant.id, accountId, personalityId, address: visitor.address }, { objectKind: 'account', objectId: accountId, ...entry });
  if (entry.outcome !== 'refused' && entry.action !== 'identity.factor.begin' && personalityId !== null) await publishToOwner(tx, factorChangedKind, personalityId);
}

/** Draws a secret that waits for its first code. */
export async function beginOwnTotp(gate: Gate, key: InstallationKey, session: Session, visitor: Visitor): Promise<NewTotpFactor> {
  return gate.database.gate(async (tx) => {
    const accountId = accountOf(session);
    const { login_name: loginName } = await tx.row<{ login_name: string }>(sql`select a.login_name from identity.accounts a where a.id = ${accountId}`);
    await note(tx, gate, session, visitor, { action: 'identity.factor.begin' });
    return beginTotp(tx, key, { accountId, loginName, house: `Volano · ${session.tenant.name}`, now: gate.now });
  });
}

interface TotpConfirmed {
  readonly recoveryCodes: string[];
  readonly token: string;
  readonly csrfToken: string;
  readonly endedSessions: number;
}

/** The first code switches the factor on. All other sessions end: they were opened without it. */
export async function confirmOwnTotp(gate: Gate, key: InstallationKey, session: Session, code: string, visitor: Visitor): Promise<Result<TotpConfirmed, 'proof_not_valid'>> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx): Promise<Result<TotpConfirmed, 'proof_not_valid'>> => {
    const attempt = await attemptOf(tx, accountId, 'code', visitor);
    await queueAttempt(tx, attempt);
    await refuseWhileBlocked(tx, attempt, gate.now);
    if (!(await takeCode(tx, key, accountId, 'pending', code.replace(/\s/g, ''), gate.now))) {
      await countFailure(tx, attempt, gate.now);
      await note(tx, gate, session, visitor, { action: 'identity.factor.activate', outcome: 'refused' });
      return refuse('proof_not_valid', 'code');
    }
    await forgetFailures(tx, attempt);
    await activateTotp(tx, accountId, gate.now);
    const recoveryCodes = await renewRecoveryCodes(tx, accountId, gate.now);
    const renewed = await strengthenSession(tx, { id: session.id, accountId, csrfToken: session.csrfToken }, 'password+code', gate.now);
    const ended = await endOtherSessions(tx, { id: session.id, accountId }, gate.now);
    await note(tx, gate, session, visitor, { action: 'identity.factor.activate', details: { endedSessions: ended.length } });
    return done({ recoveryCodes, ...renewed, endedSessions: ended.length });
  });
}

/** Switches the factor off, unless the company asks for one or the password is too short to stand alone. */
export async function removeOwnTotp(gate: Gate, session: Session, visitor: Visitor): Promise<Result<{ removed: true }, 'factor_demanded' | 'longer_password_needed'>> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx): Promise<Result<{ removed: true }, 'factor_demanded' | 'longer_password_needed'>> => {
    // A change of the password at this moment waits, or is waited for.
    await tx.run(sql`select from identity.accounts a where a.id = ${accountId} for no key update`);
    const own = await ownSecondFactor(tx, accountId, gate.now);
    if (own.demanded) return refuse('factor_demanded');
    if (own.passwordIsShort) return refuse('longer_password_needed', 'password', { least: leastPasswordCharacters });
    if (await removeTotp(tx, accountId)) {
      await forgetRecoveryCodes(tx, accountId);
      await note(tx, gate, session, visitor, { action: 'identity.factor.remove' });
    }
    return done({ removed: true });
  });
}

/** Ten new recovery codes in the place of the old ones. */
export async function renewOwnCodes(gate: Gate, session: Session, visitor: Visitor): Promise<Result<{ recoveryCodes: string[] }, 'no_second_factor'>> {
  const accountId = accountOf(session);
  return gate.database.gate(async (tx): Promise<Result<{ recoveryCodes: string[] }, 'no_second_factor'>> => {
    if (!hasSecondFactor(await waysOf(tx, accountId))) return refuse('no_second_factor');
    const recoveryCodes = await renewRecoveryCodes(tx, accountId, gate.now);
    await note(tx, gate, session, visitor, { action: 'identity.factor.renew-codes' });
    return done({ recoveryCodes });
  });
}
