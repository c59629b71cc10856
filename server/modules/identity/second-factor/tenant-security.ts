/** What a tenant asks of its people when they sign in. */
import type { Tx } from '#platform/context';
import type { Exchange, Gate, Session } from '#platform/http/route';
import { sql } from '#platform/sql';
import { auditAtGate } from '../sessions/gate-audit.ts';

export async function secondFactorPrivileges(tx: Tx, tenantId: number): Promise<string[]> {
  const row = await tx.maybeRow<{ privileges: string[] }>(sql`select t.second_factor_privileges as privileges from identity.tenant_security t where t.tenant_id = ${tenantId}`);
  return row?.privileges ?? [];
}

/** Sets who needs a second factor and asks it of the sessions that are open; answers how many wait for one now. */
export async function writeTenantSecurity(gate: Gate, session: Session, privileges: readonly string[], visitor: Pick<Exchange, 'address'>): Promise<{ secondFactorPrivileges: string[]; sessionsAsked: number }> {
  const wanted = [...new Set(privileges)].toSorted();
  const { id: tenantId } = session.tenant;
  return gate.database.gate(async (tx) => {
    const before = await secondFactorPrivileges(tx, tenantId);
    await tx.run(sql`
      insert into identity.tenant_security (tenant_id, second_factor_privileges, changed_at) values (${tenantId}, ${wanted}, ${gate.now})
      on conflict (tenant_id) do update set second_factor_privileges = excluded.second_factor_privileges, changed_at = excluded.changed_at`);
    await tx.run(sql`
      update identity.sessions s set needs_second_factor = ((select x.privileges from identity.acting_as(s.personality_id) x) && ${wanted}::text[])
      where s.tenant_id = ${tenantId} and s.ended_at is null and s.expires_at > ${gate.now} and s.strength in ('password', 'federated')`);
    const { asked } = await tx.row<{ asked: number }>(sql`
      select count(*)::integer as asked from identity.sessions s where s.tenant_id = ${tenantId} and s.ended_at is null and s.expires_at > ${gate.now} and s.needs_second_factor`);
    const who = { tenantId, accountId: session.actor.accountId, personalityId: session.actor.personalityId, address: visitor.address, onBehalfOf: session.actor.onBehalfOf };
    await auditAtGate(tx, gate, who, { action: 'identity.security.change', objectKind: 'tenant', objectId: String(tenantId), before, after: wanted, details: { privileges: wanted.length, sessionsAsked: asked } });
    return { secondFactorPrivileges: wanted, sessionsAsked: asked };
  });
}
