/** A history of rights: people decide while profiles, places, personalities, delegations and the rules themselves change around them. */
import fc from 'fast-check';
import { actingSession, type ActingRow } from '#identity';
import { audit } from '#platform/audit';
import type { Actor, Context } from '#platform/context';
import { DeedRefused } from '#platform/deed-refused';
import type { Database } from '#platform/db';
import type { ObjectFacts, Rule } from '#platform/rule';
import { sql, type SqlFragment } from '#platform/sql';
import { decide } from '../modules/identity/rules/rule-decide.ts';
import { gatherRules } from '../modules/identity/rights/rule-book.ts';
import { standRuleVersion } from '../modules/identity/rules/rule-versions.ts';
import { anyObject, today } from './rights-cases.ts';
import { silentLog, tstPeople, worldNow, type PersonName, type World } from './world.ts';

interface Rules {
  readonly list: readonly Rule[];
  readonly version: number;
}

/** Two books: the program's, and one in which some rules are stricter. */
async function booksOf(database: Database, rules: readonly Rule[]): Promise<readonly Rules[]> {
  const stricter = rules.map((rule, index): Rule => (index % 3 === 0 ? { ...rule, conditions: [...(rule.conditions ?? []), { when: 'in-person' }], scope: rule.scope === 'way' ? 'scope' : rule.scope } : rule));
  return Promise.all([rules, stricter].map(async (list) => ({ list, version: await standRuleVersion(database, gatherRules([{ ruled: [{ kind: 'any', name: { it: '', en: '' }, actions: {}, rules: list }] }])) })));
}

const profiles = ['seller', 'dealerManager', 'areaManager', 'pricingManager', 'creditOperator'] as const;
const people = Object.keys(tstPeople).filter((name) => !['customer', 'agencyUser', 'twoHats'].includes(name)) as PersonName[];

/** One change of who holds what, as the owner writes it. */
function change(world: World, dice: readonly [number, number, number], privileges: readonly string[]): SqlFragment {
  const [what, a, b] = dice;
  const profile = profiles[a % profiles.length] ?? 'seller';
  const privilege = privileges[b % privileges.length] ?? '';
  const person = world.person(people[a % people.length] ?? 'seller1').personalityId;
  const t = world.tenantId;
  switch (what % 6) {
    case 0:
      return sql`insert into identity.profile_privileges (tenant_id, profile_key, privilege) values (${t}, ${profile}, ${privilege}) on conflict do nothing`;
    case 1:
      return sql`delete from identity.profile_privileges p where p.tenant_id = ${t} and p.profile_key = ${profile} and p.privilege = ${privilege}`;
    case 2: {
      const [from, to] = [['DLR001', 'DLR002', 'DLR001-B1'], ['REG-01', 'REG-02']];
      return sql`update identity.nodes n set parent_id = ${world.node(to[b % 2] ?? '')} where n.tenant_id = ${t} and n.id = ${world.node(from[a % 2] ?? '')}`;
    }
    case 3:
      return sql`update identity.personalities p set valid_to = ${b % 2 === 0 ? today : null} where p.tenant_id = ${t} and p.id = ${person}`;
    case 4:
      return sql`update identity.personalities p set node_id = ${world.node(['DLR001-S1', 'DLR002-S1', 'DLR001', 'REG-01', 'TST'][b % 5] ?? '')} where p.tenant_id = ${t} and p.id = ${person}`;
    default:
      return sql`update identity.personalities p set profile_key = ${profile} where p.tenant_id = ${t} and p.id = ${person}`;
  }
}

const delegation = '00000000-0000-7000-8000-0000000000de';

/** The delegation as its own table would write it into the history. */
async function lend(database: Database, tenantId: number, privileges: readonly string[], limitCents: number | null): Promise<void> {
  await database.asOwner(async (tx) => {
    await tx.run(sql`update identity.rights_history h set held_to = clock_timestamp() where h.kind = 'delegation' and h.held_to is null`);
    await tx.run(sql`insert into identity.rights_history (tenant_id, kind, key, state, held_from) values (${tenantId}, 'delegation', ${delegation}, ${JSON.stringify({ privileges, amount_limit_cents: limitCents })}, clock_timestamp())`);
  });
}

