/**
 * SQL that finds the quotes of a page. Three roads, each of which does work that depends on the page and not on how many
 * quotes there are: through the few nodes of a narrow scope, through the index of the whole tenant for a wide one, and
 * through the index of words.
 */
import { belowNode, permitted, subtreeOf } from '#identity';
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { QuoteFilter, QuoteSort } from './list-contracts.ts';
import type { ListOrder } from './quote-list-orders.ts';
import { filterConditions, wordConditions } from './quote-list-filters.ts';
import { isIdentifying, selectiveWords, typedWords } from './quote-list-words.ts';
import { quoteColumns, readQuotes } from '../rules.ts';

/** A scope of so many nodes is read node by node; measured, the two roads cost the same at about a hundred. */
const fewNodes = 100;
/** A scope of more nodes than this is most of a network: nearly every row passed is a row shown. */
const broadNodes = 2500;
/** Rows of a wide scope that are looked through for a word before the index of words is asked. */
const mostWalked = 5000;
/** Words met so often within those are no rare ones. */
const oftenMet = 10;
/** Quotes that the index of words may answer; more frequent words are met soon by walking. */
const mostMatches = 2000;

/** Which quotes a filter leaves: where they stand, by which conditions, by which words. */
export interface Selection {
  /** Nodes of the scope; undefined for a broad one. */
  readonly nodes: readonly number[] | undefined;
  /** So few that they are read one by one. */
  readonly narrow: boolean;
  /** Condition on `q.node_id`. */
  readonly within: SqlFragment;
  /** The same for a statement that passes all rows. */
  readonly everyRow: SqlFragment;
  readonly conditions: readonly SqlFragment[];
  readonly words: readonly string[];
}

/**
 * Condition: the quote stands at or below all of `places`. Of a broad scope few rows are looked at and each asks for itself; a
 * statement that passes every row gathers the nodes once.
 */
function below(ctx: Context, places: readonly number[], everyRow: boolean): SqlFragment {
  return allOf(places.map((place) => belowNode(ctx.tenant.id, sql`q.node_id`, place, everyRow ? 'every' : 'each')));
}

interface Places {
  /** Narrowing places; none means the whole tenant. */
  readonly places: readonly number[];
  /** Nodes at or below all of them; undefined for most of a network. */
  readonly nodes: readonly number[] | undefined;
}

/** The scope with the places a filter names. The tenant's root narrows nothing: its scope is the tenant itself. */
async function placesOf(ctx: Context, chosen: readonly number[]): Promise<Places> {
  const scope = subtreeOf(ctx, readQuotes[0]);
  const [first = scope, ...others] = chosen.toReversed();
  const also = [...others, ...(chosen.length === 0 ? [] : [scope])].map(
    (place) => sql`exists (select 1 from identity.v_node_closure o where o.tenant_id = ${ctx.tenant.id} and o.ancestor_id = ${place} and o.descendant_id = c.descendant_id)`,
  );
  const counted = chosen.length === 0 ? sql`t.root_node_id <> ${scope}` : allOf(also);
  const { whole, count, nodes } = await ctx.tx.row<{ whole: boolean; count: number; nodes: number[] | null }>(sql`
    select t.root_node_id = ${scope} as whole, found.count, found.nodes
    from platform.tenants t
    cross join lateral (
      select count(*) as count, case when count(*) <= ${broadNodes} then array_agg(few.id) end as nodes from (
        select c.descendant_id as id from identity.v_node_closure c
        where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${first} and ${counted} limit ${broadNodes + 1}) few
    ) found
    where t.id = ${ctx.tenant.id}`);
  if (whole && chosen.length === 0) return { places: [], nodes: undefined };
  return { places: whole ? chosen : [scope, ...chosen], nodes: count > broadNodes ? undefined : (nodes ?? []) };
}

/** Reads a filter against the actor's scope. A list by follow-up has no rows without one. */
export async function selectionOf(ctx: Context, filter: QuoteFilter, sort?: QuoteSort): Promise<Selection> {
  const { places, nodes } = await placesOf(ctx, [filter.dealerNodeId, filter.sellerNodeId].filter((place) => place !== undefined));
  // Told as a list of nodes, the planner knows what share of all quotes they hold, and so whether to walk or to gather.
  const among = nodes === undefined ? undefined : sql`q.node_id = any(${[...nodes]}::integer[])`;
  return {
    nodes,
    narrow: nodes !== undefined && nodes.length <= fewNodes,
    within: among ?? below(ctx, places, false),
    everyRow: among ?? below(ctx, places, true),
    conditions: [...filterConditions(filter, ctx.today), ...(sort === 'followUp' ? [sql`q.follow_up_on is not null`] : [])],
    words: typedWords(filter.text ?? ''),
  };
}

