/** SQL of providers: the rows an administrator keeps, in an ordinary transaction, and what the gate reads of them. */
import type { Context, Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';

export interface Provider {
  readonly tenantId: number;
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly domains: readonly string[];
  readonly enabled: boolean;
}
export interface ListedProvider extends Provider {
  readonly links: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}
/** With its sealed secret: for the gate alone. */
export interface SecretProvider extends Provider {
  readonly sealedSecret: Buffer | null;
}
export type ProviderWords = Pick<Provider, 'name' | 'clientId' | 'domains'>;

const columns: SqlFragment = sql`p.tenant_id as "tenantId", p.id, p.name, p.issuer, p.client_id as "clientId", p.domains, p.enabled`;

export async function listProviders(ctx: Context, id?: string): Promise<ListedProvider[]> {
  return ctx.tx.rows<ListedProvider>(sql`
    select ${columns}, p.created_at as "createdAt", p.changed_at as "changedAt",
      (select count(*) from identity.federated_links l where l.tenant_id = p.tenant_id and l.provider_id = p.id) as links
    from identity.providers p where p.tenant_id = ${ctx.tenant.id} and (${id ?? null}::uuid is null or p.id = ${id ?? null}::uuid) order by p.name, p.id limit 200`);
}

export async function insertProvider(ctx: Context, provider: ProviderWords & { id: string; issuer: string }, sealedSecret: Buffer | null): Promise<void> {
  await ctx.tx.run(sql`
    insert into identity.providers (tenant_id, id, name, issuer, client_id, sealed_secret, domains, created_at, changed_at)
    values (${ctx.tenant.id}, ${provider.id}, ${provider.name}, ${provider.issuer}, ${provider.clientId}, ${sealedSecret}, ${[...provider.domains]}::text[], ${ctx.now}, ${ctx.now})`);
}

export async function updateProvider(ctx: Context, id: string, words: ProviderWords): Promise<void> {
  await ctx.tx.run(sql`
    update identity.providers p set name = ${words.name}, client_id = ${words.clientId}, domains = ${[...words.domains]}::text[], changed_at = ${ctx.now}
    where p.tenant_id = ${ctx.tenant.id} and p.id = ${id}`);
}

export async function replaceSecret(ctx: Context, id: string, sealedSecret: Buffer): Promise<void> {
  await ctx.tx.run(sql`update identity.providers p set sealed_secret = ${sealedSecret} where p.tenant_id = ${ctx.tenant.id} and p.id = ${id}`);
}

/** Of every tenant, for the owner of the database: the installation's key is replaced for all. */
export async function sealedSecrets(tx: Tx): Promise<{ id: string; sealedSecret: Buffer }[]> {
  return tx.rows(sql`select p.id, p.sealed_secret as "sealedSecret" from identity.providers p where p.sealed_secret is not null for update`);
}

export async function putSealedSecret(tx: Tx, id: string, sealedSecret: Buffer): Promise<void> {
  await tx.run(sql`update identity.providers p set sealed_secret = ${sealedSecret} where p.id = ${id}`);
}

export async function enableProvider(ctx: Context, id: string, enabled: boolean): Promise<void> {
  await ctx.tx.run(sql`update identity.providers p set enabled = ${enabled}, changed_at = ${ctx.now} where p.tenant_id = ${ctx.tenant.id} and p.id = ${id}`);
}

/** Any provider, of one tenant where the asker belongs to one; the gate's transaction. */
export async function findProvider(tx: Tx, of: { readonly id: string; readonly tenantId?: number }): Promise<SecretProvider | undefined> {
  return tx.maybeRow<SecretProvider>(sql`
    select ${columns}, p.sealed_secret as "sealedSecret" from identity.providers p where p.id = ${of.id} and (${of.tenantId ?? null}::integer is null or p.tenant_id = ${of.tenantId ?? null}::integer)`);
}

/** Enabled providers for an e-mail domain, and those for everybody; the gate's transaction. */
export async function offeredProviders(tx: Tx, domain: string | undefined): Promise<{ id: string; name: string }[]> {
  return tx.rows(sql`
    select p.id, p.name from identity.providers p where p.enabled and (p.domains = '{}' or ${domain?.toLowerCase() ?? ''} = any(p.domains)) order by p.name, p.id limit 20`);
}
