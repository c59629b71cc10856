/** The row-by-row report of an import: a page of it, or all of it as a file. */
import type { Context } from '#platform/context';
import { sheetBytes, writeSheet, type OutputCell } from '#platform/sheets/write-sheet';
import type { ImportFaultListed } from './api.ts';
import { listFaults, mostFaultsKept, type StoredFault } from './import-faults.ts';
import type { ImportKinds } from './import-kinds.ts';
import { getImport, type Import } from './imports.ts';
import { wordsOfFault } from './reading/fault-words.ts';

const heads = {
  it: ['Riga', 'Colonna', 'Valore', 'Problema', 'Rimedio'],
  en: ['Row', 'Column', 'Value', 'Problem', 'Remedy'],
} as const;
const widths = [8, 22, 28, 48, 48];

function inWords(kinds: ImportKinds, record: Import, fault: StoredFault, language: 'it' | 'en'): ImportFaultListed {
  const kind = kinds.get(record.kind);
  const words = kind === undefined ? { column: fault.column ?? '', problem: fault.code, remedy: '' } : wordsOfFault(kind, record.mapping, fault, language);
  return { row: fault.row, columnKey: fault.column, code: fault.code, value: fault.value, ...words };
}

/** A page of the report. Throws not_found. */
export async function pageOfReport(ctx: Context, kinds: ImportKinds, id: string, page: { cursor?: string | undefined; limit: number }): Promise<{ items: ImportFaultListed[]; nextCursor: string | null }> {
  const record = await getImport(ctx, id);
  const after = Number(page.cursor ?? 0);
  const faults = await listFaults(ctx, id, { after: Number.isSafeInteger(after) && after > 0 && after < 1e9 ? after : 0, limit: page.limit + 1 });
  const shown = faults.slice(0, page.limit);
  return { items: shown.map((fault) => inWords(kinds, record, fault, ctx.language)), nextCursor: faults.length > page.limit ? String(shown.at(-1)?.number ?? '') : null };
}

/** All of it as a file. Throws not_found. */
export async function reportFile(ctx: Context, kinds: ImportKinds, id: string, format: 'csv' | 'xlsx'): Promise<{ bytes: Buffer; fileName: string }> {
  const record = await getImport(ctx, id);
  const faults = await listFaults(ctx, id, { after: 0, limit: mostFaultsKept });
  const columns = heads[ctx.language].map((header, at) => ({ header, type: at === 0 ? ('integer' as const) : ('text' as const), width: widths[at] ?? 14 }));
  const rows = faults.map((fault): OutputCell[] => {
    const { row, column, value, problem, remedy } = inWords(kinds, record, fault, ctx.language);
    return [row, column, value, problem, remedy];
  });
  const base = record.fileName.replace(/\.[a-z]+$/i, '').replace(/[^\w.-]+/g, '-').slice(0, 60);
  return { bytes: await sheetBytes(writeSheet(rows, columns, format, { language: ctx.language })), fileName: `${base}-report.${format}` };
}
