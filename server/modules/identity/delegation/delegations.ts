/** SQL of delegations. */
import type { Context } from '#platform/context';
import { allOf, sql, type SqlFragment } from '#platform/sql';
import type { Delegation } from './delegation-contracts.ts';
import { approvalFault } from '../changes/may-approve.ts';
import { belowNode } from '../rules/rule-sql.ts';

export interface DelegationRow {
  readonly id: string;
  readonly absentPersonalityId: string;
  readonly absentAccountId: string;
  readonly absentName: string | null;
  readonly absentLabel: string | null;
  readonly absentNodeId: number | null;
  readonly absentProfile: string | null;
  readonly standInPersonalityId: string;
  readonly standInAccountId: string;
  readonly standInName: string | null;
  readonly standInLabel: string | null;
  readonly privileges: readonly string[];
  readonly amountLimitCents: number | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
  readonly state: 'requested' | 'approved' | 'refused' | 'ended';
  readonly requestedAt: Date;
  readonly requestedBy: string;
  readonly requestedByName: string | null;
  readonly decideBefore: Date;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
  readonly decisionNote: string | null;
  readonly endedAt: Date | null;
  readonly endedByName: string | null;
  readonly endNote: string | null;
  /** Both personalities and accounts are in force today. */
  readonly sound: boolean;
  readonly inScope: boolean;
}

const standsToday = (person: SqlFragment, today: string): SqlFragment =>
  sql`(${person}.valid_from <= ${today} and (${person}.valid_to is null or ${person}.valid_to > ${today}) and ${person}.account_status = 'active' and not ${person}.suspended)`;

function select(ctx: Context, condition: SqlFragment): SqlFragment {
  return sql`
    select d.id, d.absent_personality_id as "absentPersonalityId", d.absent_account_id as "absentAccountId", a.display_name as "absentName", a.label as "absentLabel",
      a.node_id as "absentNodeId", a.profile as "absentProfile", d.stand_in_personality_id as "standInPersonalityId", d.stand_in_account_id as "standInAccountId",
      s.display_name as "standInName", s.label as "standInLabel", d.privileges, d.amount_limit_cents as "amountLimitCents", d.valid_from as "validFrom", d.valid_to as "validTo",
      d.reason, d.state, d.requested_at as "requestedAt", d.requested_by as "requestedBy", r.display_name as "requestedByName", d.decide_before as "decideBefore",
      d.decided_at as "decidedAt", b.display_name as "decidedByName", d.decision_note as "decisionNote", d.ended_at as "endedAt", e.display_name as "endedByName", d.end_note as "endNote",
      coalesce(${standsToday(sql`a`, ctx.today)} and ${standsToday(sql`s`, ctx.today)}, false) as sound,
      coalesce(${belowNode(ctx.tenant.id, sql`a.node_id`, ctx.actor.scopeNodeId)}, false) as "inScope"
    from identity.delegations d
    left join identity.v_people a on a.tenant_id = d.tenant_id and a.personality_id = d.absent_personality_id
    left join identity.v_people s on s.tenant_id = d.tenant_id and s.personality_id = d.stand_in_personality_id
    left join identity.accounts r on r.id = d.requested_by
    left join identity.accounts b on b.id = d.decided_by
    left join identity.accounts e on e.id = d.ended_by
    where d.tenant_id = ${ctx.tenant.id} and ${condition}`;
}

/** Whose eyes a delegation is for: both sides, and those above who agree to them. */
function visible(ctx: Context): SqlFragment {
  const own = sql`(d.absent_account_id = ${ctx.actor.accountId} or d.stand_in_account_id = ${ctx.actor.accountId})`;
  return ctx.actor.privileges.has('identity.delegation.approve') ? sql`(${own} or ${belowNode(ctx.tenant.id, sql`a.node_id`, ctx.actor.scopeNodeId)})` : own;
}

/** One delegation the actor may see, its row held until the transaction ends when it is to be changed. */
export async function findDelegation(ctx: Context, id: string, hold = false): Promise<DelegationRow | undefined> {
  if (hold) await ctx.tx.rows(sql`select from identity.delegations d where d.tenant_id = ${ctx.tenant.id} and d.id = ${id} for update`);
  return ctx.tx.maybeRow<DelegationRow>(select(ctx, sql`d.id = ${id} and ${visible(ctx)}`));
}

const inState = (ctx: Context, state: 'requested' | 'current' | 'past'): SqlFragment => {
  const open = sql`(d.state = 'requested' and d.decide_before > ${ctx.now} and d.valid_to > ${ctx.today})`;
  const agreed = sql`(d.state = 'approved' and d.valid_to > ${ctx.today})`;
  if (state === 'requested') return open;
  return state === 'current' ? agreed : sql`not (${open} or ${agreed})`;
};

/** A page, newest first; ids are in order of time. */
export async function pageDelegations(ctx: Context, page: { cursor?: string | undefined; limit: number; state?: 'requested' | 'current' | 'past' | undefined }): Promise<DelegationRow[]> {
  const conditions = [
    visible(ctx),
    ...(page.state === undefined ? [] : [inState(ctx, page.state)]),
    ...(page.cursor === undefined ? [] : [sql`d.id < ${page.cursor}`]),
  ];
  return ctx.tx.listRows<DelegationRow>(sql`${select(ctx, allOf(conditions))} order by d.id desc limit ${page.limit + 1}`);
}

