import type { PlacedRecords } from '#platform/placed-records';
import { sql } from '#platform/sql';

/** Offers cut for a place, in the version of the day or a later one. */
export const placedOffers: PlacedRecords = {
  key: 'offers',
  words: { it: 'offerte', en: 'offers' },
  holdsBelow: true,
  count: (ctx, { below, at }) =>
    ctx.tx.listRows(sql`
      select c.ancestor_id as "nodeId", count(distinct o.id)::integer as count from identity.v_node_closure c
      join pricing.offers o on o.tenant_id = c.tenant_id and o.node_id = c.descendant_id and (o.valid_to is null or o.valid_to > ${ctx.today})
      where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = any(${[...below]}::integer[]) group by c.ancestor_id
      union all
      select o.node_id, count(distinct o.id)::integer from pricing.offers o
      where o.tenant_id = ${ctx.tenant.id} and o.node_id = any(${[...at]}::integer[]) and (o.valid_to is null or o.valid_to > ${ctx.today}) group by o.node_id`),
};
