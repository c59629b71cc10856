/** SQL of the list of imports, and an import as people see it. */
import { belowNode } from '#identity';
import type { Context, Language } from '#platform/context';
import { fillWords } from '#platform/fill-words';
import { nothing, sql } from '#platform/sql';
import { sheetFaultWords } from '#platform/sheets/sheet-fault';
import type { ImportListed } from './api.ts';
import { importColumns, type Import } from './imports.ts';

const ownFailures = {
  rows_faulty: { it: 'Nulla è stato scritto: ci sono righe da correggere. Correggile e carica di nuovo il file.', en: 'Nothing was written: there are rows to mend. Mend them and upload the file again.' },
  rights_gone: { it: 'Chi ha avviato l’importazione non ne ha più il diritto.', en: 'Whoever began the import no longer has the right to.' },
  kind_unknown: { it: 'Questo tipo di file non si importa più.', en: 'This kind of file is no longer imported.' },
  gave_up: { it: 'L’importazione si è interrotta più volte: avvisa l’assistenza. Nulla è stato scritto.', en: 'The import broke off several times: tell support. Nothing was written.' },
} as const;

/** A refusal of a file, or of an import, in words. */
export function failureWords(code: string, details: Readonly<Record<string, string | number>>, language: Language): string {
  const words = { ...sheetFaultWords, ...ownFailures }[code as keyof typeof ownFailures | keyof typeof sheetFaultWords] as { readonly it: string; readonly en: string } | undefined;
  return words === undefined ? code : fillWords(words[language], details, language);
}

export function toListed(record: Import, language: Language): ImportListed {
  return {
    importId: record.id,
    kind: record.kind,
    fileName: record.fileName,
    sizeBytes: record.sizeBytes,
    state: record.state,
    by: record.actorName,
    createdAt: record.createdAt.toISOString(),
    startedAt: record.startedAt?.toISOString() ?? null,
    endedAt: record.endedAt?.toISOString() ?? null,
    format: record.format,
    headers: [...record.headers],
    mapping: { ...record.mapping },
    mode: record.mode,
    missing: record.missing,
    phase: record.phase,
    rowsRead: record.rowsRead,
    rowsFaulty: record.rowsFaulty,
    faults: record.faults,
    added: record.added,
    changed: record.changed,
    same: record.same,
    withdrawn: record.withdrawn,
    failure: record.failure === null ? null : { code: record.failure, words: failureWords(record.failure, record.failureDetails, language) },
  };
}

/** Imports within scope, the latest first. Files that were never uploaded whole are left out. */
export async function listImports(ctx: Context, page: { cursor?: string | undefined; limit: number }): Promise<{ items: ImportListed[]; nextCursor: string | null }> {
  const after = page.cursor !== undefined && /^[0-9a-f-]{36}$/.test(page.cursor) ? sql`and i.id < ${page.cursor}::uuid` : nothing;
  const rows = await ctx.tx.listRows<Import>(sql`
    select ${importColumns} from flows.imports i
    where i.tenant_id = ${ctx.tenant.id} and i.state <> 'uploading' and ${belowNode(ctx.tenant.id, sql`i.node_id`, ctx.actor.scopeNodeId)} ${after}
    order by i.id desc limit ${page.limit + 1}`);
  const shown = rows.slice(0, page.limit);
  return { items: shown.map((row) => toListed(row, ctx.language)), nextCursor: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}