interface NewDelegation {
  readonly id: string;
  readonly absentPersonalityId: string;
  readonly absentAccountId: string;
  readonly standInPersonalityId: string;
  readonly standInAccountId: string;
  readonly privileges: readonly string[];
  readonly amountLimitCents: number | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly reason: string;
  readonly state: 'requested' | 'approved';
  readonly decidedBy: string | null;
  readonly decideBefore: Date;
}

export async function insertDelegation(ctx: Context, row: NewDelegation): Promise<void> {
  await ctx.tx.run(sql`
    insert into identity.delegations (tenant_id, id, absent_personality_id, absent_account_id, stand_in_personality_id, stand_in_account_id, privileges, amount_limit_cents,
      valid_from, valid_to, reason, state, requested_at, requested_by, decide_before, decided_at, decided_by)
    values (${ctx.tenant.id}, ${row.id}, ${row.absentPersonalityId}, ${row.absentAccountId}, ${row.standInPersonalityId}, ${row.standInAccountId}, ${[...row.privileges]}::text[],
      ${row.amountLimitCents}, ${row.validFrom}, ${row.validTo}, ${row.reason}, ${row.state}, ${ctx.now}, ${ctx.actor.accountId ?? row.absentAccountId}, ${row.decideBefore},
      ${row.decidedBy === null ? null : ctx.now}, ${row.decidedBy})`);
}

/** Decides an open request; false when somebody was faster. */
export async function settleDelegation(ctx: Context, id: string, state: 'approved' | 'refused', note: string): Promise<boolean> {
  const settled = await ctx.tx.run(sql`
    update identity.delegations d set state = ${state}, decided_at = ${ctx.now}, decided_by = ${ctx.actor.accountId}, decision_note = ${note}
    where d.tenant_id = ${ctx.tenant.id} and d.id = ${id} and d.state = 'requested'`);
  return settled === 1;
}

/** Ends it; false when it was over already. */
export async function closeDelegation(ctx: Context, id: string, note: string): Promise<boolean> {
  const ended = await ctx.tx.run(sql`
    update identity.delegations d set state = 'ended', ended_at = ${ctx.now}, ended_by = ${ctx.actor.accountId}, end_note = ${note}
    where d.tenant_id = ${ctx.tenant.id} and d.id = ${id} and d.state in ('requested', 'approved')`);
  return ended === 1;
}

function stateOf(ctx: Context, row: DelegationRow): Delegation['state'] {
  if (row.state === 'requested') return row.decideBefore > ctx.now && row.validTo > ctx.today ? 'requested' : 'lapsed';
  if (row.state !== 'approved') return row.state;
  if (row.validTo <= ctx.today) return 'over';
  if (!row.sound) return 'broken';
  return row.validFrom <= ctx.today ? 'running' : 'planned';
}

/** What forbids the actor to decide; undefined when he may. */
export function delegationFault(ctx: Context, row: DelegationRow): ReturnType<typeof approvalFault> {
  const open = stateOf(ctx, row) === 'requested';
  return approvalFault(ctx.actor, { requesters: [row.requestedBy], beneficiaries: [row.absentAccountId, row.standInAccountId], state: open ? 'open' : 'decided' });
}

/** Whether the actor is one of the two, or stands above and agrees to delegations. */
export function mayEnd(ctx: Context, row: DelegationRow): boolean {
  if (ctx.actor.accountId === row.standInAccountId) return true;
  if (ctx.actor.onBehalfOf !== undefined) return false;
  return ctx.actor.accountId === row.absentAccountId || (row.inScope && ctx.actor.privileges.has('identity.delegation.approve'));
}

/** A row as the actor reads it. People who moved out of sight have no name any more. */
export function toDelegation(ctx: Context, row: DelegationRow): Delegation {
  const state = stateOf(ctx, row);
  const decides = state === 'requested' && row.inScope && ctx.actor.privileges.has('identity.delegation.approve');
  const fault = decides ? delegationFault(ctx, row) : undefined;
  return {
    id: row.id,
    absent: { personalityId: row.absentPersonalityId, accountId: row.absentAccountId, displayName: row.absentName ?? '–', label: row.absentLabel ?? '–' },
    standIn: { personalityId: row.standInPersonalityId, accountId: row.standInAccountId, displayName: row.standInName ?? '–', label: row.standInLabel ?? '–' },
    privileges: [...row.privileges],
    amountLimitCents: row.amountLimitCents,
    validFrom: row.validFrom,
    validTo: row.validTo,
    reason: row.reason,
    state,
    requestedAt: row.requestedAt.toISOString(),
    requestedBy: row.requestedByName ?? '–',
    decideBefore: row.decideBefore.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedByName,
    decisionNote: row.decisionNote,
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedByName,
    endNote: row.endNote,
    role: ctx.actor.accountId === row.absentAccountId ? 'absent' : ctx.actor.accountId === row.standInAccountId ? 'standIn' : 'above',
    mayDecide: decides && fault === undefined,
    decisionFault: fault ?? null,
    mayEnd: ['requested', 'planned', 'running', 'broken'].includes(state) && mayEnd(ctx, row),
  };
}
