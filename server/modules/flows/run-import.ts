/** Hands an import to the workers. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { enqueue } from '#platform/jobs';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import type { ImportListed } from './api.ts';
import { allowedKind, type ImportKinds } from './import-kinds.ts';
import { toListed } from './import-list.ts';
import { getImport, lockImport, queueImport } from './imports.ts';
import { keepMapping } from './mappings.ts';
import { mappingGaps, type Mapping } from './reading/suggest-mapping.ts';

export const importJob = 'flows:carry-out-import';

export interface ImportOrder {
  readonly mapping: Mapping;
  readonly mode: ImportListed['mode'];
  readonly missing: ImportListed['missing'];
  /** Keeps the mapping under this name for the next file. */
  readonly keepMappingAs?: string | undefined;
}

type Refusal = 'not_in_this_state' | 'columns_missing' | 'columns_unknown';

/** Checks the mapping as a whole and queues the import. */
export async function runImport(ctx: Context, kinds: ImportKinds, id: string, order: ImportOrder): Promise<Result<ImportListed, Refusal>> {
  const prepared = await prepareRun(ctx, kinds, id, order);
  if (!prepared.ok) return prepared;
  await enqueue(ctx, importJob, { tenantId: ctx.tenant.id, importId: id }, { key: `${importJob}:${id}`, maxAttempts: 4 });
  return done(toListed(await getImport(ctx, id), ctx.language));
}

/** The same without the queue: the command line carries it out itself. */
export async function prepareRun(ctx: Context, kinds: ImportKinds, id: string, order: ImportOrder): Promise<Result<null, Refusal>> {
  const record = await lockImport(ctx, id);
  const kind = allowedKind(ctx, kinds, record.kind);
  if (record.state !== 'ready' || kind === undefined) return refuse('not_in_this_state');
  const gaps = mappingGaps(kind.columns, record.headers, order.mapping);
  if (gaps.unknown.length > 0) return refuse('columns_unknown', 'body.mapping', { columns: gaps.unknown.join(', ') });
  if (gaps.missing.length > 0) {
    const names = kind.columns.filter(({ key }) => gaps.missing.includes(key)).map(({ words }) => words[ctx.language]);
    return refuse('columns_missing', 'body.mapping', { columns: names.join(', ') });
  }
  const missing = kind.mayWithdraw ? order.missing : 'keep';
  await queueImport(ctx, id, { mapping: order.mapping, mode: order.mode, missing });
  if (order.keepMappingAs !== undefined && order.keepMappingAs !== '') await keepMapping(ctx, kind.key, order.keepMappingAs, order.mapping);
  await audit(ctx, { action: 'flows.import.run', objectKind: 'import', objectId: id, details: { kind: kind.key, mode: order.mode, missing } });
  await publish(ctx, { kind: 'flows.import-changed', nodeId: record.nodeId, payload: { importId: id } });
  return done(null);
}
