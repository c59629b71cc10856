/** Opens a table file by its content: the name and the type it was sent with decide nothing. */
import { open, stat } from 'node:fs/promises';
import { findCsvDialect } from './csv-dialect.ts';
import { readCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import type { Sheet } from './sheet.ts';
import { defaultSheetLimits, SheetFault, type SheetLimits } from './sheet-fault.ts';

const zipStart = Buffer.from('504b0304', 'hex');
const emptyZip = Buffer.from('504b0506', 'hex');
/** Compound files: .xls, .doc, and XLSX locked with a password. */
const compoundStart = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Looks at a file and answers how to read its first sheet. Throws SheetFault with a name for everything that is not a table
 * within the limits; nothing of it is unpacked or run before that.
 */
export async function openSheet(path: string, limits: SheetLimits = defaultSheetLimits): Promise<Sheet> {
  const { size } = await stat(path);
  if (size === 0) throw new SheetFault('file_empty');
  if (size > limits.fileBytes) throw new SheetFault('file_too_large', { limitMb: Math.floor(limits.fileBytes / 1_048_576) });
  const start = await firstBytes(path);
  if (start.subarray(0, 8).equals(compoundStart)) throw new SheetFault('old_or_locked_excel');
  if (start.subarray(0, 4).equals(zipStart)) return openXlsx(path, limits);
  if (start.subarray(0, 4).equals(emptyZip)) throw new SheetFault('not_a_sheet');
  const dialect = await findCsvDialect(path);
  return { format: 'csv', dialect, rows: () => readCsv(path, dialect, limits) };
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
