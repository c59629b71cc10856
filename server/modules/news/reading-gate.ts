/** What must be read before something may be done: the platform's door asks here before a write that says so of itself. */
import type { Context } from '#platform/context';
import type { ClosedGate } from '#platform/http/reading-gate';
import { sql } from '#platform/sql';

/**
 * The oldest item in force that closes `gate` to the acting personality until confirmed; undefined when nothing does. Nobody confirms
 * for another: whoever stands in has to have read it too, as himself or in the absent's place. Asked before every save: the function
 * of the database knows whose question it is, and looks at the few versions that close anything.
 */
export async function findClosedGate(ctx: Context, gate: string): Promise<ClosedGate | undefined> {
  return ctx.tx.maybeRow<ClosedGate>(sql`
    select g.item_id as "itemId", g.version, case when ${ctx.language === 'en'} then coalesce(g.title_en, g.title_it) else g.title_it end as title
    from news.closed_gate(${gate}, ${ctx.today}, ${ctx.actor.onBehalfOf !== undefined}) g`);
}