/** Quotes that hold the selective words, from the index of words; undefined when there are too many of them. */
async function matchWords(ctx: Context, words: readonly string[]): Promise<readonly string[] | undefined> {
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
  readonly order: Pick<ListOrder, 'keys' | 'onQuotes' | 'onFound' | 'ofPlace'>;
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

const listed = (nodes: readonly number[]): SqlFragment => sql`unnest(${[...nodes]}::integer[]) as n (id)`;

/** The first rows of each node of `n`, put in order. */
function nodeByNode(ctx: Context, selection: Selection, cut: Cut, nodes: SqlFragment, words: readonly SqlFragment[]): SqlFragment {
  const { order, limit } = cut;
  return sql`select f.* from ${nodes} cross join lateral (
      select q.id, ${order.keys} from quoting.quotes q where ${filtersOf(ctx, selection, cut, sql`q.node_id = n.id`, ...words)} order by ${order.onQuotes} limit ${limit}
    ) f order by ${order.onFound} limit ${limit}`;
}

/**
 * Of many nodes, those that a page can come from: as many as it has rows, those whose first row stands first. Each of them has
 * a row before the first one of any other node.
 */
function leadingNodes(ctx: Context, selection: Selection, cut: Cut, words: readonly SqlFragment[], nodes: SqlFragment): SqlFragment {
  const { order, limit } = cut;
  return sql`(select n.id from ${nodes} cross join lateral (
      select q.id, ${order.keys} from quoting.quotes q where ${filtersOf(ctx, selection, cut, sql`q.node_id = n.id`, ...words)} order by ${order.onQuotes} limit 1
    ) f order by ${order.onFound} limit ${limit}) as n (id)`;
}

/** Statement for a page by place: node by node, or through the index of the tenant. */
function roadByPlace(ctx: Context, selection: Selection, cut: Cut, words: readonly SqlFragment[]): SqlFragment {
  const { nodes, narrow, within } = selection;
  const { order, limit } = cut;
  if (nodes !== undefined && (narrow || order.ofPlace)) {
    const all = listed(nodes);
    return withColumns(ctx, nodeByNode(ctx, selection, cut, narrow ? all : leadingNodes(ctx, selection, cut, words, all), words), cut);
  }
  const begin = nodes !== undefined && cut.upTo !== undefined ? [madeBefore(ctx, selection, cut.upTo)] : [];
  const found = (what: SqlFragment) => sql`select ${what} from quoting.quotes q where ${filtersOf(ctx, selection, cut, within, ...begin, ...words)} order by ${order.onQuotes} limit ${limit}`;
  // Where every row passed is a row shown, it is fetched on the way.
  const everyRowShown = nodes === undefined && selection.conditions.length === 0 && words.length === 0;
  return everyRowShown && cut.columns !== undefined ? found(cut.columns) : withColumns(ctx, found(sql`q.id`), cut);
}

/** So many days are read back from the last one; what was made before them is met along the list. */
const mostDays = 62;

const since = (last: string): SqlFragment => sql`(${last}::date - ${mostDays}::integer)::timestamp at time zone ${houseZone}`;

/**
 * Condition: not newer than the newest quote of the last days. The walk through an area then begins where its rows begin,
 * behind all that is still open. No quote is made after its day, so those of earlier days are older than these days are.
 */
function madeBefore(ctx: Context, { within }: Selection, { column, last }: LastDay): SqlFragment {
  return sql`q.created_at <= (select greatest(max(d.made), ${since(last)}) from (
      select (select q.created_at from quoting.quotes q where q.tenant_id = ${ctx.tenant.id} and ${column} = ${last}::date - b.back and ${within} order by q.created_at desc limit 1) as made
      from generate_series(0, ${mostDays}::integer) as b (back)) d)`;
}

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
  return withColumns(ctx, sql`with newest as materialized (${newest}) select n.id from newest n where (select count(*) = ${limit} and min(m.key) >= ${since(last)} from newest m)`, cut);
}

/** The same for quotes already found by their words. */
function roadByIds(ctx: Context, ids: readonly string[], selection: Selection, cut: Cut): SqlFragment {
  const filters = filtersOf(ctx, selection, cut, sql`q.id = any(${[...ids]}::uuid[])`, selection.within, ...wordConditions(selection.words));
  return sql`select ${cut.columns ?? sql`q.id`} from quoting.quotes q where ${filters} order by ${cut.order.onQuotes} limit ${cut.limit}`;
}

