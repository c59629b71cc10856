/** SQL of imports: the record of a file that comes in. */
import { belowNode, signatureOf } from '#identity';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { sql } from '#platform/sql';
import type { Cell } from './reading/read-cell.ts';
import type { Mapping } from './reading/suggest-mapping.ts';
import type { ImportListed } from './api.ts';

export interface SampleRow {
  readonly row: number;
  readonly cells: readonly Cell[];
}

export interface Import {
  readonly id: string;
  readonly nodeId: number;
  readonly kind: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly state: ImportListed['state'];
  readonly language: 'it' | 'en';
  readonly personalityId: string | null;
  /** The delegation under which it was borrowed. */
  readonly delegationId: string | null;
  readonly actorName: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly format: 'csv' | 'xlsx' | null;
  readonly headers: readonly string[];
  readonly sample: readonly SampleRow[];
  readonly mapping: Mapping;
  readonly mode: ImportListed['mode'];
  readonly missing: ImportListed['missing'];
  readonly phase: ImportListed['phase'];
  readonly rowsRead: number;
  readonly rowsFaulty: number;
  readonly faults: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly withdrawn: number;
  readonly failure: string | null;
  readonly failureDetails: Readonly<Record<string, number | string>>;
}

export const importColumns = sql`i.id, i.node_id as "nodeId", i.kind, i.file_name as "fileName", i.size_bytes as "sizeBytes", i.state, i.language, i.personality_id as "personalityId", i.delegation_id as "delegationId",
  i.actor_name as "actorName", i.created_at as "createdAt", i.started_at as "startedAt", i.ended_at as "endedAt", i.format, i.headers, i.sample, i.mapping, i.mode, i.missing, i.phase,
  i.rows_read as "rowsRead", i.rows_faulty as "rowsFaulty", i.faults, i.added, i.changed, i.same, i.withdrawn, i.failure, i.failure_details as "failureDetails"`;

/** An import within scope. Throws not_found. */
export async function getImport(ctx: Context, id: string): Promise<Import> {
  const row = await ctx.tx.maybeRow<Import>(sql`select ${importColumns} from flows.imports i where i.tenant_id = ${ctx.tenant.id} and i.id = ${id} and ${belowNode(ctx.tenant.id, sql`i.node_id`, ctx.actor.scopeNodeId)}`);
  if (row === undefined) throw new AppError('not_found', `import ${id}`);
  return row;
}

/** The same, kept for the writing that follows: of two that change it at once the second waits. */
export async function lockImport(ctx: Context, id: string): Promise<Import> {
  const row = await ctx.tx.maybeRow<Import>(sql`select ${importColumns} from flows.imports i where i.tenant_id = ${ctx.tenant.id} and i.id = ${id} and ${belowNode(ctx.tenant.id, sql`i.node_id`, ctx.actor.scopeNodeId)} for no key update`);
  if (row === undefined) throw new AppError('not_found', `import ${id}`);
  return row;
}

export async function insertImport(ctx: Context, file: { id: string; kind: string; fileName: string; sizeBytes: number }): Promise<void> {
  await ctx.tx.run(sql`
    insert into flows.imports (tenant_id, id, node_id, kind, file_name, size_bytes, state, language, personality_id, delegation_id, actor_name, created_at)
    values (${ctx.tenant.id}, ${file.id}, ${ctx.actor.scopeNodeId}, ${file.kind}, ${file.fileName}, ${file.sizeBytes}, 'uploading', ${ctx.language}, ${ctx.actor.personalityId},
      ${ctx.actor.onBehalfOf?.delegationId ?? null}, ${signatureOf(ctx.actor)}, ${ctx.now})`);
}

/** What was found in the file. */
export async function keepFindings(ctx: Context, id: string, found: { format: 'csv' | 'xlsx'; headers: readonly string[]; sample: readonly SampleRow[]; mapping: Mapping }): Promise<void> {
  await ctx.tx.run(sql`
    update flows.imports i set state = 'ready', format = ${found.format}, headers = ${[...found.headers]}, sample = ${JSON.stringify(found.sample)}::jsonb, mapping = ${JSON.stringify(found.mapping)}::jsonb
    where i.tenant_id = ${ctx.tenant.id} and i.id = ${id}`);
}

export async function queueImport(ctx: Context, id: string, order: { mapping: Mapping; mode: Import['mode']; missing: Import['missing'] }): Promise<void> {
  await ctx.tx.run(sql`
    update flows.imports i set state = 'queued', mapping = ${JSON.stringify(order.mapping)}::jsonb, mode = ${order.mode}, missing = ${order.missing}, heartbeat_at = ${ctx.now}
    where i.tenant_id = ${ctx.tenant.id} and i.id = ${id}`);
}

export interface Outcome {
  readonly state: 'done' | 'refused';
  readonly failure: string | null;
  readonly rowsRead: number;
  readonly rowsFaulty: number;
  readonly faults: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly withdrawn: number;
}

/** The end of an import, in the transaction of what it wrote. */
export async function endImport(ctx: Context, id: string, outcome: Outcome): Promise<void> {
  await ctx.tx.run(sql`
    update flows.imports i set state = ${outcome.state}, failure = ${outcome.failure}, phase = null, ended_at = clock_timestamp(), rows_read = ${outcome.rowsRead},
      rows_faulty = ${outcome.rowsFaulty}, faults = ${outcome.faults}, added = ${outcome.added}, changed = ${outcome.changed}, same = ${outcome.same}, withdrawn = ${outcome.withdrawn}
    where i.tenant_id = ${ctx.tenant.id} and i.id = ${id}`);
}
