/** A table file as its readers see it: rows of cells, one after another, in constant memory. */

/** A calendar day of a spreadsheet cell that is formatted as a date. */
export interface SheetDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** Of CSV every cell is text. An empty cell is the empty text. */
export type SheetCell = string | number | boolean | SheetDay;

export interface SheetRow {
  /** Row as a spreadsheet counts: the head line is 1. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
}

export type SheetFormat = 'csv' | 'xlsx';

export interface Sheet {
  readonly format: SheetFormat;
  /** What was found out about a CSV; null for XLSX. */
  readonly dialect: { readonly delimiter: ';' | ',' | '\t'; readonly encoding: 'utf-8' | 'windows-1252' } | null;
  /** Rows that hold something, the head line first. Throws SheetFault, also in the middle. */
  rows(): AsyncGenerator<SheetRow, void>;
}

/** A cell as people would read it in a message. */
export function cellText(cell: SheetCell): string {
  return typeof cell === 'object' ? cell.day : String(cell);
}
