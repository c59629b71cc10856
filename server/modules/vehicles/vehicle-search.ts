/** SQL shaped for the vehicle picker: stock first, then catalogue, the closest match first. */
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { VehicleFound } from './api.ts';
import { searchWords } from './search-text.ts';
import { stockColumns, toStockVehicle, type StockRow } from './stock.ts';
import { toVersion, versionColumns, type VersionRow } from './catalogue.ts';

/**
 * A word matches where it begins a word of the stored text (stored texts begin with a space for that), or, from four
 * characters on, anywhere: the end of a VIN or plate. strpos is no pattern matching: nothing typed has a meaning of its own.
 */
function matches(column: SqlFragment, word: string): SqlFragment {
  return word.length >= 4 ? sql`strpos(${column}, ${word}) > 0` : sql`strpos(${column}, ${` ${word}`}) > 0`;
}

function rank(column: SqlFragment, words: readonly string[]): SqlFragment {
  // Words found in the order typed and near the front come first; length breaks ties in favour of the plainer version.
  const first = words[0] ?? '';
  return sql`strpos(${column}, ${` ${words.join(' ')}`}) > 0 desc, strpos(${column}, ${` ${first}`}) = 1 desc, length(${column})`;
}

/** Vehicles for what was typed, at most `limit`; nothing typed answers the latest arrivals. */
export async function searchVehicles(ctx: Context, text: string, limit: number): Promise<VehicleFound[]> {
  const words = searchWords(text);
  const stock = ctx.actor.privileges.has('vehicles.stock.read') ? await searchStock(ctx, words, limit) : [];
  const versions = words.length === 0 ? [] : await searchCatalogue(ctx, words, limit);
  // Half the lines at least for each side that has something to offer.
  const stockShare = Math.max(Math.ceil(limit / 2), limit - versions.length);
  const shown = stock.slice(0, stockShare);
  return [...shown, ...versions.slice(0, limit - shown.length)];
}

async function searchStock(ctx: Context, words: readonly string[], limit: number): Promise<VehicleFound[]> {
  const column = sql`s.search_text`;
  const order = words.length === 0 ? sql`s.id desc` : sql`${rank(column, words)}, s.id desc`;
  const rows = await ctx.tx.listRows<StockRow>(sql`
    select ${stockColumns(ctx)}
    where s.tenant_id = ${ctx.tenant.id} and s.state = 'available' and s.node_id in (
      select cl.descendant_id from identity.v_node_closure cl where cl.tenant_id = ${ctx.tenant.id} and cl.ancestor_id = ${ctx.actor.reachNodeId})
      and ${allOf(words.map((word) => matches(column, word)))}
    order by ${order} limit ${limit}`);
  return rows.map((row) => ({ source: 'stock', vehicle: toStockVehicle(row) }));
}

async function searchCatalogue(ctx: Context, words: readonly string[], limit: number): Promise<VehicleFound[]> {
  const column = sql`v.search_text`;
  const rows = await ctx.tx.listRows<VersionRow>(sql`
    select ${versionColumns}
    where v.tenant_id = ${ctx.tenant.id} and (v.valid_to is null or v.valid_to > ${ctx.today}) and ${allOf(words.map((word) => matches(column, word)))}
    order by ${rank(column, words)}, v.external_code limit ${limit}`);
  return rows.map((row) => ({ source: 'catalogue', vehicle: toVersion(row) }));
}
