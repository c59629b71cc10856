/** Random trees, people, rules and objects for the tests of the rule table. Small pools, so that chance meets itself: own things, shared places, edges of limits. */
import fc from 'fast-check';
import type { ObjectFacts, Rule, RuleCondition } from '#platform/rule';
import type { Database } from '#platform/db';
import { sql } from '#platform/sql';
import type { ReferenceActor } from './rights-reference.ts';

export const today = '2026-11-23';
const states = ['available', 'reserved', 'sold', 'draft'];
const humans = [1, 2, 3, 4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const personalities = [1, 2, 3, 4, 5, 6, 7].map((n) => `00000000-0000-4000-9000-00000000000${n}`);

const condition: fc.Arbitrary<RuleCondition> = fc.oneof(
  fc.record({ when: fc.constant('state' as const), in: fc.uniqueArray(fc.constantFrom(...states), { minLength: 1, maxLength: 3 }) }),
  fc.constantFrom<RuleCondition>({ when: 'own' }, { when: 'not-own' }, { when: 'within-limit' }, { when: 'still-open' }, { when: 'in-person' }),
);

/** A rule of an invented action: every scope and condition occurs, some actions have several rules, some people every privilege. */
export const anyRule: fc.Arbitrary<Rule> = fc.record(
  {
    action: fc.integer({ min: 1, max: 60 }).map((n) => `test.thing.deed-${n}`),
    objectKind: fc.constant('thing'),
    privilege: fc.constantFrom('test.thing.see', 'test.thing.change', null),
    scope: fc.constantFrom('tenant' as const, 'scope' as const, 'reach' as const, 'way' as const, 'own' as const, 'participant' as const),
    conditions: fc.array(condition, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['action', 'objectKind', 'scope'] },
);

/** Someone who may stand anywhere, or (0) nowhere, in one of two tenants. */
export function anyActor(placesOf: (tenant: number) => readonly number[], privileges: readonly string[]): fc.Arbitrary<ReferenceActor> {
  return fc.constantFrom(1, 1, 1, 2).chain((tenant) => {
    const place = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...placesOf(tenant)) }, { weight: 1, arbitrary: fc.constant(0) });
    return fc.record({
      tenant: fc.constant(tenant),
      human: fc.constantFrom(...humans),
      personality: fc.constantFrom(...personalities),
      place,
      shared: place,
      holds: fc.oneof({ weight: 3, arbitrary: fc.constant([...privileges]) }, { weight: 1, arbitrary: fc.subarray([...privileges]) }),
      standsInFor: fc.option(fc.record({ human: fc.constantFrom(...humans), limitCents: fc.option(fc.constantFrom(0, 500, 1_000), { nil: null }) }), { nil: undefined }),
    });
  });
}

/** An object with every fact, some of them unknown. */
export function anyObject(placesOf: (tenant: number) => readonly number[]): fc.Arbitrary<ObjectFacts> {
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 6, nil: null });
  return fc.constantFrom(1, 1, 1, 2).chain((tenantId) =>
    fc.record({
      tenantId: fc.constant(tenantId),
      nodeId: maybe(fc.constantFrom(...placesOf(tenantId))),
      ownerPersonalityId: maybe(fc.constantFrom(...personalities)),
      ownerAccountId: maybe(fc.constantFrom(...humans)),
      participantIds: fc.subarray(personalities, { maxLength: 3 }),
      state: maybe(fc.constantFrom(...states)),
      amountCents: maybe(fc.constantFrom(0, 499, 500, 501, 1_000, 1_001)),
      lastDay: maybe(fc.constantFrom('2026-11-22', today, '2026-11-24')),
    }),
  );
}

/** Columns of the table below under the name o. */
export const thingColumns = {
  tenantId: sql`o.tenant_id`, nodeId: sql`o.node_id`, ownerPersonalityId: sql`o.owner_personality_id`, ownerAccountId: sql`o.owner_account_id`,
  participantIds: sql`o.participant_ids`, state: sql`o.state`, amountCents: sql`o.amount_cents`, lastDay: sql`o.last_day`,
};

/** Objects as rows of a table without row-level security: the compiled condition stands alone. Their ids are their places in the list. */
export async function storeThings(database: Database, objects: readonly ObjectFacts[]): Promise<void> {
  await database.asOwner(async (tx) => {
    await tx.run(sql`create table if not exists public.ruled_things (id integer primary key, tenant_id integer not null, node_id integer, owner_personality_id uuid, owner_account_id uuid, participant_ids uuid[], state text, amount_cents bigint, last_day date)`);
    await tx.run(sql`grant select on public.ruled_things to volano_app`);
    await tx.run(sql`truncate public.ruled_things`);
    const rows = objects.map(({ tenantId, nodeId, ownerPersonalityId, ownerAccountId, participantIds, state, amountCents, lastDay }, id) => ({
      id, tenant_id: tenantId, node_id: nodeId, owner_personality_id: ownerPersonalityId, owner_account_id: ownerAccountId, participant_ids: `{${(participantIds ?? []).join(',')}}`, state, amount_cents: amountCents, last_day: lastDay,
    }));
    await tx.run(sql`insert into public.ruled_things select * from json_populate_recordset(null::public.ruled_things, ${JSON.stringify(rows)})`);
  });
}
