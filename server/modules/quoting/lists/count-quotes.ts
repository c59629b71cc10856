import type { PlacedRecords } from '#platform/placed-records';
import { sql } from '#platform/sql';

/** Quotes by the place of their seller. */
export const placedQuotes: PlacedRecords = {
  key: 'quotes',
  words: { it: 'preventivi', en: 'quotes' },
  count: (ctx, { below, at }) =>
    ctx.tx.listRows(sql`
      select c.ancestor_id as "nodeId", count(*)::integer as count from identity.v_node_closure c
      join quoting.quotes q on q.tenant_id = c.tenant_id and q.node_id = c.descendant_id
      where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = any(${[...below]}::integer[]) group by c.ancestor_id
      union all
      select q.node_id, count(*)::integer from quoting.quotes q where q.tenant_id = ${ctx.tenant.id} and q.node_id = any(${[...at]}::integer[]) group by q.node_id`),
};
