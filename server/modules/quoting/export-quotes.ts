/** The list of quotes as a sheet: rows drawn from a cursor of the database while the file is being sent. */
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { drawRows } from '#platform/sheets/draw-rows';
import { sheetMediaTypes, writeSheet, type OutputCell } from '#platform/sheets/write-sheet';
import type { SqlFragment } from '#platform/sql';
import { mostExported, type QuoteFilter, type QuoteSort, type SortOrder } from './list-contracts.ts';
import { quoteCells, quoteExportColumns } from './export-columns.ts';
import { chosenStatement, listStatement, selectionOf } from './quote-list-roads.ts';
import { listOrder, orderFor } from './quote-list-orders.ts';
import { listColumns, toItem, type ListRow } from './quote-list.ts';

interface ExportShape {
  readonly format: 'csv' | 'xlsx';
  readonly language: Language;
}

/** Only what the filter names, never what was typed: an audit row holds no personal data. */
function filterNames(filter: QuoteFilter): string {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'text' ? name : `${name}=${String(value)}`))
    .join(' ');
}

function streamed(ctx: Context, statement: SqlFragment, shape: ExportShape, about: Readonly<Record<string, string>>): StreamAnswer {
  let rows = 0;
  async function* cells(): AsyncGenerator<readonly OutputCell[]> {
    for await (const row of drawRows<ListRow>(ctx.tx, statement)) {
      rows += 1;
      yield quoteCells(toItem(row, ctx.today), shape.language);
    }
  }
  return {
    body: writeSheet(cells(), quoteExportColumns(shape.language), shape.format, { language: shape.language, name: shape.language === 'it' ? 'Preventivi' : 'Quotes' }),
    mediaType: sheetMediaTypes[shape.format],
    fileName: `${shape.language === 'it' ? 'preventivi' : 'quotes'}-${ctx.today}.${shape.format}`,
    afterwards: (complete) => audit(ctx, { action: 'quoting.quote.export', objectKind: 'quoting.quote-list', objectId: ctx.requestId, details: { format: shape.format, rows, complete, ...about } }),
  };
}

/** The filtered list in the order of the screen. */
export async function exportQuotes(ctx: Context, filter: QuoteFilter, order: { sort?: QuoteSort | undefined; order?: SortOrder | undefined }, shape: ExportShape): Promise<StreamAnswer> {
  const asked = orderFor({ ...filter, ...order });
  const selection = await selectionOf(ctx, filter, asked.sort);
  const statement = await listStatement(ctx, selection, listColumns, listOrder(asked), mostExported);
  return streamed(ctx, statement, shape, { filter: filterNames(filter), sort: asked.sort });
}

/** Chosen quotes, the newest first; ids outside the scope leave no row. */
export function exportChosen(ctx: Context, ids: readonly string[], shape: ExportShape): StreamAnswer {
  return streamed(ctx, chosenStatement(ctx, ids, listColumns), shape, { chosen: String(ids.length) });
}
