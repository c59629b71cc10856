import { Readable } from 'node:stream';
import type { Language } from '../context.ts';
import { guardText } from './formula-guard.ts';
import type { OutputBatches, OutputCell, OutputColumn, OutputType } from './write-sheet.ts';

const charactersPerChunk = 131_072;

/** UTF-8 with its mark, which is how spreadsheets know it; lines end as RFC 4180 says. */
export function writeCsv(batches: OutputBatches, columns: readonly OutputColumn[], language: Language): Readable {
  const delimiter = language === 'it' ? ';' : ',';
  const cells = columns.map(({ type }, at) => ({ before: at === 0 ? '' : delimiter, textOf: cellText(type, language) }));
  async function* text(): AsyncGenerator<Buffer, void> {
    let pending = `\uFEFF${columns.map(({ header }) => plainText(header)).join(delimiter)}\r\n`;
    for await (const batch of batches) {
      for (const row of batch) {
        let at = 0;
        for (const { before, textOf } of cells) {
          const cell = row[at] ?? null;
          pending += cell === null || cell === '' ? before : before + textOf(cell);
          at += 1;
        }
        pending += '\r\n';
        if (pending.length < charactersPerChunk) continue;
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

/** Most texts of a list: begun by a letter or a digit, nothing in them is quoted, guarded or taken out. */
const bare = /^[0-9A-Za-z\u00C0-\u024F](?:[^";,\t\r\n\0]*[^";,\s\0])?$/;

/** A text as it stands in the file. The one sign that no text file holds goes. */
function plainText(text: string): string {
  return bare.test(text) ? text : quote(guardText(text.replaceAll('\u0000', '')));
}

/** How the cells of a column are written; what is empty is not asked. */
function cellText(type: OutputType, language: Language): (cell: Exclude<OutputCell, null>) => string {
  const numberText = type === 'amount' ? amountText : String;
  return (cell) => {
    if (typeof cell === 'string') return type === 'date' && language === 'it' && /^\d{4}-\d\d-\d\d$/.test(cell) ? `${cell.slice(8)}/${cell.slice(5, 7)}/${cell.slice(0, 4)}` : plainText(cell);
    if (typeof cell === 'boolean') return cell ? 'true' : 'false';
    const text = numberText(cell);
    return language === 'it' && text.includes('.') ? `"${text.replace('.', ',')}"` : text;
  };
}

/** Cents as euro with two decimals, without binary fractions. */
export function amountText(cents: number): string {
  const whole = Math.abs(cents);
  const rest = whole % 100;
  return `${cents < 0 ? '-' : ''}${(whole - rest) / 100}${rest < 10 ? '.0' : '.'}${rest}`;
}
