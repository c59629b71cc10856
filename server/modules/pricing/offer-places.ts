/** SQL that finds the parts of the network an offer can be cut for. */
import { permitted } from '#identity';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { writeOffers } from './rules.ts';

export interface OfferPlace {
  readonly nodeId: number;
  readonly name: string;
  readonly kind: string;
}

const mostShown = 20;

/** Condition: the node is the actor's or below it, in force today, and no lower than a dealer. */
function below(ctx: Context): SqlFragment {
  const within = permitted(ctx, writeOffers, { tenantId: sql`n.tenant_id`, nodeId: sql`n.id` });
  return sql`${within} and n.kind in ('company', 'district', 'region', 'dealer') and (n.valid_to is null or n.valid_to > ${ctx.today})`;
}

/** Places by words of their name or code, the widest first. */
export async function findOfferPlaces(ctx: Context, text: string): Promise<OfferPlace[]> {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '').slice(0, 6);
  return ctx.tx.listRows<OfferPlace>(sql`
    select n.id as "nodeId", n.name, n.kind from identity.v_nodes n
    where ${below(ctx)} and not exists (select from unnest(${words}::text[]) w where strpos(lower(n.code || ' ' || n.name), w) = 0)
    order by array_position(array['company', 'district', 'region', 'dealer'], n.kind), n.name limit ${mostShown}`);
}

export async function isOfferPlace(ctx: Context, nodeId: number): Promise<boolean> {
  return (await ctx.tx.maybeRow(sql`select n.id from identity.v_nodes n where ${below(ctx)} and n.id = ${nodeId}`)) !== undefined;
}
