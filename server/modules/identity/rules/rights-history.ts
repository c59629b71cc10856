/** SQL of who held what at an instant. Days of validity are asked separately: they follow the calendar of the decision. */
import type { Tx } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';

const heldAt = (at: Date | string): SqlFragment => sql`h.held_from <= ${at} and (h.held_to is null or h.held_to > ${at})`;

/** A personality as it stood at an instant. */
export interface PastPersonality {
  readonly accountId: string;
  readonly profile: string;
  readonly nodeId: number;
  readonly scopeRule: 'subtree' | 'dealer' | 'none';
  /** Whether its days had begun and not ended, on the day asked, and it was not suspended. */
  readonly standing: boolean;
  /** Of the profile and those it inherits from. */
  readonly privileges: string[];
}

/** `at` is an instant, or its text with microseconds as the database gives it. */
export async function personalityAt(tx: Tx, tenantId: number, personalityId: string, at: Date | string, day: string): Promise<PastPersonality | undefined> {
  return tx.maybeRow<PastPersonality>(sql`
    with recursive person as (
      select h.state from identity.rights_history h where h.tenant_id = ${tenantId} and h.kind = 'personality' and h.key = ${personalityId} and ${heldAt(at)}
    ), chain as (
      select h.key, h.state, 0 as depth from identity.rights_history h join person on h.key = person.state ->> 'profile_key'
      where h.tenant_id = ${tenantId} and h.kind = 'profile' and ${heldAt(at)}
      union all
      select h.key, h.state, chain.depth + 1 from identity.rights_history h join chain on h.key = chain.state ->> 'parent_key'
      where h.tenant_id = ${tenantId} and h.kind = 'profile' and chain.depth < 20 and ${heldAt(at)}
    )
    select person.state ->> 'account_id' as "accountId", person.state ->> 'profile_key' as profile, (person.state ->> 'node_id')::integer as "nodeId",
      (select chain.state ->> 'scope_rule' from chain where chain.depth = 0) as "scopeRule",
      (person.state ->> 'valid_from')::date <= ${day}::date and coalesce((person.state ->> 'valid_to')::date > ${day}::date, true)
        and person.state ->> 'suspended_at' is null as standing,
      coalesce((select array_agg(distinct h.state ->> 'privilege') from identity.rights_history h join chain on chain.key = h.key
        where h.tenant_id = ${tenantId} and h.kind = 'privilege' and ${heldAt(at)}), '{}') as privileges
    from person`);
}

/** The nodes from one up to the company as they stood at an instant, the node itself first; empty when there was none. */
export async function pathAt(tx: Tx, tenantId: number, nodeId: number, at: Date | string): Promise<{ id: number; kind: string }[]> {
  return tx.rows<{ id: number; kind: string }>(sql`
    with recursive up as (
      select h.key, h.state, 0 as depth from identity.rights_history h where h.tenant_id = ${tenantId} and h.kind = 'node' and h.key = ${String(nodeId)} and ${heldAt(at)}
      union all
      select h.key, h.state, up.depth + 1 from identity.rights_history h join up on h.key = up.state ->> 'parent_id'
      where h.tenant_id = ${tenantId} and h.kind = 'node' and up.depth < 20 and ${heldAt(at)}
    )
    select up.key::integer as id, up.state ->> 'kind' as kind from up order by up.depth`);
}
