/** SQL of whose turn an import is. These are the platform's own steps: they run as the owner, outside the import's transaction. */
import type { Database } from '#platform/db';
import { sql } from '#platform/sql';
import { importColumns, type Import } from './imports.ts';

/** Longer without a sign of life, and the process that was at it is taken for dead. */
export const silentAfterSeconds = 45;
/** A file that ends the process each time must not do so for ever. */
const mostAttempts = 4;

/** Takes a queued import, or a silent one, for this process; undefined when it has ended or is in other hands. */
export async function claimImport(database: Database, tenantId: number, id: string): Promise<Import | undefined> {
  return database.asOwner(async (tx) => {
    const claimed = await tx.run(sql`
      update flows.imports i set state = case when i.attempts >= ${mostAttempts} then 'failed' else 'running' end, attempts = i.attempts + 1, phase = 'reading', rows_read = 0,
        heartbeat_at = clock_timestamp(), started_at = coalesce(i.started_at, clock_timestamp()),
        failure = case when i.attempts >= ${mostAttempts} then 'gave_up' end, ended_at = case when i.attempts >= ${mostAttempts} then clock_timestamp() end
      where i.tenant_id = ${tenantId} and i.id = ${id}
        and (i.state = 'queued' or (i.state = 'running' and i.heartbeat_at < clock_timestamp() - make_interval(secs => ${silentAfterSeconds})))`);
    if (claimed === 0) return undefined;
    return tx.maybeRow<Import>(sql`select ${importColumns} from flows.imports i where i.tenant_id = ${tenantId} and i.id = ${id} and i.state = 'running'`);
  });
}

/** Notes how far an import is; a sign of life as well. */
export async function noteProgress(database: Database, tenantId: number, id: string, at: { phase: Import['phase']; rows: number }): Promise<void> {
  await database.asOwner((tx) =>
    tx.run(sql`
      update flows.imports i set phase = ${at.phase}, rows_read = ${at.rows}, heartbeat_at = clock_timestamp() where i.tenant_id = ${tenantId} and i.id = ${id} and i.state = 'running'`),
  );
}

/** Ends an import that wrote nothing: refused for good, or failed for now, in which case its next turn is due until it had enough. */
export async function failImport(database: Database, tenantId: number, id: string, why: { state: 'refused' | 'failed'; code: string; details: Readonly<Record<string, number>> }): Promise<void> {
  await database.asOwner(async (tx) => {
    await tx.run(sql`
      update flows.imports i set phase = null, failure_details = ${JSON.stringify(why.details)}::jsonb,
        state = case when ${why.state} = 'failed' and i.attempts < ${mostAttempts} then 'queued' else ${why.state} end,
        failure = case when ${why.state} = 'failed' and i.attempts < ${mostAttempts} then null else ${why.code} end,
        ended_at = case when ${why.state} = 'failed' and i.attempts < ${mostAttempts} then null else clock_timestamp() end
      where i.tenant_id = ${tenantId} and i.id = ${id} and i.state = 'running'`);
    await tx.run(sql`
      insert into platform.outbox (tenant_id, node_id, kind, payload)
      select i.tenant_id, i.node_id, 'flows.import-changed', jsonb_build_object('importId', i.id) from flows.imports i where i.tenant_id = ${tenantId} and i.id = ${id}`);
  });
}

/** Imports whose worker fell silent, or whose job was lost. */
export async function silentImports(database: Database): Promise<{ tenantId: number; id: string }[]> {
  return database.asOwner((tx) =>
    tx.rows(sql`
      select i.tenant_id as "tenantId", i.id from flows.imports i
      where i.state in ('queued', 'running') and i.heartbeat_at < clock_timestamp() - make_interval(secs => ${silentAfterSeconds}) order by i.heartbeat_at limit 20`),
  );
}

/** Forgets files: those never sent whole after a day, the others thirty days after their end. The record and its report stay. */
export async function forgetFiles(database: Database, now: Date): Promise<void> {
  await database.asOwner(async (tx) => {
    await tx.run(sql`delete from flows.imports i where i.state in ('uploading', 'ready') and i.created_at < ${now}::timestamptz - interval '1 day'`);
    await tx.run(sql`
      delete from flows.import_parts p using flows.imports i
      where i.tenant_id = p.tenant_id and i.id = p.import_id and i.ended_at < ${now}::timestamptz - interval '30 days'`);
  });
}
