/**
 * A link for a new password. The door does the same for every name: it counts, and leaves a job whose content is
 * encrypted. Whether the account exists is looked up later, where nobody can time it.
 */
import { randomUUID } from 'node:crypto';
import type { Exchange, Gate } from '#platform/http/route';
import { enqueue, type JobDefinition } from '#platform/jobs';
import { hashId, seal, unseal, type InstallationKey } from '#platform/record-cipher';
import { sql } from '#platform/sql';
import { passwordResetAskedKind, publishToOwner } from '../accounts/account-events.ts';
import { normalLoginName } from '../accounts/accounts.ts';
import { networkOf } from '../sign-in/network-of.ts';
import { linkToken } from './recovery-links.ts';
import { hashToken } from '../sessions/sessions.ts';
import { auditRefusal } from '../sign-in/sign-in-enter.ts';
import { countFailure, queueAttempt, refuseWhileBlocked } from '../sign-in/sign-in-failures.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';

const jobName = 'identity:answer-recovery';
const validMinutes = 30;

const rowOf = (id: string) => ({ kind: 'identity.recovery', idHash: hashId(id) });

/** Asks for the link. Every asking counts, by name and by network. Throws too_many_requests with the seconds to wait. */
export async function askRecovery(gate: Gate, key: InstallationKey, loginName: string, visitor: Pick<Exchange, 'address'>): Promise<void> {
  const asked = normalLoginName(loginName);
  const id = randomUUID();
  const sealed = seal(await key('account links'), rowOf(id), { loginName: asked, address: visitor.address }).toString('base64');
  await gate.database.gate(async (tx) => {
    const attempt = { door: 'mail', loginName: asked, network: networkOf(visitor.address) } as const;
    await queueAttempt(tx, attempt);
    await refuseWhileBlocked(tx, attempt, gate.now);
    await countFailure(tx, attempt, gate.now);
    await enqueue({ tx }, jobName, { id, sealed, requestId: gate.requestId });
  });
}

interface Asked {
  readonly loginName: string;
  readonly address: string;
}

/** Looks the name up and makes the link. A second run of the same job makes the same link: its id is the job's. */
export function answerRecovery(key: InstallationKey): JobDefinition {
  return {
    name: jobName,
    run: async ({ database, now }, payload) => {
      const id = String(payload['id']);
      const asked = unseal(await key('account links'), rowOf(id), Buffer.from(String(payload['sealed']), 'base64')) as Asked | undefined;
      if (asked === undefined) return;
      const gate = { requestId: String(payload['requestId']) };
      const tokenHash = hashToken(await linkToken(key, 'password-reset', id));
      await database.gate(async (tx) => {
        const account = await tx.maybeRow<{ id: string; personality_id: string; tenant_id: number }>(sql`
          select a.id, p.id as personality_id, p.tenant_id from identity.accounts a
          cross join lateral (
            select p.id, p.tenant_id from identity.personalities p where p.account_id = a.id order by (p.id = a.last_personality_id) is true desc, p.valid_from desc, p.id limit 1) p
          where a.login_name = ${asked.loginName} and a.status = 'active'`);
        if (account === undefined) {
          await auditRefusal(tx, gate, asked, null, 'password reset for an unknown name');
          return;
        }
        const made = await tx.run(sql`
          insert into identity.password_resets (token_hash, account_id, expires_at)
          values (${tokenHash}, ${account.id}, ${new Date(now.getTime() + validMinutes * 60_000)}) on conflict do nothing`);
        if (made === 0) return;
        const who = { tenantId: account.tenant_id, accountId: account.id, personalityId: null, address: asked.address };
        await auditAtGate(tx, gate, who, { action: 'identity.password.ask-reset', objectKind: 'account', objectId: account.id });
        await publishToOwner(tx, passwordResetAskedKind, account.personality_id, { linkId: id });
      });
    },
  };
}
