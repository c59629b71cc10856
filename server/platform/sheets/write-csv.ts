import { Readable } from 'node:stream';
import type { Language } from '../context.ts';
import { guardText } from './formula-guard.ts';
import type { OutputBatches, OutputCell, OutputColumn, OutputType } from './write-sheet.ts';

const bytesPerChunk = 65_536;

/** UTF-8 with its mark, which is how spreadsheets know it; lines end as RFC 4180 says. */
export function writeCsv(batches: OutputBatches, columns: readonly OutputColumn[], language: Language): Readable {
  const delimiter = language === 'it' ? ';' : ',';
  async function* text(): AsyncGenerator<Buffer, void> {
    let pending = `\uFEFF${columns.map(({ header }) => quote(guardText(header))).join(delimiter)}\r\n`;
    for await (const batch of batches) {
      for (const row of batch) {
        for (let at = 0; at < columns.length; at += 1) {
          if (at > 0) pending += delimiter;
          pending += csvText(row[at] ?? null, columns[at]?.type, language);
        }
        pending += '\r\n';
        if (pending.length < bytesPerChunk) continue;
        yield Buffer.from(pending);
        pending = '';
      }
    }
    if (pending !== '') yield Buffer.from(pending);
  }
  return Readable.from(text(), { objectMode: false });
}

/** Quotes also what other delimiters would cut, so that the delimiter is found again whatever the cells hold. */
function quote(text: string): string {
  return /[";,\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvText(cell: OutputCell, type: OutputType | undefined, language: Language): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  if (typeof cell === 'number') {
    const text = type === 'amount' ? amountText(cell) : String(cell);
    return language === 'it' && text.includes('.') ? quote(text.replace('.', ',')) : text;
  }
  if (type === 'date' && language === 'it' && /^\d{4}-\d\d-\d\d$/.test(cell)) return `${cell.slice(8)}/${cell.slice(5, 7)}/${cell.slice(0, 4)}`;
  // The one sign that no text file holds goes.
  return quote(guardText(cell.includes('\u0000') ? cell.replaceAll('\u0000', '') : cell));
}

/** Cents as euro with two decimals, without binary fractions. */
export function amountText(cents: number): string {
  const whole = Math.abs(cents);
  const rest = whole % 100;
  return `${cents < 0 ? '-' : ''}${(whole - rest) / 100}${rest < 10 ? '.0' : '.'}${rest}`;
}
