/** SQL of requests to change rights. */
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { RightsChange } from './change-request-contracts.ts';
import { belowNode } from '../rules/rule-sql.ts';

export interface ChangeRequestRow {
  readonly id: string;
  readonly nodeId: number;
  readonly nodeName: string | null;
  readonly beneficiaryId: string | null;
  readonly beneficiaryName: string | null;
  readonly profileIt: string | null;
  readonly profileEn: string | null;
  readonly change: RightsChange;
  readonly beforeDigest: Buffer;
  readonly reason: string;
  readonly state: 'open' | 'approved' | 'refused' | 'withdrawn';
  readonly alone: boolean;
  readonly requestedAt: Date;
  readonly requestedBy: string;
  readonly requestedByName: string | null;
  readonly decideBefore: Date;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
  readonly decisionNote: string | null;
  readonly inScope: boolean;
}

function select(ctx: Context, condition: SqlFragment): SqlFragment {
  const inScope = belowNode(ctx.tenant.id, sql`q.node_id`, ctx.actor.scopeNodeId);
  return sql`
    select q.id, q.node_id as "nodeId", n.name as "nodeName", q.beneficiary_id as "beneficiaryId", w.display_name as "beneficiaryName", r.name_it as "profileIt", r.name_en as "profileEn",
      q.change, q.before_digest as "beforeDigest", q.reason, q.state, q.alone, q.requested_at as "requestedAt", q.requested_by as "requestedBy", a.display_name as "requestedByName",
      q.decide_before as "decideBefore", q.decided_at as "decidedAt", b.display_name as "decidedByName", q.decision_note as "decisionNote", ${inScope} as "inScope"
    from identity.change_requests q
    left join identity.nodes n on n.tenant_id = q.tenant_id and n.id = q.node_id
    left join identity.profiles r on r.tenant_id = q.tenant_id and r.key = coalesce(q.change ->> 'profile', q.before_state ->> 'profile')
    left join identity.accounts w on w.id = q.beneficiary_id
    left join identity.accounts a on a.id = q.requested_by
    left join identity.accounts b on b.id = q.decided_by
    where q.tenant_id = ${ctx.tenant.id} and (q.requested_by = ${ctx.actor.accountId} or ${inScope}) and ${condition}`;
}

/** One request the actor may see, its row held until the transaction ends when it is to be changed. */
export async function findChangeRequest(ctx: Context, id: string, hold = false): Promise<ChangeRequestRow | undefined> {
  if (hold) await ctx.tx.rows(sql`select from identity.change_requests q where q.tenant_id = ${ctx.tenant.id} and q.id = ${id} for update`);
  return ctx.tx.maybeRow<ChangeRequestRow>(select(ctx, sql`q.id = ${id}`));
}

interface RequestPage {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: 'open' | 'decided' | undefined;
  readonly kind?: RightsChange['kind'] | undefined;
  readonly beneficiaryId?: string | undefined;
  readonly by?: 'own' | undefined;
}

export async function pageChangeRequests(ctx: Context, page: RequestPage): Promise<ChangeRequestRow[]> {
  const open = sql`(q.state = 'open' and q.decide_before > ${ctx.now})`;
  const conditions = [
    ...(page.state === undefined ? [] : [page.state === 'open' ? open : sql`not ${open}`]),
    ...(page.kind === undefined ? [] : [sql`q.kind = ${page.kind}`]),
    ...(page.beneficiaryId === undefined ? [] : [sql`q.beneficiary_id = ${page.beneficiaryId}`]),
    ...(page.by === undefined ? [] : [sql`q.requested_by = ${ctx.actor.accountId}`]),
    ...(page.cursor === undefined ? [sql`true`] : [sql`q.id < ${page.cursor}`]),
  ];
  return ctx.tx.listRows<ChangeRequestRow>(sql`${select(ctx, allOf(conditions))} order by q.id desc limit ${page.limit + 1}`);
}

/** Whether the very same change waits already. */
export async function isAskedAlready(ctx: Context, change: RightsChange): Promise<boolean> {
  const found = await ctx.tx.rows(sql`
    select from identity.change_requests q
    where q.tenant_id = ${ctx.tenant.id} and q.state = 'open' and q.decide_before > ${ctx.now} and q.change = ${JSON.stringify(change)}::jsonb limit 1`);
  return found.length > 0;
}

/** Whether a second person lately allowed the actor to send this invitation, and nobody has come in by it since: what two allowed gives one role. */
export async function mayInvite(ctx: Context, wanted: { readonly email: string; readonly profile: string; readonly nodeId: number }): Promise<boolean> {
  const found = await ctx.tx.rows(sql`
    select from identity.change_requests q
    where q.tenant_id = ${ctx.tenant.id} and q.kind = 'invitePersonality' and q.state = 'approved' and q.requested_by = ${ctx.actor.accountId} and q.decided_at > ${ctx.now}::timestamptz - interval '14 days'
      and lower(q.change ->> 'email') = lower(${wanted.email}) and q.change ->> 'profile' = ${wanted.profile} and (q.change ->> 'nodeId')::integer = ${wanted.nodeId}
      and not exists (select from identity.invitations i where i.tenant_id = q.tenant_id and i.email = lower(${wanted.email}) and i.profile_key = ${wanted.profile} and i.node_id = ${wanted.nodeId}
        and i.accepted_at >= q.decided_at)
    limit 1`);
  return found.length > 0;
}

interface NewChangeRequest {
  readonly id: string;
  readonly change: RightsChange;
  readonly nodeId: number;
  readonly beneficiaryId: string | null;
  readonly before: object;
  readonly beforeDigest: Buffer;
  readonly reason: string;
  readonly decideBefore: Date;
  readonly alone: boolean;
}

export async function insertChangeRequest(ctx: Context, row: NewChangeRequest): Promise<void> {
  const decidedBy = row.alone ? ctx.actor.accountId : null;
  await ctx.tx.run(sql`
    insert into identity.change_requests (tenant_id, id, kind, node_id, beneficiary_id, change, before_digest, before_state, reason, state, alone, requested_at, requested_by, decide_before,
      decided_at, decided_by)
    values (${ctx.tenant.id}, ${row.id}, ${row.change.kind}, ${row.nodeId}, ${row.beneficiaryId}, ${JSON.stringify(row.change)}, ${row.beforeDigest}, ${JSON.stringify(row.before)}, ${row.reason},
      ${row.alone ? 'approved' : 'open'}, ${row.alone}, ${ctx.now}, ${ctx.actor.accountId}, ${row.decideBefore}, ${row.alone ? ctx.now : null}, ${decidedBy})`);
}

/** Settles an open request; false when somebody was faster. */
export async function settleChangeRequest(ctx: Context, id: string, state: 'approved' | 'refused' | 'withdrawn', note: string): Promise<boolean> {
  const settled = await ctx.tx.run(sql`
    update identity.change_requests q set state = ${state}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.accountId}, decision_note = ${note}
    where q.tenant_id = ${ctx.tenant.id} and q.id = ${id} and q.state = 'open' and q.decide_before > ${ctx.now}`);
  return settled === 1;
}
