/** What must be read before something may be done: the platform's door asks here before a write that says so of itself. */
import type { Context } from '#platform/context';
import type { ClosedGate } from '#platform/http/reading-gate';
import { sql } from '#platform/sql';
import { actingPerson, inForce, reaches } from './audience.ts';
import { isOwn } from './receipts.ts';

/**
 * The oldest item in force that closes `gate` to the acting personality until confirmed; undefined when nothing does. Nobody confirms
 * for another: whoever stands in has to have read it too, as himself or in the absent's place. One statement over the few versions that close anything.
 */
export async function findClosedGate(ctx: Context, gate: string): Promise<ClosedGate | undefined> {
  return ctx.tx.maybeRow<ClosedGate>(sql`
    select v.item_id as "itemId", v.version, case when ${ctx.language === 'en'} then coalesce(v.title_en, v.title_it) else v.title_it end as title
    from news.versions v join ${actingPerson(ctx)}
    where v.tenant_id = ${ctx.tenant.id} and ${inForce(ctx)} and v.gates <> '{}' and v.gates @> ${[gate]}::text[] and ${reaches}
      and not exists (
        select from news.receipts r where r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and ${ctx.actor.onBehalfOf === undefined ? isOwn(ctx) : sql`r.account_id = ${ctx.actor.accountId}`} and r.confirmed_at is not null)
    order by v.published_at, v.item_id limit 1`);
}
