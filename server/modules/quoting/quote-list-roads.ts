/**
 * SQL that finds the quotes of a page. Three roads, each of which does work that depends on the page and not on how many
 * quotes there are: through the few nodes of a narrow scope, through the index of the whole tenant for a wide one, and
 * through the index of words.
 */
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { QuoteFilter, QuoteSort } from './list-contracts.ts';
import type { ListOrder } from './quote-list-orders.ts';
import { filterConditions, wordConditions } from './quote-list-filters.ts';
import { isIdentifying, selectiveWords, typedWords } from './quote-list-words.ts';

/** A scope of so many nodes is read node by node; measured, the two roads cost the same at about a hundred. */
const mostNodes = 100;
/** A scope of more nodes than this is most of a network: nearly every row passed is a row shown. */
const broadNodes = 2500;
/** Rows of a wide scope that are looked through for a word before the index of words is asked. */
const mostWalked = 5000;
/** Quotes that the index of words may answer; more frequent words are met soon by walking. */
const mostMatches = 2000;

/** Which quotes a filter leaves: where they stand, by which conditions, by which words. */
export interface Selection {
  /** Nodes of a narrow scope; undefined for a wide one. */
  readonly nodes: readonly number[] | undefined;
  /** Condition on `q.node_id` for a wide scope. */
  readonly within: SqlFragment;
  /** The same for a statement that passes all rows. */
  readonly everyRow: SqlFragment;
  readonly broad: boolean;
  readonly conditions: readonly SqlFragment[];
  readonly words: readonly string[];
}

/**
 * Condition: the node stands at or below all of `places`. `is true` keeps it a lookup in a hashed list: a join would lose the
 * order of the index. Of a broad scope that list is long and few rows are looked at: each asks for itself.
 */
function below(ctx: Context, places: readonly number[], broad: boolean): SqlFragment {
  return allOf(
    places.map((place) =>
      broad
        ? sql`(select true from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${place} and c.descendant_id = q.node_id)`
        : sql`(q.node_id in (select c.descendant_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${place})) is true`,
    ),
  );
}

interface Places {
  /** Narrowing places; none means the whole tenant. */
  readonly places: readonly number[];
  /** Nodes at or below all of them when they are few. */
  readonly nodes: readonly number[] | undefined;
  readonly broad: boolean;
}

/** The scope with the places a filter names. The tenant's root narrows nothing: its scope is the tenant itself. */
async function placesOf(ctx: Context, chosen: readonly number[]): Promise<Places> {
  const scope = ctx.actor.scopeNodeId;
  const [first = scope, ...others] = chosen.toReversed();
  const also = [...others, ...(chosen.length === 0 ? [] : [scope])].map(
    (place) => sql`exists (select 1 from identity.v_node_closure o where o.tenant_id = ${ctx.tenant.id} and o.ancestor_id = ${place} and o.descendant_id = c.descendant_id)`,
  );
  const counted = chosen.length === 0 ? sql`t.root_node_id <> ${scope}` : allOf(also);
  const { whole, count, nodes } = await ctx.tx.row<{ whole: boolean; count: number; nodes: number[] | null }>(sql`
    select t.root_node_id = ${scope} as whole, found.count, found.nodes
    from platform.tenants t
    cross join lateral (
      select count(*) as count, (array_agg(few.id))[1:${mostNodes}] as nodes from (
        select c.descendant_id as id from identity.v_node_closure c
        where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${first} and ${counted} limit ${broadNodes + 1}) few
    ) found
    where t.id = ${ctx.tenant.id}`);
  if (whole && chosen.length === 0) return { places: [], nodes: undefined, broad: true };
  return { places: whole ? chosen : [scope, ...chosen], nodes: count > mostNodes ? undefined : (nodes ?? []), broad: count > broadNodes };
}

