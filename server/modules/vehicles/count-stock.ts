import type { PlacedRecords } from '#platform/placed-records';
import { sql } from '#platform/sql';

/** Cars that stand in yards of the organisation, sold and withdrawn ones apart. */
export const placedStock: PlacedRecords = {
  key: 'stock',
  words: { it: 'veicoli in giacenza', en: 'cars in stock' },
  count: (ctx, { below, at }) =>
    ctx.tx.listRows(sql`
      select c.ancestor_id as "nodeId", count(*)::integer as count from identity.v_node_closure c
      join vehicles.stock_vehicles s on s.tenant_id = c.tenant_id and s.node_id = c.descendant_id and s.state not in ('sold', 'withdrawn')
      where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = any(${[...below]}::integer[]) group by c.ancestor_id
      union all
      select s.node_id, count(*)::integer from vehicles.stock_vehicles s
      where s.tenant_id = ${ctx.tenant.id} and s.node_id = any(${[...at]}::integer[]) and s.state not in ('sold', 'withdrawn') group by s.node_id`),
};
