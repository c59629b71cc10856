/** The rows of a statement as a file for a spreadsheet, drawn while it is being sent. */
import type { Context, Language } from '../context.ts';
import type { StreamAnswer } from '../http/route.ts';
import type { SqlFragment } from '../sql.ts';
import { drawBatches } from './draw-rows.ts';
import type { SheetFormat } from './sheet.ts';
import { sheetMediaTypes, writeSheetOfBatches, type OutputCell, type OutputColumn } from './write-sheet.ts';

/** A column of an exported list: its head in the language of the file, its cell of each row. */
export interface SheetColumn<Row> {
  readonly head: Readonly<Record<Language, string>>;
  readonly type: OutputColumn['type'];
  /** Width in characters. */
  readonly width?: number;
  readonly cell: (row: Row, language: Language) => OutputCell;
}

export interface SheetShape {
  readonly format: SheetFormat;
  readonly language: Language;
}

/** `name` is the sheet's and, in small letters with the day, the file's; `afterwards` learns how many rows were drawn. */
export function streamSheet<Row extends object>(
  ctx: Context,
  statement: SqlFragment,
  columns: readonly SheetColumn<Row>[],
  { format, language }: SheetShape,
  name: Readonly<Record<Language, string>>,
  afterwards: (told: { readonly rows: number; readonly complete: boolean }) => Promise<void>,
): StreamAnswer {
  let drawn = 0;
  let settle = (): void => undefined;
  // A reader who leaves may leave a thousand rows on their way: the transaction is free when they have come.
  let drawing: Promise<void> = Promise.resolve();
  async function* cells(): AsyncGenerator<readonly OutputCell[][]> {
    drawing = new Promise((resolve) => (settle = resolve));
    try {
      for await (const rows of drawBatches<Row>(ctx.tx, statement)) {
        drawn += rows.length;
        yield rows.map((row) => columns.map(({ cell }) => cell(row, language)));
      }
    } finally {
      settle();
    }
  }
  const heads = columns.map(({ head, type, width }): OutputColumn => ({ header: head[language], type, ...(width === undefined ? {} : { width }) }));
  return {
    body: writeSheetOfBatches(cells(), heads, format, { language, name: name[language] }),
    mediaType: sheetMediaTypes[format],
    fileName: `${name[language].toLowerCase()}-${ctx.today}.${format}`,
    afterwards: async (complete) => {
      await drawing;
      await afterwards({ rows: drawn, complete });
    },
  };
}
