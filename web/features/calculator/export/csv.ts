/**
 * Rows as a file that an Italian spreadsheet opens with a double click: semicolons, decimal comma, no thousands, days as
 * dd/mm/yyyy, a mark that says UTF-8, lines that end as Windows ends them. Pure.
 */
import { formatCivilDate } from '#platform/civil-date';

export type Cell = { readonly cents: number } | { readonly date: string } | { readonly text: string } | { readonly number: number };

/** 123450 → '1234,50'; -5 → '-0,05'. */
export function csvAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** A text that a spreadsheet would take for a formula is kept a text; separators and quotes are quoted. */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvCell(cell: Cell): string {
  if ('cents' in cell) return csvAmount(cell.cents);
  if ('date' in cell) return formatCivilDate(cell.date);
  return 'number' in cell ? String(cell.number).replace('.', ',') : csvText(cell.text);
}

export function writeCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head.map(csvText), ...rows.map((row) => row.map(csvCell))];
  return `\ufeff${lines.map((line) => `${line.join(';')}\r\n`).join('')}`;
}
