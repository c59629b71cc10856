import type { Context } from '#platform/context';
import { refuse, type Refused, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { countHolders } from '../rules/rights-facts.ts';

const administration = ['identity.rights.propose', 'identity.rights.approve'] as const;

/** How many people ask for changes of rights, and how many decide them, for the whole company. */
async function administrators(ctx: Context): Promise<number[]> {
  const { root } = await ctx.tx.row<{ root: number }>(sql`select t.root_node_id as root from platform.tenants t where t.id = ${ctx.tenant.id}`);
  const counts = [];
  for (const privilege of administration) counts.push(await countHolders(ctx, privilege, root));
  return counts;
}

/** Deeds that take rights away go one after the other within a tenant: two at once would each leave the other's person as the last. */
export async function inTurn(ctx: Context): Promise<void> {
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended('rights', ${ctx.tenant.id}))`);
}

/**
 * Does what takes rights away, unless the tenant would lose the last person who asks for changes of rights, or the last who decides
 * them. What is refused is undone with the transaction.
 */
export async function keepingTheLast<V, R extends string>(ctx: Context, deed: () => Promise<Result<V, R>>): Promise<Result<V, R> | Refused<'last_administrator'>> {
  await inTurn(ctx);
  const before = await administrators(ctx);
  const result = await deed();
  if (!result.ok) return result;
  const after = await administrators(ctx);
  return after.some((count, index) => count === 0 && before[index] !== 0) ? refuse('last_administrator') : result;
}
