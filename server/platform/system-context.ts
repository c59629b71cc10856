import type { Context, Log, Tx } from './context.ts';
import { civilDateIn } from './civil-date-in.ts';
import type { Database } from './db.ts';
import type { JobContext } from './jobs.ts';
import { AppError } from './errors.ts';
import { sql } from './sql.ts';

/** Zone of the house: every calendar day is a day in Italy. */
export const houseZone = 'Europe/Rome';

/** Binds an owner's transaction to a tenant as the program itself, with the application role's rights and the whole tree as scope. */
export async function enterAsSystem(tx: Tx, tenantId: number, options: { now: Date; log: Log; requestId: string }): Promise<Context> {
  const tenant = await tx.maybeRow<{ id: number; code: string; name: string; root_node_id: number }>(
    sql`select t.id, t.code, t.name, t.root_node_id from platform.tenants t where t.id = ${tenantId}`,
  );
  if (tenant === undefined) throw new AppError('not_found', `tenant ${tenantId}`);
  await tx.run(sql`
    select set_config('role', 'volano_app', true), set_config('volano.tenant_id', ${String(tenant.id)}, true),
      set_config('volano.scope_node_id', ${String(tenant.root_node_id)}, true), set_config('volano.reach_node_id', ${String(tenant.root_node_id)}, true),
      set_config('volano.account_id', '', true), set_config('volano.personality_id', '', true)`);
  return {
    tx,
    tenant: { id: tenant.id, code: tenant.code, name: tenant.name },
    actor: {
      kind: 'system',
      accountId: null,
      personalityId: null,
      displayName: 'Volano',
      profile: 'system',
      privileges: new Set(),
      scopeNodeId: tenant.root_node_id,
      reachNodeId: tenant.root_node_id,
    },
    now: options.now,
    today: civilDateIn(houseZone, options.now),
    requestId: options.requestId,
    language: 'it',
    log: options.log,
  };
}

/** What every job receives. */
export function createJobContext(database: Database, log: Log, clock: () => Date, requestId: string): JobContext {
  const now = clock();
  return {
    database,
    log,
    now,
    inTenant: (tenantId, work) => database.asOwner(async (tx) => work(await enterAsSystem(tx, tenantId, { now, log, requestId }))),
  };
}
