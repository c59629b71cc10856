/** What managers do to protect the accounts of the people in their scope: end their sessions, block and free them. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { Decision } from '#platform/rule';
import { sql } from '#platform/sql';
import { keepingTheLast } from '../changes/last-administrator.ts';
import { permitted } from '../rules/rule-sql.ts';
import { decideOnPerson } from '../rules/ruled-person.ts';
import { protectAccounts } from '../rules/rules.ts';

type Protected = 'own_account' | 'profile_above';

/** Somebody whose profile inherits from the actor's stands above: the head of credit above its operators. */
export async function hasProfileAbove(ctx: Context, accountId: string): Promise<boolean> {
  const { above } = await ctx.tx.row<{ above: boolean }>(sql`
    with recursive chain as (
      select pr.key, pr.parent_key from identity.personalities p join identity.profiles pr on pr.tenant_id = p.tenant_id and pr.key = p.profile_key
      where p.tenant_id = ${ctx.tenant.id} and p.account_id = ${accountId} and p.profile_key <> ${ctx.actor.profile} and (p.valid_to is null or p.valid_to > ${ctx.today})
      union select up.key, up.parent_key from identity.profiles up join chain on up.key = chain.parent_key where up.tenant_id = ${ctx.tenant.id}
    ) select exists (select from chain where chain.key = ${ctx.actor.profile}) as above`);
  return above;
}

/** The decision about somebody by a place of theirs within scope. Throws not_found for somebody who has none. */
async function judge(ctx: Context, accountId: string): Promise<Result<Decision | undefined, Protected>> {
  const [place] = await ctx.tx.rows<{ nodeId: number }>(sql`
    select p.node_id as "nodeId" from identity.personalities p where ${permitted(ctx, protectAccounts, { tenantId: sql`p.tenant_id`, nodeId: sql`p.node_id` })} and p.account_id = ${accountId} order by p.id limit 1`);
  if (place === undefined) throw new AppError('not_found', `account ${accountId}`);
  if (accountId === ctx.actor.accountId) return refuse('own_account');
  return (await hasProfileAbove(ctx, accountId)) ? refuse('profile_above') : done(await decideOnPerson(ctx, protectAccounts, { ...place, accountId }));
}

/** Ends the sessions somebody has open within scope; those at other places go on. */
export async function endSessionsOf(ctx: Context, accountId: string): Promise<Result<{ ended: number }, Protected>> {
  const may = await judge(ctx, accountId);
  if (!may.ok) return may;
  const ended = await ctx.tx.rows<{ id: string }>(sql`select s.id from identity.end_sessions_in_scope(${accountId}, ${ctx.now}) s (id)`);
  for (const { id } of ended) await audit(ctx, { action: 'identity.session.end', objectKind: 'session', objectId: id, details: { accountId }, decision: may.value });
  return done({ ended: ended.length });
}

/** Blocks or frees somebody all of whose places at work are within scope. A blocked account is out with its next request. */
export async function setAccountStatus(ctx: Context, accountId: string, status: 'active' | 'blocked'): Promise<Result<{ status: 'active' | 'blocked' }, Protected | 'has_other_places' | 'last_administrator'>> {
  const may = await judge(ctx, accountId);
  if (!may.ok) return may;
  const changed = await keepingTheLast(ctx, async () => {
    const { set } = await ctx.tx.row<{ set: boolean }>(sql`select identity.set_account_status(${accountId}, ${status}, ${ctx.today}) as set`);
    return set ? done(null) : refuse('has_other_places');
  });
  if (!changed.ok) return changed;
  if (status === 'blocked') await ctx.tx.rows(sql`select s.id from identity.end_sessions_in_scope(${accountId}, ${ctx.now}) s (id)`);
  await audit(ctx, { action: status === 'blocked' ? 'identity.account.block' : 'identity.account.free', objectKind: 'account', objectId: accountId, after: { status }, decision: may.value });
  return done({ status });
}
