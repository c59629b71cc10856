/** Whom to tell of a step of a delegation or of a request to change rights, and what. Read by whoever sends the notices. */
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import type { ChangeStep, DelegationStep } from '../delegation/delegation-events.ts';

interface Addressee {
  readonly personalityId: string;
  readonly accountId: string;
  readonly nodeId: number;
}

interface RightsNews {
  readonly addressees: readonly Addressee[];
  readonly facts: Readonly<Record<string, string>>;
}

const inForce = (ctx: Context): SqlFragment => sql`p.tenant_id = ${ctx.tenant.id} and p.account_status = 'active' and not p.suspended and p.valid_from <= ${ctx.today} and (p.valid_to is null or p.valid_to > ${ctx.today})`;

/** The nearest people at or above a place who hold a privilege, apart from those it is about. */
async function deciders(ctx: Context, privilege: string, nodeId: number, without: readonly string[]): Promise<Addressee[]> {
  return ctx.tx.rows<Addressee>(sql`
    with recursive holders as (
      select h.profile_key as key from identity.profile_privileges h where h.tenant_id = ${ctx.tenant.id} and h.privilege = ${privilege}
      union select r.key from identity.profiles r join holders on r.parent_key = holders.key where r.tenant_id = ${ctx.tenant.id}
    ), found as (
      select p.personality_id, p.account_id, p.node_id, c.depth, min(c.depth) over () as nearest from identity.v_people p
      join identity.node_closure c on c.tenant_id = p.tenant_id and c.ancestor_id = p.node_id and c.descendant_id = ${nodeId}
      where ${inForce(ctx)} and p.profile in (select holders.key from holders) and p.account_id <> all(${[...without]}::uuid[])
    )
    select f.personality_id as "personalityId", f.account_id as "accountId", f.node_id as "nodeId" from found f where f.depth = f.nearest`);
}

async function peopleBehind(ctx: Context, condition: SqlFragment): Promise<Addressee[]> {
  return ctx.tx.rows<Addressee>(sql`select p.personality_id as "personalityId", p.account_id as "accountId", p.node_id as "nodeId" from identity.v_people p where ${inForce(ctx)} and ${condition}`);
}

/** Those above are asked to agree; both sides hear how it went. */
export async function delegationNews(ctx: Context, delegationId: string, step: DelegationStep): Promise<RightsNews | undefined> {
  const row = await ctx.tx.maybeRow<{ absent: string; standIn: string; absentAccount: string; standInAccount: string; nodeId: number; absentName: string; standInName: string; from: string; to: string }>(sql`
    select d.absent_personality_id as absent, d.stand_in_personality_id as "standIn", d.absent_account_id as "absentAccount", d.stand_in_account_id as "standInAccount", p.node_id as "nodeId",
      a.display_name as "absentName", s.display_name as "standInName", d.valid_from as "from", d.valid_to as "to"
    from identity.delegations d join identity.personalities p on p.tenant_id = d.tenant_id and p.id = d.absent_personality_id
    join identity.accounts a on a.id = d.absent_account_id join identity.accounts s on s.id = d.stand_in_account_id
    where d.tenant_id = ${ctx.tenant.id} and d.id = ${delegationId}`);
  if (row === undefined) return undefined;
  const facts = { step, absentName: row.absentName, standInName: row.standInName, from: row.from, to: row.to };
  if (step === 'asked') return { facts, addressees: await deciders(ctx, 'identity.delegation.approve', row.nodeId, [row.absentAccount, row.standInAccount]) };
  return { facts, addressees: await peopleBehind(ctx, sql`p.personality_id = any(${[row.absent, row.standIn]}::uuid[])`) };
}

/** A second person is asked; whoever asked hears how it went. */
export async function changeRequestNews(ctx: Context, requestId: string, step: ChangeStep): Promise<RightsNews | undefined> {
  const row = await ctx.tx.maybeRow<{ kind: string; nodeId: number; requestedBy: string; beneficiary: string | null; byName: string }>(sql`
    select q.kind, q.node_id as "nodeId", q.requested_by as "requestedBy", q.beneficiary_id as beneficiary, a.display_name as "byName"
    from identity.change_requests q join identity.accounts a on a.id = q.requested_by where q.tenant_id = ${ctx.tenant.id} and q.id = ${requestId}`);
  if (row === undefined || step === 'withdrawn') return undefined;
  const facts = { step, kind: row.kind, byName: row.byName };
  if (step === 'asked') return { facts, addressees: await deciders(ctx, 'identity.rights.approve', row.nodeId, [row.requestedBy, ...(row.beneficiary === null ? [] : [row.beneficiary])]) };
  return { facts, addressees: await peopleBehind(ctx, sql`p.kind = 'staff' and p.account_id = ${row.requestedBy}`) };
}
