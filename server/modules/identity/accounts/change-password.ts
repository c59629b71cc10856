import type { Tx } from '#platform/context';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { ownPersonalityOf, passwordChangedKind, publishToOwner } from './account-events.ts';
import { commonPasswords } from './common-passwords.ts';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';
import { forgetOtherDevices, knownDevice } from '../sessions/known-devices.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { isShort, judgeNewPassword, type PasswordFault } from './new-password.ts';
import { hashingSlots, hashPassword, passwordFits } from './password-hash.ts';
import { endProofsUnderWay } from '../second-factor/second-factor-half.ts';
import { hasSecondFactor, waysOf } from '../second-factor/second-factor-ways.ts';
import { endOtherSessions } from '../sessions/sessions.ts';
import { countFailure, forgetFailures, refuseWhileBlocked, type Attempt } from '../sign-in/sign-in-failures.ts';

type Visitor = Pick<Exchange, 'address' | 'deviceToken'>;

/** Names of the companies and of the nodes at and above the places of an account, with their towns. */
export async function placesOf(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.rows<{ name: string }>(sql`
    select t.name from identity.personalities p join platform.tenants t on t.id = p.tenant_id where p.account_id = ${accountId}
    union select unnest(array[n.name, n.city]) from identity.personalities p
      join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id
      join identity.nodes n on n.tenant_id = c.tenant_id and n.id = c.ancestor_id
    where p.account_id = ${accountId}`);
  return rows.map((row) => row.name).filter((name) => name !== null);
}

/**
 * Changes one's own password for whoever repeats the present one; a wrong one counts like a failed sign-in.
 * All other sessions end, all other browsers are new again, and the owner is told. Answers how many sessions ended.
 * Throws too_many_requests with the seconds to wait.
 */
export async function changePassword(
  gate: Gate,
  session: Session,
  typed: { present: string; password: string },
  visitor: Visitor,
): Promise<Result<{ endedSessions: number }, PasswordFault | 'present_not_valid' | 'same_as_before'>> {
  const accountId = accountOf(session);
  const who = { tenantId: session.tenant.id, accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
  const asked = { action: 'identity.password.change', objectKind: 'account', objectId: accountId } as const;
  const common = await commonPasswords();
  return hashingSlots.run(async () => {
    const { account, attempt, places, hasFactor } = await gate.database.gate(async (tx) => {
      const own = await tx.row<{ login_name: string; display_name: string; password_hash: string | null }>(sql`
        select a.login_name, a.display_name, a.password_hash from identity.accounts a where a.id = ${accountId}`);
      const counted: Attempt = { loginName: own.login_name, network: networkOf(visitor.address), device: await knownDevice(tx, own.login_name, visitor.deviceToken) };
      await refuseWhileBlocked(tx, counted, gate.now);
      return { account: own, attempt: counted, places: await placesOf(tx, accountId), hasFactor: hasSecondFactor(await waysOf(tx, accountId)) };
    });
    const judged = judgeNewPassword(typed.password, { loginName: account.login_name, displayName: account.display_name, places, hasFactor }, common);
    if (!judged.ok) return judged;
    const fits = await passwordFits(typed.present, account.password_hash);
    const same = fits && typed.present.normalize('NFC') === typed.password.normalize('NFC');
    if (same) return refuse('same_as_before', 'password');
    const hash = fits ? await hashPassword(typed.password) : null;
    return gate.database.gate(async (tx) => {
      // Only the very hash that was compared is replaced: of two changes at once the second has to repeat the new one.
      const { changed } = hash === null ? { changed: false } : await tx.row<{ changed: boolean }>(sql`select identity.replace_password(${accountId}, ${account.password_hash}, ${hash}, ${isShort(typed.password)}) as changed`);
      if (!changed) {
        await countFailure(tx, attempt, gate.now);
        await auditAtGate(tx, gate, who, { ...asked, outcome: 'refused', details: { reason: 'present_not_valid' } });
        return refuse('present_not_valid', 'present');
      }
      await forgetFailures(tx, attempt);
      await endProofsUnderWay(tx, accountId, gate.now);
      const ended = await endOtherSessions(tx, { id: session.id, accountId }, gate.now);
      await forgetOtherDevices(tx, accountId, visitor.deviceToken);
      await auditAtGate(tx, gate, who, { ...asked, details: { endedSessions: ended.length } });
      await publishToOwner(tx, passwordChangedKind, await ownPersonalityOf(tx, session.actor));
      return done({ endedSessions: ended.length });
    });
  });
}