/** Reads a filter against the actor's scope. A list by follow-up has no rows without one. */
export async function selectionOf(ctx: Context, filter: QuoteFilter, sort?: QuoteSort): Promise<Selection> {
  const { places, nodes, broad } = await placesOf(ctx, [filter.dealerNodeId, filter.sellerNodeId].filter((place) => place !== undefined));
  return {
    nodes,
    broad,
    within: below(ctx, places, broad),
    everyRow: below(ctx, places, false),
    conditions: [...filterConditions(filter, ctx.today), ...(sort === 'followUp' ? [sql`q.follow_up_on is not null`] : [])],
    words: typedWords(filter.text ?? ''),
  };
}

/** Quotes that hold the selective words, from the index of words; undefined when there are too many of them. */
export async function matchWords(ctx: Context, words: readonly string[]): Promise<readonly string[] | undefined> {
  const { ids } = await ctx.tx.row<{ ids: string[] | null }>(sql`select quoting.match_quotes(${[...selectiveWords(words)]}, ${mostMatches}) as ids`);
  return ids ?? undefined;
}

/** The last of the days that a filter leaves, and the column that holds them. */
export interface LastDay {
  readonly column: SqlFragment;
  readonly last: string;
}

/** How a page is cut out of a selection. */
export interface Cut {
  /** What is read of each row; undefined counts rows. */
  readonly columns: SqlFragment | undefined;
  readonly order: Pick<ListOrder, 'keys' | 'onQuotes' | 'onFound'>;
  readonly after: SqlFragment | undefined;
  readonly limit: number;
  /** For a list newest first that leaves days up to a last one alone. */
  readonly upTo?: LastDay | undefined;
}

/** Columns of the rows whose ids were found: the search itself then stays within its index. */
function withColumns(ctx: Context, ids: SqlFragment, { columns, order }: Cut): SqlFragment {
  if (columns === undefined) return ids;
  return sql`select ${columns} from (${ids}) f join quoting.quotes q on q.tenant_id = ${ctx.tenant.id} and q.id = f.id order by ${order.onQuotes}`;
}

function filtersOf(ctx: Context, selection: Selection, { after }: Cut, ...more: readonly SqlFragment[]): SqlFragment {
  return allOf([sql`q.tenant_id = ${ctx.tenant.id}`, ...more, ...selection.conditions, ...(after === undefined ? [] : [after])]);
}

/** Statement for a page by place: node by node, or through the index of the tenant. */
function roadByPlace(ctx: Context, selection: Selection, cut: Cut, words: readonly SqlFragment[]): SqlFragment {
  const { nodes, within, broad } = selection;
  const { order, limit } = cut;
  if (nodes === undefined) {
    const found = (what: SqlFragment) => sql`select ${what} from quoting.quotes q where ${filtersOf(ctx, selection, cut, within, ...words)} order by ${order.onQuotes} limit ${limit}`;
    return broad && cut.columns !== undefined ? found(cut.columns) : withColumns(ctx, found(sql`q.id`), cut);
  }
  const ids = sql`select f.id from unnest(${[...nodes]}::integer[]) as n (id) cross join lateral (
      select q.id, ${order.keys} from quoting.quotes q where ${filtersOf(ctx, selection, cut, sql`q.node_id = n.id`, ...words)} order by ${order.onQuotes} limit ${limit}
    ) f order by ${order.onFound} limit ${limit}`;
  return withColumns(ctx, ids, cut);
}

/** So many days are read back from the last one; what was made before them is met along the list. */
const mostDays = 62;

/**
 * The newest of those that expired, or whose follow-up is due. Along the list one would first pass all that are still open;
 * instead the newest of each of the last days are put in order. No quote is made after its day, so these are the newest of all
 * as long as they fill the page and were made within those days; else no row is answered. For most of a network only: of an
 * area too few of a day's quotes are its own.
 */
