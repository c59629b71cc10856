/** Contracts of flows: files that come in. */
import { z } from 'zod';
import { defineRoute, instant, pageQuery, plainText, uuid } from '#platform/contract';

/** Largest file and largest part of it, in bytes. */
export const largestFileBytes = 64 * 1_048_576;
export const partBytes = 1_048_576;

const words = z.object({ it: z.string(), en: z.string() });
const kindKey = z.string().max(60).regex(/^[a-z]+\.[a-zA-Z]+$/);
const privilege = 'flows.import.write';

export const importState = z.enum(['uploading', 'ready', 'queued', 'running', 'done', 'refused', 'failed']);
/** `all`: nothing is written when one row is wrong; `validOnly`: the rows in order are; `check`: nothing at all. */
export const importMode = z.enum(['all', 'validOnly', 'check']);
export const missingChoice = z.enum(['keep', 'withdraw']);
const mapping = z.record(z.string().max(60).regex(/^[a-zA-Z]\w*$/), z.string().min(1).max(500));

export const importKindSchema = z.object({
  key: z.string(),
  words,
  description: words,
  mayWithdraw: z.boolean(),
  columns: z.array(
    z.object({
      key: z.string(),
      words,
      type: z.enum(['text', 'integer', 'amount', 'date', 'choice', 'codes']),
      required: z.boolean(),
      identity: z.boolean(),
      /** What is stored, and how it is read. */
      choices: z.array(z.object({ value: z.string(), words })),
      note: words.nullable(),
      example: z.string(),
      /** Where a list of the codes that the column takes is downloaded; null when it takes none of ours. */
      codesAt: z.string().nullable(),
    }),
  ),
  mappings: z.array(z.object({ name: z.string(), columns: z.record(z.string(), z.string()) })),
});
export type ImportKindListed = z.infer<typeof importKindSchema>;

export const importSchema = z.object({
  importId: uuid,
  kind: z.string(),
  fileName: z.string(),
  sizeBytes: z.number().int(),
  state: importState,
  by: z.string(),
  createdAt: instant,
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  format: z.enum(['csv', 'xlsx']).nullable(),
  headers: z.array(z.string()),
  mapping: z.record(z.string(), z.string()),
  mode: importMode,
  missing: missingChoice,
  phase: z.enum(['reading', 'checking', 'writing']).nullable(),
  rowsRead: z.number().int(),
  rowsFaulty: z.number().int(),
  faults: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  withdrawn: z.number().int(),
  /** Why nothing was read or written, in words; null while all is well. */
  failure: z.object({ code: z.string(), words: z.string() }).nullable(),
});
export type ImportListed = z.infer<typeof importSchema>;

export const faultSchema = z.object({ row: z.number().int(), column: z.string(), value: z.string(), problem: z.string(), remedy: z.string(), code: z.string(), columnKey: z.string().nullable() });
export type ImportFaultListed = z.infer<typeof faultSchema>;

export const importRefusals = {
  kind_unknown: { it: 'Questo tipo di file non si può importare con questa personalità.', en: 'This kind of file cannot be imported as this personality.' },
  file_too_large: { it: 'Il file supera {limitMb} MB: dividilo in più file.', en: 'The file is larger than {limitMb} MB: split it.' },
  file_not_whole: { it: 'Il file non è arrivato intero: caricalo di nuovo.', en: 'The file did not arrive whole: upload it again.' },
  file_refused: { it: '{words}', en: '{words}' },
  not_in_this_state: { it: 'L’importazione è già andata oltre: ricarica la pagina.', en: 'The import has moved on: reload the page.' },
  columns_missing: { it: 'Mancano colonne obbligatorie: {columns}.', en: 'Required columns are missing: {columns}.' },
  columns_unknown: { it: 'Queste intestazioni non ci sono nel file: {columns}.', en: 'The file has no such heads: {columns}.' },
} as const;

export const listImportKindsRoute = defineRoute({
  method: 'GET',
  path: '/api/flows/kinds',
  summary: 'Kinds of files the caller may import, with their columns and the mappings kept.',
  access: privilege,
  response: z.object({ items: z.array(importKindSchema) }),
});

export const importTemplateRoute = defineRoute({
  method: 'GET',
  path: '/api/flows/kinds/:key/template',
  summary: 'An empty file of a kind with its heads and an example row, as CSV.',
  access: privilege,
  params: z.object({ key: kindKey }),
  response: z.unknown(),
  produces: 'text/csv; charset=utf-8',
  refusals: { kind_unknown: importRefusals.kind_unknown },
});

