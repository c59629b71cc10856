import { Readable } from 'node:stream';
import type { Language } from '../context.ts';
import { guardText } from './formula-guard.ts';
import type { OutputCell, OutputColumn } from './write-sheet.ts';

const bytesPerChunk = 65_536;

/** UTF-8 with its mark, which is how spreadsheets know it; lines end as RFC 4180 says. */
export function writeCsv(rows: AsyncIterable<readonly OutputCell[]> | Iterable<readonly OutputCell[]>, columns: readonly OutputColumn[], language: Language): Readable {
  const delimiter = language === 'it' ? ';' : ',';
  const line = (cells: readonly string[]): string => `${cells.map(quote).join(delimiter)}\r\n`;
  async function* text(): AsyncGenerator<Buffer, void> {
    let pending = `\uFEFF${line(columns.map(({ header }) => guardText(header)))}`;
    for await (const row of rows) {
      pending += line(columns.map((column, at) => csvText(row[at] ?? null, column, language)));
      if (pending.length < bytesPerChunk) continue;
      yield Buffer.from(pending);
      pending = '';
    }
    if (pending !== '') yield Buffer.from(pending);
  }
  return Readable.from(text(), { objectMode: false });
}

/** Quotes also what other delimiters would cut, so that the delimiter is found again whatever the cells hold. */
function quote(text: string): string {
  return /[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvText(cell: OutputCell, column: OutputColumn, language: Language): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  if (typeof cell === 'number') {
    const text = column.type === 'amount' ? amountText(cell) : String(cell);
    return language === 'it' ? text.replace('.', ',') : text;
  }
  if (column.type === 'date' && language === 'it' && /^\d{4}-\d\d-\d\d$/.test(cell)) return `${cell.slice(8)}/${cell.slice(5, 7)}/${cell.slice(0, 4)}`;
  // The one sign that no text file holds.
  return guardText(cell.replaceAll('\u0000', ''));
}

/** Cents as euro with two decimals, without binary fractions. */
export function amountText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
