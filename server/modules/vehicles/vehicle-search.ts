/** SQL shaped for the vehicle picker: stock first, then catalogue, the closest match first. */
import type { Context } from '#platform/context';
import { allOf, nothing, sql, type SqlFragment } from '#platform/sql';
import type { VehicleFound } from './api.ts';
import { searchWords } from './search-text.ts';
import { fewNodes } from './stock-list.ts';
import { matchesStock, stateToday, stockColumns, toStockVehicle, withinWideReach, type StockRow } from './stock.ts';
import { toVersion, versionFields, versionJoins, type VersionRow } from './catalogue.ts';

/**
 * How many matches are compared for the best dozen. Who types two letters of a catalogue of 50,000 versions gets a good
 * dozen, not the best one, in a few milliseconds; from three letters on the two are the same.
 */
const mostCompared = 1000;

/** Order of matches: whole words before beginnings, the words side by side as typed, then the plainer (shorter) name. */
function closest(column: SqlFragment, words: readonly string[]): SqlFragment {
  const wholeWords = words.reduce((sum, word) => sql`${sum} + (strpos(${column} || ' ', ${` ${word} `}) > 0)::integer`, sql`0`);
  const sideBySide = words.length > 1 ? sql`strpos(${column}, ${` ${words.join(' ')}`}) > 0 desc, ` : nothing;
  return sql`${wholeWords} desc, ${sideBySide}octet_length(${column})`;
}

/** A small whole number in the text itself: a limit that is unknown when a statement is planned makes PostgreSQL plan it anew at every key. */
const inText = (limit: number): SqlFragment => ({ text: [String(Math.trunc(limit))], values: [] });

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

// Prepared by name (one text for each number of words): planning these joins costs more than running them.
async function searchStock(ctx: Context, words: readonly string[], limit: number): Promise<VehicleFound[]> {
  const nodes = await fewNodes(ctx);
  // A dealer's few sites are guessed as ten by a plan made once, which PostgreSQL therefore never keeps: measured, planning took longer than looking.
  if (nodes !== undefined) await ctx.tx.rows(sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`);
  const rows = await ctx.tx.rows<StockRow>(nodes !== undefined ? nearby(ctx, nodes, words, limit) : words.length > 0 ? byWords(ctx, words, limit) : latest(ctx, limit));
  return rows.map((row) => ({ source: 'stock', vehicle: toStockVehicle(row) }));
}

/** The cars of a dealer are few: each is looked at, and the best dozen alone is joined with its names. */
function nearby(ctx: Context, nodes: readonly number[], words: readonly string[], limit: number): SqlFragment {
  const order = words.length === 0 ? sql`s.arrived_on desc, s.id desc` : sql`${closest(sql`s.search_text`, words)}, s.arrived_on desc, s.id desc`;
  const best = sql`(
    select s.*, row_number() over (order by ${order}) as place from vehicles.stock_vehicles s
    where s.tenant_id = ${ctx.tenant.id} and s.node_id = any(${[...nodes]}::integer[]) and s.state <> 'withdrawn' and ${stateToday(ctx)} = 'available' and ${allOf(words.map(matchesStock))}
    order by place limit ${inText(limit)}
  ) s`;
  return sql`select ${stockColumns(ctx, best)} order by s.place`;
}

/** The latest arrivals of a network. */
function latest(ctx: Context, limit: number): SqlFragment {
  const cars = sql`(select s.* from vehicles.stock_vehicles s where ${withinWideReach(ctx)} and ${stateToday(ctx)} = 'available' order by s.arrived_on desc, s.id desc limit ${inText(limit)}) s`;
  return sql`select ${stockColumns(ctx, cars)} order by s.arrived_on desc, s.id desc`;
}

/** Those of a network are found by their words, as versions are. */
function byWords(ctx: Context, words: readonly string[], limit: number): SqlFragment {
  const best = sql`(
    select m.stock_id, row_number() over (order by ${closest(sql`m.search_text`, words)}, m.stock_id desc) as place
    from vehicles.match_stock(${[...words]}, ${mostCompared}) m
    where vehicles.stock_state(m.state, m.held_until, ${ctx.today}::date) = 'available'
    order by place limit ${inText(limit)}
  ) best join vehicles.stock_vehicles s on s.tenant_id = ${ctx.tenant.id} and s.id = best.stock_id`;
  return sql`select ${stockColumns(ctx, best)} where ${withinWideReach(ctx)} order by best.place`;
}

async function searchCatalogue(ctx: Context, words: readonly string[], limit: number): Promise<VehicleFound[]> {
  const rows = await ctx.tx.rows<VersionRow>(sql`
    select ${versionFields}
    from (
      select f.version_id, row_number() over (order by ${closest(sql`f.search_text`, words)}, f.search_text, f.version_id) as place
      from vehicles.match_versions(${[...words]}, ${ctx.today}, ${mostCompared}) f
      order by place limit ${inText(limit)}
    ) best
    join vehicles.versions v on v.tenant_id = ${ctx.tenant.id} and v.id = best.version_id ${versionJoins}
    order by best.place`);
  return rows.map((row) => ({ source: 'catalogue', vehicle: toVersion(row) }));
}
