/** The list of quotes as a sheet: rows drawn from a cursor of the database while the file is being sent. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetShape } from '#platform/sheets/stream-sheet';
import type { SqlFragment } from '#platform/sql';
import { mostExported, type QuoteFilter, type QuoteSort, type SortOrder } from './list-contracts.ts';
import { exportedFields, quoteSheetColumns, type ExportedQuote } from './export-columns.ts';
import { chosenStatement, listStatement, selectionOf } from './quote-list-roads.ts';
import { listOrder, orderFor } from './quote-list-orders.ts';

/** Only what the filter names, never what was typed: an audit row holds no personal data. */
function filterNames(filter: QuoteFilter): string {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === 'text' ? name : `${name}=${String(value)}`))
    .join(' ');
}

function streamed(ctx: Context, statement: SqlFragment, shape: SheetShape, about: Readonly<Record<string, string>>): StreamAnswer {
  return streamSheet<ExportedQuote>(ctx, statement, quoteSheetColumns(ctx.today), shape, { it: 'Preventivi', en: 'Quotes' }, (told) =>
    audit(ctx, { action: 'quoting.quote.export', objectKind: 'quoting.quote-list', objectId: ctx.requestId, details: { format: shape.format, ...told, ...about } }),
  );
}

/** The filtered list in the order of the screen. */
export async function exportQuotes(ctx: Context, filter: QuoteFilter, order: { sort?: QuoteSort | undefined; order?: SortOrder | undefined }, shape: SheetShape): Promise<StreamAnswer> {
  const asked = orderFor({ ...filter, ...order });
  const selection = await selectionOf(ctx, filter, asked.sort);
  const statement = await listStatement(ctx, selection, exportedFields, listOrder(asked), mostExported);
  return streamed(ctx, statement, shape, { filter: filterNames(filter), sort: asked.sort });
}

/** Chosen quotes, the newest first; ids outside the scope leave no row. */
export function exportChosen(ctx: Context, ids: readonly string[], shape: SheetShape): StreamAnswer {
  return streamed(ctx, chosenStatement(ctx, ids, exportedFields), shape, { chosen: String(ids.length) });
}
