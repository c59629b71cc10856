import type { Language } from '#platform/context';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { accountOf } from '../sessions/end-sessions.ts';
import { auditAtGate } from '../sessions/gate-audit.ts';

/** Sets the language of one's own account, for whatever is sent to the person from now on. */
export async function setLanguage(gate: Gate, session: Session, language: Language, visitor: Pick<Exchange, 'address'>): Promise<void> {
  const accountId = accountOf(session);
  await gate.database.gate(async (tx) => {
    const changed = await tx.run(sql`update identity.accounts set language = ${language} where id = ${accountId} and language <> ${language}`);
    if (changed === 0) return;
    const who = { tenantId: session.tenant.id, accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
    await auditAtGate(tx, gate, who, { action: 'identity.account.set-language', objectKind: 'account', objectId: accountId, details: { language } });
  });
}
