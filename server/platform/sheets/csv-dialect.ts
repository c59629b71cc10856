/** Finds out how a CSV was written: encoding and delimiter. */
import { createReadStream } from 'node:fs';
import { SheetFault } from './sheet-fault.ts';

export type Delimiter = ';' | ',' | '\t';
export type Encoding = 'utf-8' | 'windows-1252';
export interface CsvDialect {
  readonly delimiter: Delimiter;
  readonly encoding: Encoding;
}

const sampleBytes = 65_536;

/**
 * Reads the file through once: it is UTF-8 when every byte of it is, else Windows-1252, in which old programs of the office
 * write; a sample of a part would take a file for UTF-8 whose first "è" stands below. Throws SheetFault for UTF-16 and for
 * bytes no text holds.
 */
export async function findCsvDialect(path: string): Promise<CsvDialect> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let sample: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (sample.length === 0) refuseUtf16(chunk);
    if (sample.length < sampleBytes) sample = Buffer.concat([sample, chunk.subarray(0, sampleBytes - sample.length)]);
    if (chunk.includes(0)) throw new SheetFault('not_a_sheet');
    if (!isUtf8) continue;
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  if (isUtf8) {
    try {
      decoder.decode();
    } catch {
      isUtf8 = false;
    }
  }
  if (sample.length === 0) throw new SheetFault('file_empty');
  const encoding = isUtf8 ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(sample);
  refuseOtherText(text);
  return { encoding, delimiter: findDelimiter(text) };
}

function refuseUtf16(start: Buffer): void {
  const mark = start.length < 2 ? 0 : start.readUInt16BE(0);
  if (mark === 0xfeff || mark === 0xfffe) throw new SheetFault('encoding_unknown');
}

/** Pages, programs and structured texts are text too; people save them under the name of a sheet. */
function refuseOtherText(text: string): void {
  if (/^\uFEFF?\s*(<(!doctype|html|\?xml|table|script|svg)\b|%PDF-|\{\\rtf|#!\/)/i.test(text)) throw new SheetFault('not_a_sheet');
}

/** The delimiter that gives the first lines the same number of columns, and most of them. A head line alone in one column: `;`. */
export function findDelimiter(text: string): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly score: number } = { delimiter: ';', score: 0 };
  for (const delimiter of [';', ',', '\t'] as const) {
    const counts = columnCounts(text, delimiter);
    const head = counts[0] ?? 1;
    if (head < 2) continue;
    const alike = counts.filter((count) => count === head).length / counts.length;
    const score = alike * 1000 + head;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Columns of each of the first lines; the last, perhaps cut, is left out unless it is the only one. */
function columnCounts(text: string, delimiter: string): number[] {
  const counts: number[] = [];
  let columns = 1;
  let quoted = false;
  let filled = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (sign === delimiter) columns += 1;
    else if (sign === '\n') {
      if (filled) counts.push(columns);
      if (counts.length === 20) return counts;
      columns = 1;
      filled = false;
      continue;
    }
    if (sign !== '\r') filled = true;
  }
  if (counts.length === 0 && filled) counts.push(columns);
  return counts;
}
