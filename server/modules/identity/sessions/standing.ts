/**
 * Who may act as what at this moment: what the gateway asks before it vouches for anybody toward another application.
 * The statements run in the gate's transaction, where all tenants are seen, and in an ordinary one, where the walls hold.
 */
import { civilDateIn } from '#platform/civil-date-in';
import type { Language, Strength, Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { isWeak } from './sessions.ts';

/** A personality in force today, of an account that is not blocked. */
export interface StandingPersonality {
  readonly personalityId: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly loginName: string;
  readonly language: Language;
  readonly tenantId: number;
  readonly tenantCode: string;
  readonly label: string;
  readonly profile: string;
  /** The profile and those it inherits from, nearest first. */
  readonly profiles: readonly string[];
  /** Root of what it sees; 0 for customers and partners, who stand outside the organisation. */
  readonly scopeNodeId: number;
  /** The node and those above it, nearest first; empty outside the organisation. */
  readonly nodes: readonly number[];
}

const personality: SqlFragment = sql`
  select p.id as "personalityId", p.account_id as "accountId", a.display_name as "displayName", a.login_name as "loginName", a.language, p.tenant_id as "tenantId", t.code as "tenantCode", p.label,
    p.profile_key as profile, case pr.scope_rule when 'none' then 0 else p.node_id end as "scopeNodeId",
    (with recursive chain as (
        select own.key, own.parent_key, 0 as depth from identity.profiles own where own.tenant_id = p.tenant_id and own.key = p.profile_key
        union all select up.key, up.parent_key, chain.depth + 1 from identity.profiles up join chain on up.key = chain.parent_key
        where up.tenant_id = p.tenant_id and chain.depth < 20
      ) select array_agg(chain.key order by chain.depth) from chain) as profiles,
    case pr.scope_rule when 'none' then '{}' else coalesce((
      select array_agg(c.ancestor_id order by c.depth) from identity.node_closure c where c.tenant_id = p.tenant_id and c.descendant_id = p.node_id), '{}') end as nodes`;

function standing(now: Date): SqlFragment {
  return sql`
    from identity.standing_personalities(${civilDateIn(houseZone, now)}) p
    join identity.accounts a on a.id = p.account_id and a.status = 'active'
    join identity.profiles pr on pr.tenant_id = p.tenant_id and pr.key = p.profile_key
    join platform.tenants t on t.id = p.tenant_id`;
}

/** All personalities an account may take at this moment, by label. */
export async function standingPersonalitiesOf(tx: Tx, accountId: string, now: Date): Promise<StandingPersonality[]> {
  return tx.rows<StandingPersonality>(sql`${personality} ${standing(now)} where p.account_id = ${accountId} order by p.label, p.id`);
}

/** One personality, when it stands and is visible to whoever asks. */
export async function findStandingPersonality(tx: Tx, personalityId: string, now: Date): Promise<StandingPersonality | undefined> {
  return tx.maybeRow<StandingPersonality>(sql`${personality} ${standing(now)} where p.id = ${personalityId}`);
}

/**
 * The personality that acts in this transaction. The door found it standing, so its node is not looked up again:
 * people outside the organisation do not see theirs.
 */
export async function findActingPersonality(tx: Tx, personalityId: string): Promise<StandingPersonality | undefined> {
  return tx.maybeRow<StandingPersonality>(sql`
    ${personality} from identity.personalities p
    join identity.accounts a on a.id = p.account_id
    join identity.profiles pr on pr.tenant_id = p.tenant_id and pr.key = p.profile_key
    join platform.tenants t on t.id = p.tenant_id where p.id = ${personalityId}`);
}

/** Who somebody is, whatever they act as. */
export type StandingPerson = Pick<StandingPersonality, 'accountId' | 'displayName' | 'loginName' | 'language'>;

/** An account that is not blocked; the gate's transaction. */
export async function findStandingPerson(tx: Tx, accountId: string): Promise<StandingPerson | undefined> {
  return tx.maybeRow<StandingPerson>(sql`
    select a.id as "accountId", a.display_name as "displayName", a.login_name as "loginName", a.language from identity.accounts a where a.id = ${accountId} and a.status = 'active'`);
}

export interface SessionStanding {
  readonly tenantId: number;
  readonly accountId: string;
  readonly personalityId: string;
  /** When its person last proved who they are, and how; a switch of personality keeps both. */
  readonly authenticatedAt: Date;
  readonly strength: Strength;
  readonly delegationId: string | null;
  readonly expiresAt: Date;
}

/** A session that stands at this moment; the gate's transaction. */
export async function findStandingSession(tx: Tx, sessionId: string, now: Date): Promise<SessionStanding | undefined> {
  return tx.maybeRow<SessionStanding>(sql`
    select s.tenant_id as "tenantId", s.account_id as "accountId", s.personality_id as "personalityId", s.strong_at as "authenticatedAt", s.strength, s.delegation_id as "delegationId", s.expires_at as "expiresAt"
    from identity.standing_sessions(${now}) s where s.id = ${sessionId}`);
}

/** Whether the company asks whoever acts as that personality for a second factor that a session of that strength was opened without; the gate's transaction. */
export async function owesSecondFactor(tx: Tx, of: Pick<SessionStanding, 'tenantId' | 'personalityId' | 'strength'>): Promise<boolean> {
  if (!isWeak(of.strength)) return false;
  const { owes } = await tx.row<{ owes: boolean }>(sql`
    select exists (select from identity.tenant_security t where t.tenant_id = ${of.tenantId}
      and t.second_factor_privileges && (select x.privileges from identity.acting_as(${of.personalityId}) x)) as owes`);
  return owes;
}

/** Of the given sessions those that stand; the gate's transaction. */
export async function standingAmong(tx: Tx, of: { readonly sessions: readonly string[]; readonly personalities: readonly string[] }, now: Date): Promise<{ sessions: ReadonlySet<string>; personalities: ReadonlySet<string> }> {
  const sessions = await tx.rows<{ id: string }>(sql`select s.id from identity.standing_sessions(${now}) s where s.id = any(${[...of.sessions]}::uuid[])`);
  const personalities = await tx.rows<{ id: string }>(sql`
    select p.id from identity.standing_personalities(${civilDateIn(houseZone, now)}) p
    join identity.accounts a on a.id = p.account_id and a.status = 'active' where p.id = any(${[...of.personalities]}::uuid[])`);
  return { sessions: new Set(sessions.map((row) => row.id)), personalities: new Set(personalities.map((row) => row.id)) };
}

/** Use of a session through another application counts as use: noted at most once a minute; the gate's transaction. */
export async function noteSessionUse(tx: Tx, sessionId: string, now: Date): Promise<void> {
  await tx.run(sql`
    update identity.sessions s set seen_at = ${now} where s.id = ${sessionId} and s.ended_at is null and s.seen_at < ${now}::timestamptz - interval '1 minute'`);
}

/** The profiles of a tenant, by their Italian name. */
export async function listProfiles(tx: Tx, tenantId: number): Promise<{ key: string; it: string; en: string }[]> {
  return tx.rows(sql`select p.key, p.name_it as it, p.name_en as en from identity.profiles p where p.tenant_id = ${tenantId} order by p.name_it, p.key`);
}

/** Top of a tenant's organisation. */
export async function companyNode(tx: Tx, tenantId: number): Promise<number | undefined> {
  return (await tx.maybeRow<{ id: number }>(sql`select n.id from identity.nodes n where n.tenant_id = ${tenantId} and n.parent_id is null order by n.id limit 1`))?.id;
}
