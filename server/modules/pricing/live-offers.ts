/**
 * The live offers of a tenant in the memory of this process. Every question first reads the tenant's stamp in its own
 * transaction; a change to an offer renews the stamp in the transaction of the change. What was acknowledged is therefore
 * seen by the next question in every process, without messages that could be late: an index whose stamp is another is
 * never used. The database lists which offers each renewal was about (migration 0006), so that only those are read again;
 * where the list does not lead from the stamp held to the stamp found, all of them are.
 */
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { liveIndexOf, withChangedOffers, type LiveIndex } from './conditions/live-index.ts';
import type { RankedOffer } from './conditions/precedence.ts';
import { scopeOf, type ScopeRow } from './offers.ts';

interface IndexRow extends ScopeRow {
  id: string;
  version: number;
  code: string;
  lowest_rate_ppm: number;
}

interface Stamp {
  readonly stamp: string;
  readonly number: number;
  /** Renewed by this very transaction: nobody else sees its offers yet. */
  readonly own: boolean;
}

interface Held extends Stamp {
  /** The index holds every offer that is not over before this day. */
  readonly fromDay: string;
  readonly index: Promise<LiveIndex>;
}

const held = new Map<number, Held>();
const none = liveIndexOf([]);

async function readRanked(ctx: Context, source: SqlFragment): Promise<RankedOffer[]> {
  const rows = await ctx.tx.rows<IndexRow>(sql`select o.* from ${source} o`);
  return rows.map((row) => ({
    offerId: row.id,
    version: row.version,
    code: row.code,
    ...scopeOf(row),
    lowestRatePpm: row.lowest_rate_ppm,
  }));
}

async function readAll(ctx: Context, fromDay: string): Promise<LiveIndex> {
  return liveIndexOf(await readRanked(ctx, sql`pricing.offers_to_index(${fromDay})`));
}

async function readStamp(ctx: Context): Promise<Stamp | undefined> {
  return ctx.tx.maybeRow<Stamp>(sql`
    select s.stamp, s.number, coalesce(s.written_in = pg_current_xact_id_if_assigned(), false) as own from pricing.offer_stamps s where s.tenant_id = ${ctx.tenant.id}`);
}

/** Offers changed between the two stamps; undefined when the database does not lead from the one to the other. */
async function changedBetween(ctx: Context, known: Stamp, found: Stamp): Promise<string[] | undefined> {
  if (known.number >= found.number) return undefined;
  const rows = await ctx.tx.rows<{ number: number; stamp: string; offer_ids: string[] | null }>(sql`
    select c.number, c.stamp, c.offer_ids from pricing.offer_changes c
    where c.tenant_id = ${ctx.tenant.id} and c.number between ${known.number} and ${found.number} order by c.number`);
  const [first, ...later] = rows;
  if (first?.stamp !== known.stamp || later.at(-1)?.stamp !== found.stamp || later.length !== found.number - known.number) return undefined;
  const ids = new Set<string>();
  for (const { offer_ids } of later) {
    if (offer_ids === null) return undefined;
    for (const id of offer_ids) ids.add(id);
  }
  return ids.size > mostReadAgain ? undefined : [...ids];
}

/** Above so many changed offers it costs less to read all. */
const mostReadAgain = 1000;

/** Every offer that is not over before `fromDay`: what is known, with what changed since, or all of them read anew. */
async function readIndex(ctx: Context, known: Held | undefined, found: Stamp, fromDay: string): Promise<LiveIndex> {
  const before = known === undefined || known.fromDay > fromDay ? undefined : await known.index.catch(() => undefined);
  if (known === undefined || before === undefined) return readAll(ctx, fromDay);
  const ids = await changedBetween(ctx, known, found);
  if (ids === undefined) return readAll(ctx, fromDay);
  return withChangedOffers(before, ids, await readRanked(ctx, sql`pricing.offers_to_index_again(${ids}::uuid[])`));
}

/**
 * The offers of the tenant as this transaction sees them, at least those not over before today. The index is the whole
 * tenant's: what it answers is read again behind the asker's own walls before it is shown.
 */
export async function liveOffers(ctx: Context): Promise<LiveIndex> {
  let found = await readStamp(ctx);
  if (found === undefined) return none;
  let known = held.get(ctx.tenant.id);
  if (known !== undefined && known.number > found.number) {
    // Somebody else has meanwhile read a later change: it is committed, and this transaction sees it too.
    found = (await readStamp(ctx)) ?? found;
    known = held.get(ctx.tenant.id);
  }
  if (known !== undefined && known.stamp === found.stamp && known.fromDay <= ctx.today) {
    // Another request may still be reading it; should that one fail, this one reads for itself.
    const shared = await known.index.catch(() => undefined);
    if (shared !== undefined) return shared;
  }
  // What this transaction wrote is for itself alone until it commits.
  if (found.own) return readIndex(ctx, known, found, ctx.today);
  const fromDay = known === undefined || known.fromDay > ctx.today ? ctx.today : known.fromDay;
  const mine: Held = { ...found, fromDay, index: readIndex(ctx, known, found, fromDay) };
  held.set(ctx.tenant.id, mine);
  try {
    return await mine.index;
  } catch (error) {
    if (held.get(ctx.tenant.id) === mine) held.delete(ctx.tenant.id);
    throw error;
  }
}
