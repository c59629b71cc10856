/** What the shell of the web needs to know about whoever is signed in. The gate's transaction: personalities may lie in several tenants. */
import { civilDateIn } from '#platform/civil-date-in';
import type { Language, Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { Me } from '../api.ts';

interface PersonalityRow {
  id: string;
  profile: string;
  name_it: string;
  name_en: string;
  label: string;
  tenant_code: string;
  tenant_name: string;
  node_id: number;
  node_kind: Me['personality']['node']['kind'];
  node_code: string;
  node_name: string;
}

function toCard(row: PersonalityRow): Me['personalities'][number] {
  return {
    id: row.id,
    profile: row.profile,
    profileName: { it: row.name_it, en: row.name_en },
    label: row.label,
    tenant: { code: row.tenant_code, name: row.tenant_name },
    node: { id: row.node_id, kind: row.node_kind, code: row.node_code, name: row.node_name },
  };
}

interface LentRow extends PersonalityRow {
  delegation_id: string;
  absent_name: string;
  valid_to: string;
  amount_limit_cents: number | null;
}

const toLent = (row: LentRow): NonNullable<Me['onBehalfOf']> => ({ delegationId: row.delegation_id, absentName: row.absent_name, validTo: row.valid_to, amountLimitCents: row.amount_limit_cents });

const cards: SqlFragment = sql`
  select p.id, p.profile_key as profile, pr.name_it, pr.name_en, p.label, t.code as tenant_code, t.name as tenant_name, n.id as node_id, n.kind as node_kind,
    n.code as node_code, n.name as node_name`;
const behind: SqlFragment = sql`
  join identity.profiles pr on pr.tenant_id = p.tenant_id and pr.key = p.profile_key
  join platform.tenants t on t.id = p.tenant_id
  join identity.nodes n on n.tenant_id = p.tenant_id and n.id = p.node_id`;

/** Describes the account acting as a personality with the given session secret. */
export async function describeMe(tx: Tx, session: { personalityId: string; csrfToken: string; needsSecondFactor: boolean; delegationId?: string | undefined }, now: Date): Promise<Me> {
  const today = civilDateIn(houseZone, now);
  const acting = await tx.row<{ account_id: string; login_name: string; display_name: string; language: Language; privileges: string[]; demo: boolean }>(sql`
    select x.account_id, a.login_name, x.display_name, a.language, x.privileges, (select i.demo_loaded_at is not null from platform.installation i) as demo
    from identity.acting_in(${session.personalityId}, ${session.delegationId ?? null}) x join identity.accounts a on a.id = x.account_id`);
  const rows = await tx.rows<PersonalityRow>(sql`
    ${cards} from identity.standing_personalities(${today}) p ${behind}
    where p.account_id = ${acting.account_id} order by t.name, p.label, p.id`);
  const lentRows = await tx.rows<LentRow>(sql`
    ${cards}, d.id as delegation_id, o.display_name as absent_name, d.valid_to, d.amount_limit_cents
    from identity.standing_delegations(${today}) d join identity.personalities p on p.tenant_id = d.tenant_id and p.id = d.absent_personality_id join identity.accounts o on o.id = p.account_id ${behind}
    where d.stand_in_account_id = ${acting.account_id} order by t.name, o.display_name, d.id`);
  const dealer = await tx.maybeRow<NonNullable<Me['personality']['dealer']>>(sql`
    select d.id, d.code, d.name, d.address_line as "addressLine", d.postal_code as "postalCode", d.city, d.province, d.vat_number as "vatNumber", d.phone, d.email,
      d.brand_colour as "brandColour"
    from identity.personalities p
    join identity.node_closure c on c.tenant_id = p.tenant_id and c.descendant_id = p.node_id
    join identity.nodes d on d.tenant_id = c.tenant_id and d.id = c.ancestor_id and d.kind = 'dealer'
    where p.id = ${session.personalityId} order by c.depth limit 1`);
  const active = await tx.row<PersonalityRow>(sql`${cards} from identity.personalities p ${behind} where p.id = ${session.personalityId}`);
  const { tenant, ...card } = toCard(active);
  return {
    account: { id: acting.account_id, loginName: acting.login_name, displayName: acting.display_name, language: acting.language },
    tenant,
    personality: { ...card, dealer: dealer ?? null },
    personalities: rows.map(toCard),
    standIns: lentRows.map((row) => ({ ...toCard(row), ...toLent(row) })),
    onBehalfOf: lentRows.filter((row) => row.delegation_id === session.delegationId).map(toLent)[0] ?? null,
    privileges: acting.privileges,
    csrfToken: session.csrfToken,
    secondFactorNeeded: session.needsSecondFactor,
    demo: acting.demo,
  };
}
