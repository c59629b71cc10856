/** SQL of links and journeys; the gate's transaction. */
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import type { Provider } from './federation-providers.ts';

type Of = Pick<Provider, 'tenantId' | 'id'>;

/** Whose account a subject is, if the account is not blocked and still belongs to the provider's tenant. */
export async function accountOfSubject(tx: Tx, provider: Of, subject: string, now: Date): Promise<string | undefined> {
  const row = await tx.maybeRow<{ id: string }>(sql`
    update identity.federated_links l set last_used_at = ${now}
    from identity.accounts a
    where l.tenant_id = ${provider.tenantId} and l.provider_id = ${provider.id} and l.subject = ${subject} and a.id = l.account_id and a.status = 'active'
    returning a.id`);
  return row?.id;
}

/** False when the subject or the account is linked there already. */
export async function addLink(tx: Tx, provider: Of, link: { subject: string; accountId: string }, now: Date): Promise<boolean> {
  const added = await tx.run(sql`
    insert into identity.federated_links (tenant_id, provider_id, subject, account_id, linked_at)
    values (${provider.tenantId}, ${provider.id}, ${link.subject}, ${link.accountId}, ${now}) on conflict do nothing`);
  return added === 1;
}

export async function removeLink(tx: Tx, providerId: string, accountId: string): Promise<boolean> {
  return (await tx.run(sql`delete from identity.federated_links l where l.provider_id = ${providerId} and l.account_id = ${accountId}`)) > 0;
}

/** What a person may link in a tenant, and has linked. */
export async function ownLinks(tx: Tx, of: { tenantId: number; accountId: string }): Promise<{ providerId: string; name: string; linkedAt: Date | null; lastUsedAt: Date | null }[]> {
  return tx.rows(sql`
    select p.id as "providerId", p.name, l.linked_at as "linkedAt", l.last_used_at as "lastUsedAt"
    from identity.providers p left join identity.federated_links l on l.tenant_id = p.tenant_id and l.provider_id = p.id and l.account_id = ${of.accountId}
    where p.tenant_id = ${of.tenantId} and (p.enabled or l.account_id is not null) order by p.name, p.id limit 50`);
}

export interface Journey {
  readonly stateHash: Buffer;
  readonly browserHash: Buffer;
  readonly tenantId: number;
  readonly providerId: string;
  readonly sessionId: string | null;
  readonly sealed: Buffer;
  readonly expiresAt: Date;
}

export async function keepJourney(tx: Tx, journey: Journey, now: Date): Promise<void> {
  await tx.run(sql`delete from identity.federated_journeys j where j.expires_at < ${now}`);
  await tx.run(sql`
    insert into identity.federated_journeys (state_hash, browser_hash, tenant_id, provider_id, session_id, sealed, expires_at)
    values (${journey.stateHash}, ${journey.browserHash}, ${journey.tenantId}, ${journey.providerId}, ${journey.sessionId}, ${journey.sealed}, ${journey.expiresAt})`);
}

/** Takes a journey once, whatever comes of it. */
export async function takeJourney(tx: Tx, stateHash: Buffer): Promise<Journey | undefined> {
  return tx.maybeRow<Journey>(sql`
    delete from identity.federated_journeys j where j.state_hash = ${stateHash}
    returning j.state_hash as "stateHash", j.browser_hash as "browserHash", j.tenant_id as "tenantId", j.provider_id as "providerId", j.session_id as "sessionId", j.sealed, j.expires_at as "expiresAt"`);
}
