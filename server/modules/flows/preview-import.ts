/** The first rows as they would be read, checked against the database as well, and nothing written. */
import type { z } from 'zod';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import type { previewImportRoute } from './api.ts';
import { allowedKind, type ImportKinds } from './import-kinds.ts';
import { getImport } from './imports.ts';
import { rowChecker } from './reading/check-row.ts';
import { wordsOfFault } from './reading/fault-words.ts';
import { mappingGaps, type Mapping } from './reading/suggest-mapping.ts';
import { createStage, fillStage, findDuplicates, stagedFaults } from './stage.ts';

type Preview = z.input<(typeof previewImportRoute)['response']>;

/** Reads the sample with a mapping. Refuses heads that the file does not have; columns left out are told, not refused. */
export async function previewImport(ctx: Context, kinds: ImportKinds, id: string, mapping: Mapping): Promise<Result<Preview, 'not_in_this_state' | 'columns_unknown'>> {
  const record = await getImport(ctx, id);
  const kind = allowedKind(ctx, kinds, record.kind);
  if (record.state !== 'ready' || kind === undefined) return refuse('not_in_this_state');
  const gaps = mappingGaps(kind.columns, record.headers, mapping);
  if (gaps.unknown.length > 0) return refuse('columns_unknown', 'body.mapping', { columns: gaps.unknown.join(', ') });
  const check = rowChecker(kind, record.headers, mapping, ctx.today);
  const rows = record.sample.map(({ row, cells }) => ({ row, ...check(cells) }));
  await createStage(ctx, kind);
  await fillStage(ctx, kind, rows);
  await findDuplicates(ctx, kind);
  await kind.checkStage?.(ctx);
  const faults = (await stagedFaults(ctx))
    // A column without a head is told once, above the rows.
    .filter(({ column, code }) => code !== 'required_empty' || !gaps.missing.includes(column ?? ''))
    .map((fault) => ({ row: fault.row, columnKey: fault.column, code: fault.code, value: fault.value, ...wordsOfFault(kind, mapping, fault, ctx.language) }));
  return done({
    rows: rows.map(({ row, values }) => ({ row, values })),
    faults,
    missing: kind.columns.filter(({ key }) => gaps.missing.includes(key)).map(({ words }) => words[ctx.language]),
  });
}
