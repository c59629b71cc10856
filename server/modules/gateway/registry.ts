/** SQL that changes the registry, as the application role of the tenant. */
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import type { AppRule } from './app-rules/resolve-app.ts';
import type { App } from './apps.ts';

/** What an administrator says of an application. */
export type AppWords = Pick<App, 'name' | 'description' | 'icon' | 'address' | 'redirectUris' | 'postLogoutUris' | 'backchannelUri' | 'pushUri' | 'resource' | 'apiAreas' | 'defaultVisible' | 'defaultSettings'>;

export async function insertApp(ctx: Context, app: AppWords & Pick<App, 'id' | 'clientId' | 'kind'>, secretHash: Buffer | null): Promise<void> {
  await ctx.tx.run(sql`
    insert into gateway.apps (tenant_id, id, client_id, kind, name, description, icon, address, redirect_uris, post_logout_uris, backchannel_uri, push_uri, resource, api_areas, secret_hash,
      default_visible, default_settings, created_at, changed_at)
    values (${ctx.tenant.id}, ${app.id}, ${app.clientId}, ${app.kind}, ${app.name}, ${app.description}, ${app.icon}, ${app.address}, ${[...app.redirectUris]}::text[], ${[...app.postLogoutUris]}::text[],
      ${app.backchannelUri}, ${app.pushUri}, ${app.resource}, ${[...app.apiAreas]}::text[], ${secretHash}, ${app.defaultVisible}, ${JSON.stringify(app.defaultSettings)}, ${ctx.now}, ${ctx.now})`);
}

/** Writes the words; false when somebody else changed the application since it was read. */
export async function updateApp(ctx: Context, id: string, version: number, app: AppWords): Promise<boolean> {
  const changed = await ctx.tx.run(sql`
    update gateway.apps a set name = ${app.name}, description = ${app.description}, icon = ${app.icon}, address = ${app.address}, redirect_uris = ${[...app.redirectUris]}::text[],
      post_logout_uris = ${[...app.postLogoutUris]}::text[], backchannel_uri = ${app.backchannelUri}, push_uri = ${app.pushUri}, resource = ${app.resource}, api_areas = ${[...app.apiAreas]}::text[],
      default_visible = ${app.defaultVisible}, default_settings = ${JSON.stringify(app.defaultSettings)}, version = a.version + 1, changed_at = ${ctx.now}
    where a.tenant_id = ${ctx.tenant.id} and a.id = ${id} and a.version = ${version} and a.status <> 'removed'`);
  return changed === 1;
}

export async function setAppStatus(ctx: Context, id: string, status: App['status']): Promise<void> {
  await ctx.tx.run(sql`update gateway.apps a set status = ${status}, version = a.version + 1, changed_at = ${ctx.now} where a.tenant_id = ${ctx.tenant.id} and a.id = ${id}`);
}

/** The next version of an application's rules; false when somebody else was faster. */
export async function raiseVersion(ctx: Context, id: string, version: number): Promise<boolean> {
  const changed = await ctx.tx.run(sql`
    update gateway.apps a set version = a.version + 1, changed_at = ${ctx.now}
    where a.tenant_id = ${ctx.tenant.id} and a.id = ${id} and a.version = ${version} and a.status <> 'removed'`);
  return changed === 1;
}

/** Puts a set of rules in the place of the present one; rules that stay keep their id. */
export async function replaceRules(ctx: Context, appId: string, rules: readonly Omit<AppRule, 'id'>[], before: readonly AppRule[]): Promise<void> {
  const mark = (rule: Omit<AppRule, 'id'>) => JSON.stringify([rule.profile, rule.nodeId, rule.personalityId]);
  const ids = new Map(before.map((rule) => [mark(rule), rule.id]));
  const rows = rules.map((rule) => ({ ...rule, id: ids.get(mark(rule)) ?? uuidv7() }));
  await ctx.tx.run(sql`delete from gateway.app_rules r where r.tenant_id = ${ctx.tenant.id} and r.app_id = ${appId} and not r.id = any(${rows.map((row) => row.id)}::uuid[])`);
  await ctx.tx.run(sql`
    insert into gateway.app_rules as r (tenant_id, app_id, id, profile_key, node_id, personality_id, effect, settings, created_at)
    select ${ctx.tenant.id}, ${appId}, u.id, u.profile, u.node_id, u.personality_id, u.effect, u.settings::jsonb, ${ctx.now}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.profile)}::text[], ${rows.map((row) => row.nodeId)}::integer[], ${rows.map((row) => row.personalityId)}::uuid[],
      ${rows.map((row) => row.effect)}::text[], ${rows.map((row) => JSON.stringify(row.settings))}::text[]) u (id, profile, node_id, personality_id, effect, settings)
    on conflict (tenant_id, id) do update set effect = excluded.effect, settings = excluded.settings`);
}

/** New secret through the one function that may read the old hash. */
export async function storeSecret(ctx: Context, appId: string, hash: Buffer, oldUntil: Date | null): Promise<boolean> {
  const { rotated } = await ctx.tx.row<{ rotated: boolean }>(sql`select gateway.rotate_secret(${appId}::uuid, ${hash}::bytea, ${oldUntil}::timestamptz) as rotated`);
  return rotated;
}

/** Open sign-ins and deliveries that failed within a week, by application. */
export async function figuresOfApps(ctx: Context): Promise<ReadonlyMap<string, { openSignIns: number; failedDeliveries: number }>> {
  const rows = await ctx.tx.rows<{ id: string; openSignIns: number; failedDeliveries: number }>(sql`
    select a.id, (select count(*) from gateway.grants g where g.tenant_id = a.tenant_id and g.app_id = a.id and g.ended_at is null) as "openSignIns",
      (select count(*) from gateway.deliveries d where d.tenant_id = a.tenant_id and d.app_id = a.id and d.state = 'failed' and d.created_at > ${ctx.now}::timestamptz - interval '7 days') as "failedDeliveries"
    from gateway.apps a where a.tenant_id = ${ctx.tenant.id} and a.status <> 'removed'`);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which names of a set of rules exist and are visible to whoever writes them. */
export async function resourceTakenBy(ctx: Context, resource: string): Promise<string | undefined> {
  const row = await ctx.tx.maybeRow<{ id: string }>(sql`select a.id from gateway.apps a where a.tenant_id = ${ctx.tenant.id} and a.resource = ${resource}`);
  return row?.id;
}
