/** SQL of invitations. Writing runs as the application within the scope; accepting is a function of the database. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Context, Language, Tx } from '#platform/context';
import { sql } from '#platform/sql';
import { hashToken } from '../sessions/sessions.ts';

/** Seven days. */
const lifeMs = 7 * 86_400_000;

export interface NewInvitation {
  readonly nodeId: number;
  readonly profile: string;
  /** In small letters. */
  readonly email: string;
  readonly language: Language;
}

/** A new link: 256 bits, of which the database keeps the hash. */
function drawToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

interface Link {
  readonly id: string;
  /** Goes into the mail and nowhere else. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Writes an invitation in the name of whoever acts. */
export async function insertInvitation(ctx: Context, invitation: NewInvitation): Promise<Link> {
  const id = uuidv7({ msecs: ctx.now.getTime() });
  const { token, hash } = drawToken();
  const expiresAt = new Date(ctx.now.getTime() + lifeMs);
  await ctx.tx.run(sql`
    insert into identity.invitations (tenant_id, id, node_id, profile_key, email, language, token_hash, invited_by, inviter_account_id, created_at, sent_at, expires_at)
    values (${ctx.tenant.id}, ${id}, ${invitation.nodeId}, ${invitation.profile}, ${invitation.email}, ${invitation.language}, ${hash}, ${ctx.actor.personalityId}, ${ctx.actor.accountId},
      ${ctx.now}, ${ctx.now}, ${expiresAt})`);
  return { id, token, expiresAt };
}

export interface StoredInvitation extends NewInvitation {
  readonly id: string;
  readonly over: boolean;
}

/** One within the scope, held until the transaction ends. */
export async function findInvitation(ctx: Context, id: string): Promise<StoredInvitation | undefined> {
  return ctx.tx.maybeRow<StoredInvitation>(sql`
    select i.id, i.node_id as "nodeId", i.profile_key as profile, i.email, i.language, i.accepted_at is not null or i.revoked_at is not null as over
    from identity.invitations i
    where i.tenant_id = ${ctx.tenant.id} and i.id = ${id}
      and i.node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = ${ctx.tenant.id} and c.ancestor_id = ${ctx.actor.scopeNodeId})
    for update`);
}

/** A new link and seven new days, in the name of whoever acts. */
export async function renewInvitation(ctx: Context, id: string): Promise<Link> {
  const { token, hash } = drawToken();
  const expiresAt = new Date(ctx.now.getTime() + lifeMs);
  await ctx.tx.run(sql`
    update identity.invitations set token_hash = ${hash}, invited_by = ${ctx.actor.personalityId}, inviter_account_id = ${ctx.actor.accountId}, sent_at = ${ctx.now}, expires_at = ${expiresAt}
    where tenant_id = ${ctx.tenant.id} and id = ${id}`);
  return { id, token, expiresAt };
}

export async function markRevoked(ctx: Context, id: string): Promise<void> {
  await ctx.tx.run(sql`update identity.invitations set revoked_at = ${ctx.now} where tenant_id = ${ctx.tenant.id} and id = ${id}`);
}

/** Whether the address has an open invitation for the same profile and node, or works there already: as far as whoever acts may see. */
export async function findDouble(ctx: Context, { email, profile, nodeId }: NewInvitation): Promise<'already_invited' | 'already_here' | undefined> {
  const { invited, here } = await ctx.tx.row<{ invited: boolean; here: boolean }>(sql`
    select exists (
        select from identity.invitations i where i.tenant_id = ${ctx.tenant.id} and i.email = ${email} and i.profile_key = ${profile} and i.node_id = ${nodeId}
          and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${ctx.now}) as invited,
      exists (
        select from identity.v_people v join identity.v_nodes n on n.tenant_id = v.tenant_id and n.id = v.node_id
        where v.tenant_id = ${ctx.tenant.id} and v.login_name = ${email} and v.profile = ${profile} and (v.valid_to is null or v.valid_to > ${ctx.today})
          and (n.id = ${nodeId} or (n.kind = 'seller' and n.parent_id = ${nodeId}))) as here`);
  return invited ? 'already_invited' : here ? 'already_here' : undefined;
}

export interface OpenInvitation {
  readonly tenantId: number;
  readonly tenantName: string;
  readonly inviterName: string;
  readonly nameIt: string;
  readonly nameEn: string;
  readonly placeName: string;
  readonly email: string;
  readonly language: Language;
  readonly expiresAt: Date;
  readonly hasAccount: boolean;
  /** Names and towns of the nodes above: a password is not made of them. */
  readonly places: string[];
}

/** What a link stands for while it holds; the gate's transaction. */
export async function findOpenInvitation(tx: Tx, token: string, now: Date, today: string): Promise<OpenInvitation | undefined> {
  return tx.maybeRow<OpenInvitation>(sql`
    select i.tenant_id as "tenantId", t.name as "tenantName", a.display_name as "inviterName", pr.name_it as "nameIt", pr.name_en as "nameEn", (select string_agg(u.name, ' · ' order by c.depth desc) from identity.node_closure c join identity.nodes u on u.tenant_id = c.tenant_id and u.id = c.ancestor_id
        where c.tenant_id = i.tenant_id and c.descendant_id = i.node_id and (c.depth = 0 or u.kind = 'dealer')) as "placeName", i.email, i.language, i.expires_at as "expiresAt",
      exists (select from identity.accounts x where x.login_name = i.email) as "hasAccount",
      (select array_agg(name) from (
        select unnest(array[u.name, u.city]) as name from identity.node_closure c join identity.nodes u on u.tenant_id = c.tenant_id and u.id = c.ancestor_id
        where c.tenant_id = i.tenant_id and c.descendant_id = i.node_id union select t.name) named where name is not null) as places
    from identity.invitations i
    join platform.tenants t on t.id = i.tenant_id
    join identity.accounts a on a.id = i.inviter_account_id
    join identity.profiles pr on pr.tenant_id = i.tenant_id and pr.key = i.profile_key
    where i.token_hash = ${hashToken(token)} and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}
      and identity.inviter_stands(i.tenant_id, i.invited_by, i.node_id, i.profile_key, ${today}::date)`);
}

export interface Acceptance {
  readonly outcome: 'accepted' | 'not_valid' | 'account_exists' | 'other_account';
  readonly tenant_id: number;
  readonly account_id: string;
  readonly personality_id: string;
  readonly node_id: number;
  readonly made_node: boolean;
  readonly invitation_id: string;
}

export type Joining = { readonly accountId: string } | { readonly displayName: string; readonly language: Language; readonly passwordHash: string | null };

/** Uses the link up; the gate's transaction. */
export async function acceptInvitation(tx: Tx, token: string, now: Date, who: Joining): Promise<Acceptance> {
  const existing = 'accountId' in who;
  return tx.row<Acceptance>(sql`
    select * from identity.accept_invitation(${hashToken(token)}, ${now}, ${existing ? who.accountId : null}, ${existing ? null : uuidv7({ msecs: now.getTime() })},
      ${existing ? null : who.displayName}, ${existing ? null : who.language}, ${existing ? null : who.passwordHash}, ${uuidv7({ msecs: now.getTime() })})`);
}
