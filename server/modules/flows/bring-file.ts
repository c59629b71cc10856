/** A file on its way in: announced, sent in parts, looked into. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { openSheet } from '#platform/sheets/open-sheet';
import { cellText, type SheetFormat } from '#platform/sheets/sheet';
import { SheetFault } from '#platform/sheets/sheet-fault';
import { largestFileBytes, type ImportListed } from './api.ts';
import { allowedKind, type ImportKinds } from './import-kinds.ts';
import { failureWords, toListed } from './import-list.ts';
import { keepPart, partsOf, withFile } from './import-parts.ts';
import { getImport, insertImport, keepFindings, lockImport, type SampleRow } from './imports.ts';
import { listMappings } from './mappings.ts';
import { suggestMapping, type Mapping } from './reading/suggest-mapping.ts';

const sampleRows = 20;

export interface Announced {
  readonly kind: string;
  readonly fileName: string;
  readonly sizeBytes: number;
}

/** Announces a file. Refuses one that is too large before a byte of it is sent. */
export async function startImport(ctx: Context, kinds: ImportKinds, file: Announced): Promise<Result<ImportListed, 'kind_unknown' | 'file_too_large'>> {
  if (allowedKind(ctx, kinds, file.kind) === undefined) return refuse('kind_unknown', 'body.kind');
  if (file.sizeBytes > largestFileBytes) return refuse('file_too_large', 'body.sizeBytes', { limitMb: largestFileBytes / 1_048_576 });
  const id = uuidv7();
  await insertImport(ctx, { id, ...file });
  await audit(ctx, { action: 'flows.import.start', objectKind: 'import', objectId: id, details: { kind: file.kind, bytes: file.sizeBytes } });
  return done(toListed(await getImport(ctx, id), ctx.language));
}

/** Takes a part. Refuses more bytes than were announced. */
export async function addPart(ctx: Context, id: string, number: number, bytes: Buffer): Promise<Result<{ bytes: number }, 'not_in_this_state' | 'file_not_whole'>> {
  const record = await lockImport(ctx, id);
  if (record.state !== 'uploading') return refuse('not_in_this_state');
  const held = await keepPart(ctx.tx, ctx.tenant.id, id, number, bytes);
  if (held > record.sizeBytes) return refuse('file_not_whole', 'body.data');
  return done({ bytes: held });
}

/** Looks into the whole file and guesses the mapping: one kept before whose heads are all there, else by likeness. */
export async function readFile(ctx: Context, kinds: ImportKinds, id: string): Promise<Result<ImportListed, 'not_in_this_state' | 'file_not_whole' | 'file_refused'>> {
  const record = await lockImport(ctx, id);
  const kind = allowedKind(ctx, kinds, record.kind);
  if ((record.state !== 'uploading' && record.state !== 'ready') || kind === undefined) return refuse('not_in_this_state');
  const { bytes, gapless } = await partsOf(ctx.tx, ctx.tenant.id, id);
  if (!gapless || bytes !== record.sizeBytes) return refuse('file_not_whole');
  try {
    const found = await withFile(ctx.tx, ctx.tenant.id, id, lookInto);
    const kept = (await listMappings(ctx)).find((mapping) => mapping.kind === kind.key && Object.values(mapping.columns).every((header) => found.headers.includes(header)));
    const mapping: Mapping = kept?.columns ?? suggestMapping(kind.columns, found.headers);
    await keepFindings(ctx, id, { ...found, mapping });
  } catch (error) {
    if (error instanceof SheetFault) return refuse('file_refused', undefined, { words: failureWords(error.code, error.details, ctx.language), fault: error.code });
    throw error;
  }
  return done(toListed(await getImport(ctx, id), ctx.language));
}

/** Format, heads and first rows of a file. Throws SheetFault. */
async function lookInto(path: string): Promise<{ format: SheetFormat; headers: string[]; sample: SampleRow[] }> {
  const sheet = await openSheet(path);
  let headers: string[] | undefined;
  const sample: SampleRow[] = [];
  for await (const row of sheet.rows()) {
    if (headers === undefined) headers = row.cells.map((cell) => cellText(cell).replace(/\s+/g, ' ').trim().slice(0, 500));
    else sample.push(row);
    if (sample.length === sampleRows) break;
  }
  if (headers === undefined) throw new SheetFault('file_empty');
  if (headers.every((header) => header === '')) throw new SheetFault('no_header');
  if (sample.length === 0) throw new SheetFault('file_empty');
  return { format: sheet.format, headers, sample };
}