export const listImportsRoute = defineRoute({
  method: 'GET',
  path: '/api/flows/imports',
  summary: 'Imports within scope, the latest first.',
  access: privilege,
  query: pageQuery.strict(),
  response: z.object({ items: z.array(importSchema), nextCursor: z.string().nullable() }),
});

export const getImportRoute = defineRoute({
  method: 'GET',
  path: '/api/flows/imports/:id',
  summary: 'An import: how far it is and what came of it.',
  access: privilege,
  params: z.object({ id: uuid }),
  response: importSchema,
  ratePerMinute: 1200,
});

export const startImportRoute = defineRoute({
  method: 'POST',
  path: '/api/flows/imports',
  summary: 'Begins an import; its file follows in parts of at most 1 MiB, numbered from 1.',
  access: privilege,
  body: z.strictObject({ kind: kindKey, fileName: plainText(200, 1), sizeBytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  response: importSchema,
  refusals: { kind_unknown: importRefusals.kind_unknown, file_too_large: importRefusals.file_too_large },
});

export const addPartRoute = defineRoute({
  method: 'PUT',
  path: '/api/flows/imports/:id/parts/:number',
  summary: 'A part of the file, in base64. The same part may be sent again.',
  access: privilege,
  params: z.object({ id: uuid, number: z.coerce.number().int().min(1).max(4096) }),
  body: z.strictObject({ data: z.string().min(4).max(1_398_104).regex(/^[A-Za-z0-9+/]+={0,2}$/) }),
  response: z.object({ bytes: z.number().int() }),
  refusals: { not_in_this_state: importRefusals.not_in_this_state, file_not_whole: importRefusals.file_not_whole },
  bodyLimit: 1_400_000,
  ratePerMinute: 1200,
});

export const readFileRoute = defineRoute({
  method: 'POST',
  path: '/api/flows/imports/:id/read',
  summary: 'Looks into the uploaded file: format, heads, first rows, and a guess at which head is which column.',
  access: privilege,
  params: z.object({ id: uuid }),
  response: importSchema,
  refusals: { not_in_this_state: importRefusals.not_in_this_state, file_not_whole: importRefusals.file_not_whole, file_refused: importRefusals.file_refused },
  ratePerMinute: 60,
});

export const previewImportRoute = defineRoute({
  method: 'POST',
  path: '/api/flows/imports/:id/preview',
  summary: 'The first twenty rows as they would be read with a mapping, and what is wrong with them. Nothing is written.',
  access: privilege,
  params: z.object({ id: uuid }),
  body: z.strictObject({ mapping }),
  response: z.object({
    rows: z.array(z.object({ row: z.number().int(), values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])) })),
    faults: z.array(faultSchema),
    /** Required columns without a head, in words. */
    missing: z.array(z.string()),
  }),
  refusals: { not_in_this_state: importRefusals.not_in_this_state, columns_unknown: importRefusals.columns_unknown },
});

export const runImportRoute = defineRoute({
  method: 'POST',
  path: '/api/flows/imports/:id/run',
  summary: 'Hands the import to the workers.',
  access: privilege,
  params: z.object({ id: uuid }),
  body: z.strictObject({ mapping, mode: importMode, missing: missingChoice.default('keep'), keepMappingAs: plainText(80).optional() }),
  response: importSchema,
  refusals: { not_in_this_state: importRefusals.not_in_this_state, columns_missing: importRefusals.columns_missing, columns_unknown: importRefusals.columns_unknown },
});

export const listFaultsRoute = defineRoute({
  method: 'GET',
  path: '/api/flows/imports/:id/faults',
  summary: 'What was wrong, row by row: row, column, value, problem and remedy.',
  access: privilege,
  params: z.object({ id: uuid }),
  query: pageQuery.strict(),
  response: z.object({ items: z.array(faultSchema), nextCursor: z.string().nullable() }),
});

const report = { method: 'GET', access: privilege, params: z.object({ id: uuid }), response: z.unknown() } as const;
export const reportCsvRoute = defineRoute({ ...report, path: '/api/flows/imports/:id/report.csv', summary: 'The row-by-row report as CSV.', produces: 'text/csv; charset=utf-8' });
export const reportXlsxRoute = defineRoute({
  ...report,
  path: '/api/flows/imports/:id/report.xlsx',
  summary: 'The row-by-row report as XLSX.',
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
});
