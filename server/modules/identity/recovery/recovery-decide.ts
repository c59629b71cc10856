/** What managers see and decide of lost factors, within their scope. */
import type { z } from 'zod';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql, type SqlFragment } from '#platform/sql';
import { recoveryConfirmedKind, recoveryStoppedKind } from '../accounts/account-events.ts';
import type { factorRecovery } from '../api.ts';
import { hasProfileAbove } from '../accounts/protect-account.ts';
import { permitted } from '../rules/rule-sql.ts';
import { decideOnPerson } from '../rules/ruled-person.ts';
import { protectAccounts } from '../rules/rules.ts';

const dayMs = 86_400_000;
/** Between the confirmation and the fall of the factor, for its owner to say that it was somebody else. */
const waitMs = dayMs;
const usableDays = 7;

interface Row {
  readonly id: string;
  readonly account_id: string;
  readonly personality_id: string;
  readonly node_id: number;
  readonly confirmed_at: Date | null;
}

function openInScope(ctx: Context): SqlFragment {
  return sql`${permitted(ctx, protectAccounts, { tenantId: sql`r.tenant_id`, nodeId: sql`r.node_id` })} and r.stopped_at is null and r.done_at is null and r.expires_at > ${ctx.now}`;
}

/** Those that are open, the oldest first. */
export async function listRecoveries(ctx: Context): Promise<z.output<typeof factorRecovery>[]> {
  const rows = await ctx.tx.rows<{
    id: string; accountId: string; displayName: string; loginName: string; nodeName: string; askedAt: Date; expiresAt: Date; confirmedAt: Date | null; dueAt: Date | null; own: boolean;
  }>(sql`
    select r.id, r.account_id as "accountId", a.display_name as "displayName", a.login_name as "loginName", n.name as "nodeName", r.asked_at as "askedAt", r.expires_at as "expiresAt",
      r.confirmed_at as "confirmedAt", r.due_at as "dueAt", r.account_id = ${ctx.actor.accountId} as own
    from identity.factor_recoveries r join identity.accounts a on a.id = r.account_id join identity.nodes n on n.tenant_id = r.tenant_id and n.id = r.node_id
    where ${openInScope(ctx)} order by r.asked_at, r.id limit 200`);
  return rows.map((row) => ({
    ...row, askedAt: row.askedAt.toISOString(), expiresAt: row.expiresAt.toISOString(), confirmedAt: row.confirmedAt?.toISOString() ?? null, dueAt: row.dueAt?.toISOString() ?? null,
  }));
}

async function takeOpen(ctx: Context, id: string): Promise<Row> {
  const row = await ctx.tx.maybeRow<Row>(sql`
    select r.id, r.account_id, r.personality_id, r.node_id, r.confirmed_at from identity.factor_recoveries r where r.id = ${id} and ${openInScope(ctx)}`);
  if (row === undefined) throw new AppError('not_found', 'factor recovery');
  return row;
}

/** The factor opens every place of the person, so whoever lets it fall sees all of them within the company. */
async function worksElsewhere(ctx: Context, accountId: string): Promise<boolean> {
  const { elsewhere } = await ctx.tx.row<{ elsewhere: boolean }>(sql`select identity.stands_beyond_scope(${accountId}, ${ctx.today}) as elsewhere`);
  return elsewhere;
}

/** Confirms that it is this very person. Never one's own, never somebody's of a profile above or with places out of sight. */
export async function confirmRecovery(ctx: Context, id: string): Promise<Result<{ dueAt: string }, 'own_account' | 'profile_above' | 'has_other_places' | 'already_confirmed'>> {
  const row = await takeOpen(ctx, id);
  if (row.account_id === ctx.actor.accountId) return refuse('own_account');
  if (await hasProfileAbove(ctx, row.account_id)) return refuse('profile_above');
  if (await worksElsewhere(ctx, row.account_id)) return refuse('has_other_places');
  const dueAt = new Date(ctx.now.getTime() + waitMs);
  const changed = await ctx.tx.run(sql`
    update identity.factor_recoveries r set confirmed_at = ${ctx.now}, confirmed_by = ${ctx.actor.accountId}, due_at = ${dueAt}, expires_at = ${new Date(dueAt.getTime() + usableDays * dayMs)}
    where r.id = ${id} and r.confirmed_at is null and ${openInScope(ctx)}`);
  if (changed === 0) return refuse('already_confirmed');
  await audit(ctx, { action: 'identity.factor-recovery.confirm', objectKind: 'factor-recovery', objectId: id, details: { accountId: row.account_id }, decision: await decideOnPerson(ctx, protectAccounts, { nodeId: row.node_id, accountId: row.account_id }) });
  await publish(ctx, { kind: recoveryConfirmedKind, nodeId: row.node_id, payload: { accountId: row.account_id, personalityId: row.personality_id, linkId: id } });
  return done({ dueAt: dueAt.toISOString() });
}

/** Refuses it, or stops it while the day is passing. */
export async function refuseRecovery(ctx: Context, id: string): Promise<void> {
  const row = await takeOpen(ctx, id);
  const changed = await ctx.tx.run(sql`update identity.factor_recoveries r set stopped_at = ${ctx.now}, stopped_by = 'manager' where r.id = ${id} and ${openInScope(ctx)}`);
  if (changed === 0) throw new AppError('not_found', 'factor recovery');
  await audit(ctx, { action: 'identity.factor-recovery.refuse', objectKind: 'factor-recovery', objectId: id, details: { accountId: row.account_id }, decision: await decideOnPerson(ctx, protectAccounts, { nodeId: row.node_id, accountId: row.account_id }) });
  await publish(ctx, { kind: recoveryStoppedKind, nodeId: row.node_id, payload: { accountId: row.account_id, personalityId: row.personality_id } });
}
