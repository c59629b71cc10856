/** Writes rows as CSV or XLSX, as a stream: constant memory, safe to open in any spreadsheet. */
import type { Readable } from 'node:stream';
import type { Language } from '../context.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';
import type { SheetFormat } from './sheet.ts';

/**
 * What the cells of a column hold. `text`: a text, never a formula. `integer`: a whole number. `number`: any number.
 * `amount`: integer cents, written as euro with two decimals. `date`: `YYYY-MM-DD`, written as a date.
 */
export type OutputType = 'text' | 'integer' | 'number' | 'amount' | 'date';

export interface OutputColumn {
  readonly header: string;
  readonly type: OutputType;
  /** Width in characters; 14 when absent. XLSX only. */
  readonly width?: number;
}

export type OutputCell = string | number | boolean | null;

/** Media types of the two formats. */
export const sheetMediaTypes: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export interface WriteSheetOptions {
  /** Italian (semicolons, decimal comma, dd/mm/yyyy) unless English (commas, point, ISO days) is asked for. CSV only. */
  readonly language?: Language;
  /** Name of the sheet; XLSX only. */
  readonly name?: string;
}

/** Rows that come many at a time: what a file of many rows is made of fastest. */
export type OutputBatches = AsyncIterable<Iterable<readonly OutputCell[]>> | Iterable<Iterable<readonly OutputCell[]>>;

async function* oneByOne(rows: AsyncIterable<readonly OutputCell[]>): AsyncGenerator<Iterable<readonly OutputCell[]>> {
  for await (const row of rows) yield [row];
}

/**
 * Writes a head line and the rows. The stream draws rows as fast as it is read; what `rows` throws ends it with that error.
 * Cells that a spreadsheet would take for formulas (= + - @, tab, carriage return) arrive as text (formula-guard.ts).
 */
export function writeSheet(
  rows: AsyncIterable<readonly OutputCell[]> | Iterable<readonly OutputCell[]>,
  columns: readonly OutputColumn[],
  format: SheetFormat,
  options: WriteSheetOptions = {},
): Readable {
  return writeSheetOfBatches(Symbol.asyncIterator in rows ? oneByOne(rows) : [rows], columns, format, options);
}

/** The same from rows that come many at a time. */
export function writeSheetOfBatches(batches: OutputBatches, columns: readonly OutputColumn[], format: SheetFormat, options: WriteSheetOptions = {}): Readable {
  return format === 'csv' ? writeCsv(batches, columns, options.language ?? 'it') : writeXlsx(batches, columns, options.name ?? 'Volano');
}

/** All of a sheet as bytes, for answers that are small by nature (a page of a report). */
export async function sheetBytes(sheet: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of sheet as AsyncIterable<Buffer | string>) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