/**
 * The first rows of a wide scope, looked through for the words. The words stand in no index that is in order: rows are found within
 * the indexes alone and fetched one by one until the page is full.
 */
function roadByWalk(ctx: Context, selection: Selection, cut: Cut): SqlFragment {
  const { order } = cut;
  const first = sql`select q.id, ${order.keys} from quoting.quotes q where ${filtersOf(ctx, selection, cut, selection.within)} order by ${order.onQuotes} limit ${mostWalked}`;
  const ids = sql`select f.id from (${first}) f join quoting.quotes w on w.tenant_id = ${ctx.tenant.id} and w.id = f.id
    where ${allOf(wordConditions(selection.words, sql`w.search_text`))} order by ${order.onFound} limit ${cut.limit}`;
  return withColumns(ctx, ids, cut);
}

/**
 * Counts quotes with the words of a selection within the newest rows of a wide scope. Undefined when that tells nothing: no
 * word to look for, or one so rare that the index of words is the place to count it.
 */
export async function countWalking(ctx: Context, selection: Selection): Promise<{ found: number; whole: boolean } | undefined> {
  const { narrow, words } = selection;
  if (narrow || words.length === 0 || words.some(isIdentifying)) return undefined;
  const { found, walked } = await ctx.tx.row<{ found: number; walked: number }>(sql`
    select count(*) filter (where ${allOf(wordConditions(words, sql`w.search_text`))}) as found, count(*) as walked from (
      select q.id from quoting.quotes q where ${allOf([sql`q.tenant_id = ${ctx.tenant.id}`, selection.within, ...selection.conditions])} order by q.created_at desc, q.id desc limit ${mostWalked}
    ) f join quoting.quotes w on w.tenant_id = ${ctx.tenant.id} and w.id = f.id`);
  const whole = walked < mostWalked;
  return whole || found >= oftenMet ? { found, whole } : undefined;
}

/**
 * Runs `read` with the statement for a page. Words that name few quotes go to the index of words first; others are looked
 * for along the list, where frequent ones fill a page soon, and in the index of words when they do not.
 */
export async function alongRoads<R>(ctx: Context, selection: Selection, cut: Cut, read: (statement: SqlFragment) => Promise<readonly R[]>): Promise<readonly R[]> {
  const { words } = selection;
  if (words.length === 0) {
    const newest = selection.nodes === undefined && cut.upTo !== undefined ? await read(roadByDays(ctx, selection, cut, cut.upTo)) : [];
    return newest.length > 0 ? newest : read(roadByPlace(ctx, selection, cut, []));
  }
  if (!words.some(isIdentifying)) {
    // A dealer's rows are soon looked through whole.
    const walked = selection.narrow ? [] : await read(roadByWalk(ctx, selection, cut));
    if (walked.length === cut.limit) return walked;
    // Of common words the index of words would gather every quote before the first is told.
    if (selection.narrow || walked.length >= oftenMet) return read(roadByPlace(ctx, selection, cut, wordConditions(words)));
  }
  const ids = await matchWords(ctx, words);
  return read(ids === undefined ? roadByPlace(ctx, selection, cut, wordConditions(words)) : roadByIds(ctx, ids, selection, cut));
}

/** Statement for the whole list, columns and all, in its order: for a cursor, which takes the rows as they are asked for. */
export async function listStatement(ctx: Context, selection: Selection, columns: SqlFragment, order: ListOrder, limit: number): Promise<SqlFragment> {
  const ids = selection.words.length === 0 ? undefined : await matchWords(ctx, selection.words);
  const found = ids === undefined ? [] : [sql`q.id = any(${[...ids]}::uuid[])`];
  const filters = [sql`q.tenant_id = ${ctx.tenant.id}`, selection.everyRow, ...found, ...selection.conditions, ...wordConditions(selection.words)];
  return sql`select ${columns} from quoting.quotes q where ${allOf(filters)} order by ${order.onQuotes} limit ${limit}`;
}

/** Statement for chosen quotes of the actor's scope, the newest first. */
export function chosenStatement(ctx: Context, ids: readonly string[], columns: SqlFragment): SqlFragment {
  return sql`select ${columns} from quoting.quotes q
    where ${permitted(ctx, readQuotes, quoteColumns, 'each')} and q.id = any(${[...ids]}::uuid[]) order by q.created_at desc, q.id desc`;
}
