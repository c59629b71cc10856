/** Reads a CSV as a stream: constant memory whatever the file. */
import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import type { CsvDialect } from './csv-dialect.ts';
import { unguardText } from './formula-guard.ts';
import type { SheetRow } from './sheet.ts';
import { SheetFault, type SheetLimits } from './sheet-fault.ts';

/** Bytes to text, also when a sign is cut by the end of a chunk; a leading byte order mark is dropped. */
function decoding(encoding: string): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    decodeStrings: false,
    readableObjectMode: false,
    transform: (chunk: Buffer, _, done) => done(null, decoder.decode(chunk, { stream: true })),
    flush: (done) => done(null, decoder.decode()),
  });
}

interface ParsedRecord {
  readonly info: { readonly records: number; readonly empty_lines: number };
  readonly record: string[];
}

const quoteFaults = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_INVALID_CLOSING_QUOTE', 'INVALID_OPENING_QUOTE', 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE']);

/** Rows of a CSV that hold something. Throws SheetFault. */
export async function* readCsv(path: string, dialect: CsvDialect, limits: SheetLimits): AsyncGenerator<SheetRow, void> {
  let row = 0;
  const parser = parse({
    delimiter: dialect.delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
    // A quote that is never closed would otherwise gather the rest of the file in memory.
    max_record_size: Math.max(limits.cellLength * 4, 1_048_576),
  });
  const file = createReadStream(path);
  const text = decoding(dialect.encoding);
  file.on('error', (error) => parser.destroy(error));
  file.pipe(text).pipe(parser);
  try {
    for await (const parsed of parser as AsyncIterable<ParsedRecord>) {
      row = parsed.info.records + parsed.info.empty_lines;
      if (row > limits.rows) throw new SheetFault('too_many_rows', { limit: limits.rows - 1 });
      if (parsed.record.length > limits.columns) throw new SheetFault('too_many_columns', { row, limit: limits.columns });
      const cells = parsed.record.map(unguardText);
      if (cells.some((cell) => cell.length > limits.cellLength)) throw new SheetFault('cell_too_long', { row, limit: limits.cellLength });
      if (cells.some((cell) => cell !== '')) yield { row, cells };
    }
  } catch (error) {
    const { code } = error as Partial<CsvError>;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new SheetFault('cell_too_long', { row: row + 1, limit: limits.cellLength });
    if (code !== undefined && quoteFaults.has(code)) throw new SheetFault('csv_quotes', { row: row + 1 });
    throw error;
  } finally {
    file.destroy();
    text.destroy();
    parser.destroy();
  }
}
