import type { Context } from '#platform/context';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';

/** Something was published, superseded, withdrawn or archived. It names nothing: each page asks for what it may see. */
export const newsChangedKind = 'news.changed';

/** Somebody read or confirmed something: told to the pages of the same person alone. */
export const newsReadKind = 'news.read';

/** Wakes every open page of the tenant: an audience lies anywhere below a publisher, and one word is cheaper than ten thousand. */
export async function tellChange(ctx: Context): Promise<void> {
  const { id } = await ctx.tx.row<{ id: number }>(sql`select t.root_node_id as id from platform.tenants t where t.id = ${ctx.tenant.id}`);
  await publish(ctx, { kind: newsChangedKind, nodeId: id, payload: { everybody: true } });
}