function roadByDays(ctx: Context, selection: Selection, cut: Cut, { column, last }: LastDay): SqlFragment {
  const { order, limit } = cut;
  const newest = sql`select f.id, f.key from generate_series(0, ${mostDays}::integer) as d (back) cross join lateral (
      select q.id, ${order.keys} from quoting.quotes q where ${filtersOf(ctx, selection, cut, sql`${column} = ${last}::date - d.back`, selection.within)} order by ${order.onQuotes} limit ${limit}
    ) f order by ${order.onFound} limit ${limit}`;
  const since = sql`(${last}::date - ${mostDays}::integer)::timestamp at time zone ${houseZone}`;
  return withColumns(ctx, sql`with newest as materialized (${newest}) select n.id from newest n where (select count(*) = ${limit} and min(m.key) >= ${since} from newest m)`, cut);
}

/** The same for quotes already found by their words. */
function roadByIds(ctx: Context, ids: readonly string[], selection: Selection, cut: Cut): SqlFragment {
  const filters = filtersOf(ctx, selection, cut, sql`q.id = any(${[...ids]}::uuid[])`, selection.within, ...wordConditions(selection.words));
  return sql`select ${cut.columns ?? sql`q.id`} from quoting.quotes q where ${filters} order by ${cut.order.onQuotes} limit ${cut.limit}`;
}

/** The first rows of a wide scope, looked through for the words. */
function roadByWalk(ctx: Context, selection: Selection, cut: Cut): SqlFragment {
  const ids = sql`select w.id from (
      select q.id, q.search_text from quoting.quotes q where ${filtersOf(ctx, selection, cut, selection.within)} order by ${cut.order.onQuotes} limit ${mostWalked}
    ) w where ${allOf(wordConditions(selection.words, sql`w.search_text`))} limit ${cut.limit}`;
  return withColumns(ctx, ids, cut);
}

/**
 * Runs `read` with the statement for a page. Words that name few quotes go to the index of words first; others are looked
 * for along the list, where frequent ones fill a page soon, and in the index of words when they do not.
 */
export async function alongRoads<R>(ctx: Context, selection: Selection, cut: Cut, read: (statement: SqlFragment) => Promise<readonly R[]>): Promise<readonly R[]> {
  const { words } = selection;
  if (words.length === 0) {
    const newest = selection.broad && cut.upTo !== undefined ? await read(roadByDays(ctx, selection, cut, cut.upTo)) : [];
    return newest.length > 0 ? newest : read(roadByPlace(ctx, selection, cut, []));
  }
  if (!words.some(isIdentifying)) {
    if (selection.nodes !== undefined) return read(roadByPlace(ctx, selection, cut, wordConditions(words)));
    const walked = await read(roadByWalk(ctx, selection, cut));
    if (walked.length === cut.limit) return walked;
  }
  const ids = await matchWords(ctx, words);
  return read(ids === undefined ? roadByPlace(ctx, selection, cut, wordConditions(words)) : roadByIds(ctx, ids, selection, cut));
}

/** Statement for the whole list, columns and all, in its order: for a cursor, which takes the rows as they are asked for. */
export async function listStatement(ctx: Context, selection: Selection, columns: SqlFragment, order: ListOrder, limit: number): Promise<SqlFragment> {
  const ids = selection.words.length === 0 ? undefined : await matchWords(ctx, selection.words);
  const place = selection.nodes === undefined ? selection.everyRow : sql`q.node_id = any(${[...selection.nodes]}::integer[])`;
  const found = ids === undefined ? [] : [sql`q.id = any(${[...ids]}::uuid[])`];
  const filters = [sql`q.tenant_id = ${ctx.tenant.id}`, place, ...found, ...selection.conditions, ...wordConditions(selection.words)];
  return sql`select ${columns} from quoting.quotes q where ${allOf(filters)} order by ${order.onQuotes} limit ${limit}`;
}

/** Statement for chosen quotes of the actor's scope, the newest first. */
export function chosenStatement(ctx: Context, ids: readonly string[], columns: SqlFragment): SqlFragment {
  return sql`select ${columns} from quoting.quotes q
    where q.tenant_id = ${ctx.tenant.id} and q.id = any(${[...ids]}::uuid[]) and ${below(ctx, [ctx.actor.scopeNodeId], true)} order by q.created_at desc, q.id desc`;
}
