/** SQL of applications and their rules. The hashes of secrets are read by the gate alone. */
import type { Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { AppRule, Settings } from './app-rules/resolve-app.ts';

export type AppKind = 'oidcConfidential' | 'oidcPublic' | 'headerProxy';
type AppStatus = 'active' | 'suspended' | 'removed';

export interface App {
  readonly tenantId: number;
  readonly id: string;
  readonly clientId: string;
  readonly kind: AppKind;
  readonly name: string;
  readonly description: string;
  readonly icon: string;
  readonly address: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutUris: readonly string[];
  readonly backchannelUri: string | null;
  readonly pushUri: string | null;
  readonly resource: string | null;
  /** Modules whose part of our API its tokens may read. */
  readonly apiAreas: readonly string[];
  readonly previousSecretUntil: Date | null;
  readonly status: AppStatus;
  readonly defaultVisible: boolean;
  readonly defaultSettings: Settings;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

const columns: SqlFragment = sql`a.tenant_id as "tenantId", a.id, a.client_id as "clientId", a.kind, a.name, a.description, a.icon, a.address, a.redirect_uris as "redirectUris",
  a.post_logout_uris as "postLogoutUris", a.backchannel_uri as "backchannelUri", a.push_uri as "pushUri", a.resource, a.api_areas as "apiAreas", a.previous_secret_until as "previousSecretUntil",
  a.status, a.default_visible as "defaultVisible", a.default_settings as "defaultSettings", a.version, a.created_at as "createdAt", a.changed_at as "changedAt"`;
const ruleColumns: SqlFragment = sql`r.id, r.profile_key as profile, r.node_id as "nodeId", r.personality_id as "personalityId", r.effect, r.settings`;

/** Application with what its client needs to prove itself; the gate's transaction. */
export interface ClientApp extends App {
  readonly secretHash: Buffer | null;
  readonly previousSecretHash: Buffer | null;
}

/** The active application behind a client id; the gate's transaction. */
export async function findClientApp(tx: Tx, clientId: string): Promise<ClientApp | undefined> {
  return tx.maybeRow<ClientApp>(sql`
    select ${columns}, a.secret_hash as "secretHash", a.previous_secret_hash as "previousSecretHash" from gateway.apps a where a.client_id = ${clientId} and a.status = 'active'`);
}

/** Any application not removed, by client id, under whatever walls the transaction has. */
export async function findAppByClientId(tx: Tx, clientId: string): Promise<App | undefined> {
  return tx.maybeRow<App>(sql`select ${columns} from gateway.apps a where a.client_id = ${clientId} and a.status <> 'removed'`);
}

export async function findApp(tx: Tx, tenantId: number, id: string): Promise<App | undefined> {
  return tx.maybeRow<App>(sql`select ${columns} from gateway.apps a where a.tenant_id = ${tenantId} and a.id = ${id} and a.status <> 'removed'`);
}

/** Any application, removed ones too: they are still to be told what ended. */
export async function findAppEvenRemoved(tx: Tx, tenantId: number, id: string): Promise<App | undefined> {
  return tx.maybeRow<App>(sql`select ${columns} from gateway.apps a where a.tenant_id = ${tenantId} and a.id = ${id}`);
}

/** Applications of a tenant by name, removed ones left out. */
export async function listApps(tx: Tx, tenantId: number): Promise<App[]> {
  return tx.rows<App>(sql`select ${columns} from gateway.apps a where a.tenant_id = ${tenantId} and a.status <> 'removed' order by a.name collate "it-x-icu", a.id limit 500`);
}

export async function rulesOf(tx: Tx, tenantId: number, appId: string): Promise<AppRule[]> {
  return tx.rows<AppRule>(sql`select ${ruleColumns} from gateway.app_rules r where r.tenant_id = ${tenantId} and r.app_id = ${appId} order by r.id limit 2000`);
}

/** The rules of all applications of a tenant, by application. */
export async function rulesOfTenant(tx: Tx, tenantId: number): Promise<ReadonlyMap<string, readonly AppRule[]>> {
  const rows = await tx.rows<AppRule & { appId: string }>(sql`
    select ${ruleColumns}, r.app_id as "appId" from gateway.app_rules r where r.tenant_id = ${tenantId} order by r.id limit 20000`);
  const byApp = new Map<string, AppRule[]>();
  for (const { appId, ...rule } of rows) byApp.set(appId, [...(byApp.get(appId) ?? []), rule]);
  return byApp;
}