/** Makes `count` decisions through the same door as the program, with changes between them; answers how many changes. */
export async function liveThrough(world: World, rules: readonly Rule[], { seed, count }: { seed: number; count: number }): Promise<number> {
  const { database } = world;
  const books = await booksOf(database, rules);
  const actions = [...new Map(rules.map((rule) => [`${rule.action} ${rule.objectKind}`, rule])).values()];
  const privileges = [...new Set(rules.flatMap((rule) => rule.privilege ?? rule.action))];
  const placesOf = (tenant: number) => [...world.nodes].filter(([code]) => code.startsWith('ALT') === (tenant === world.altTenantId)).map(([, id]) => id);
  const dice = fc.sample(fc.tuple(fc.nat({ max: 999 }), fc.nat(), fc.nat(), fc.nat(), anyObject(placesOf)), { seed, numRuns: count * 3 });
  let [decided, changes] = [0, 0];
  for (const [what, a, b, c, facts] of dice) {
    if (decided === count) break;
    if (what < 80) {
      await database.asOwner((tx) => tx.run(change(world, [what, a, b], privileges)));
      changes += 1;
      continue;
    }
    if (what < 90) {
      await lend(database, world.tenantId, privileges.filter((_, index) => (a + index) % 3 > 0), [null, 500, 1_000][b % 3] ?? null);
      changes += 1;
      continue;
    }
    const rule = actions[a % actions.length];
    const name = people[b % people.length];
    if (rule === undefined || name === undefined) continue;
    if (await decideOnce(world, books[Math.floor(decided / 50) % 2] ?? { list: rules, version: 0 }, name, rule, facts, c % 5 === 0)) decided += 1;
  }
  return changes;
}

/** One deed of one person, if he may come in at all; its audit row keeps the decision, done or refused. */
async function decideOnce(world: World, rules: Rules, name: PersonName, { action, objectKind }: Rule, facts: ObjectFacts, onBehalf: boolean): Promise<boolean> {
  const { database } = world;
  const { personalityId } = world.person(name);
  const row = await database.gate(async (tx) => {
    const [standing] = await tx.rows(sql`select p.id from identity.standing_personalities(${today}) p where p.id = ${personalityId}`);
    return standing === undefined ? undefined : tx.row<ActingRow>(sql`select * from identity.acting_as(${personalityId})`);
  });
  if (row === undefined) return false;
  const lent = await database.asOwner((tx) => tx.maybeRow<{ state: { privileges: string[]; amount_limit_cents: number | null } }>(sql`select h.state from identity.rights_history h where h.kind = 'delegation' and h.held_to is null`));
  const { tenant, actor, frame } = actingSession(row, { id: personalityId, csrfToken: '', ruleVersion: rules.version });
  const borrowed: Actor =
    !onBehalf || lent === undefined
      ? actor
      : {
          ...actor, accountId: world.person('twoHats').accountId, privileges: new Set([...actor.privileges].filter((one) => lent.state.privileges.includes(one))),
          onBehalfOf: { accountId: row.account_id, displayName: '', delegationId: delegation, amountLimitCents: lent.state.amount_limit_cents },
        };
  await database.transaction(frame, async (tx) => {
    const ctx: Context = { tx, tenant, actor: borrowed, now: worldNow, today, requestId: 'history', language: 'it', log: silentLog };
    const told = { action, objectKind, objectId: 'x' };
    try {
      await audit(ctx, { ...told, decision: await decide(ctx, rules.list, { action, objectKind, facts }) });
    } catch (error) {
      if (!(error instanceof DeedRefused)) throw error;
      await audit(ctx, { ...told, outcome: 'refused', decision: error.decision });
    }
  });
  return true;
}
