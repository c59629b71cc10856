/** The second wall: what row-level security lets through when a query forgets every condition of its own. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';

const testDatabase = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
});

async function codesSeenBy(name: PersonName): Promise<string[]> {
  return world.context(name, {}, async ({ tx }) => (await tx.rows<{ code: string }>(sql`select n.code from identity.v_nodes n order by n.code`)).map((row) => row.code));
}

async function peopleSeenBy(name: PersonName): Promise<string[]> {
  return world.context(name, {}, async ({ tx }) => (await tx.rows<{ display_name: string }>(sql`select v.display_name from identity.v_people v`)).map((row) => row.display_name.replace('Persona ', '')).toSorted());
}

const staffOfCompany = ['pricingManager', 'pricingApprover', 'creditOperator', 'headOfCredit', 'payoutOperator', 'careOperator', 'collector', 'itTechnician', 'systemAdministrator'];
const upwards = ['AREA-NO', 'REG-01', 'TST'];

describe('without any condition in the query', () => {
  test('a seller sees the nodes of his dealer and the path up', async () => {
    expect(await codesSeenBy('seller1')).toEqual(['AREA-NO', 'DLR001', 'DLR001-B1', 'DLR001-S1', 'DLR001-S2', ...upwards.slice(1)].toSorted());
  });

  test('an area manager sees his area and the path up; nobody sees the other tenant', async () => {
    const area = await codesSeenBy('areaManager');
    expect(area).toEqual(['AREA-NO', 'DLR001', 'DLR001-B1', 'DLR001-S1', 'DLR001-S2', 'DLR002', 'DLR002-B1', 'DLR002-S1', 'REG-01', 'TST']);
    expect(await codesSeenBy('systemAdministrator')).toEqual(area);
    expect((await codesSeenBy('altAdministrator')).every((code) => code.startsWith('ALT'))).toBe(true);
  });

  test('customers and agency users see no node and nobody but themselves', async () => {
    for (const name of ['customer', 'agencyUser'] as const) {
      expect(await codesSeenBy(name)).toEqual([]);
      expect(await peopleSeenBy(name)).toEqual([name]);
    }
  });

  test('a seller sees colleagues of the dealer and staff above, no other dealer’s people and no customer', async () => {
    expect(await peopleSeenBy('seller1')).toEqual([...staffOfCompany, 'areaManager', 'dealerManager', 'districtManager', 'seller1', 'seller2'].toSorted());
  });

  test('a person’s own second personality is visible to himself', async () => {
    expect(await peopleSeenBy('twoHats')).toEqual([...staffOfCompany, 'areaManager', 'districtManager', 'seller3', 'twoHats', 'twoHats'].toSorted());
  });

  test('closure, profiles, accounts and tenants stop at the tenant', async () => {
    const count = (name: PersonName) =>
      world.context(name, {}, ({ tx }) =>
        tx.row<{ closure: number; profiles: number; privileges: number; tenants: number }>(sql`
          select (select count(*) from identity.v_node_closure c where c.tenant_id <> ${world.person(name).tenantId}) as closure,
            (select count(*) from identity.profiles p where p.tenant_id <> ${world.person(name).tenantId}) as profiles,
            (select count(*) from identity.profile_privileges p where p.tenant_id <> ${world.person(name).tenantId}) as privileges,
            (select count(*) from platform.tenants) as tenants`),
      );
    for (const name of ['seller1', 'systemAdministrator', 'altAdministrator'] as const) expect(await count(name)).toEqual({ closure: 0, profiles: 0, privileges: 0, tenants: 1 });
    const logins = await world.context('altAdministrator', {}, ({ tx }) => tx.rows<{ login_name: string }>(sql`select a.login_name from identity.accounts a`));
    expect(logins.map((row) => row.login_name).toSorted()).toEqual(['altadministrator@alt.example', 'altmanager@alt.example', 'altseller@alt.example']);
  });
});

describe('the application role', () => {
  const forbidden: [string, (tx: Tx) => Promise<unknown>][] = [
    ['read a password hash', (tx) => tx.rows(sql`select a.password_hash from identity.accounts a`)],
    ['read a whole account row', (tx) => tx.rows(sql`select a from identity.accounts a`)],
    ['read sessions', (tx) => tx.rows(sql`select s.id from identity.sessions s`)],
    ['read the counters of failures', (tx) => tx.rows(sql`select f.kind from identity.sign_in_failures f`)],
    ['resolve a session', (tx) => tx.rows(sql`select * from identity.resolve_session('\\x00', now())`)],
    ['ask what acting as somebody means', (tx) => tx.rows(sql`select * from identity.acting_as(${world.person('systemAdministrator').personalityId})`)],
    ['set a password hash', (tx) => tx.run(sql`update identity.accounts set password_hash = 'x'`)],
    ['unblock an account', (tx) => tx.run(sql`update identity.accounts set status = 'active'`)],
    ['write the closure', (tx) => tx.run(sql`insert into identity.node_closure (tenant_id, ancestor_id, descendant_id, depth) values (1, 1, 2, 1)`)],
    ['delete from the closure', (tx) => tx.run(sql`delete from identity.node_closure`)],
    ['give a profile another privilege', (tx) => tx.run(sql`insert into identity.profile_privileges (tenant_id, profile_key, privilege) values (1, 'seller', 'identity.audit.read')`)],
    ['change a personality’s profile', (tx) => tx.run(sql`update identity.personalities set profile_key = 'systemAdministrator'`)],
    ['create a tenant', (tx) => tx.run(sql`insert into platform.tenants (id, code, name, root_node_id) values (9, 'X', 'X', 1)`)],
  ];

  test.each(forbidden)('may not %s', async (_what, attempt) => {
    await expect(world.context('systemAdministrator', {}, ({ tx }) => attempt(tx))).rejects.toMatchObject({ code: '42501' });
  });

  test('may not give a personality or end one outside its scope or tenant', async () => {
    const insert = (name: PersonName, tenantId: number, code: string) =>
      world.context(name, {}, ({ tx }) =>
        tx.run(sql`
          insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
          values (${tenantId}, gen_random_uuid(), ${world.person(name).accountId}, 'seller', 'staff', ${world.node(code)}, 'x', '2026-01-01')`),
      );
    await expect(insert('dealerManager', 1, 'DLR002-S1')).rejects.toThrow(/row-level security/);
    await expect(insert('systemAdministrator', 2, 'ALT-DLR001-S1')).rejects.toThrow(/row-level security/);
    expect(await insert('dealerManager', 1, 'DLR001-S1')).toBe(1);
    const ended = await world.context('dealerManager', {}, ({ tx }) => tx.run(sql`update identity.personalities set valid_to = valid_from where node_id <> ${world.node('DLR001-S1')}`));
    // Himself and the other seller; nobody above, nobody at the other dealer.
    expect(ended).toBe(2);
  });
});

test('the gate role reads no table of the business and cannot change who may what', async () => {
  for (const attempt of [
    sql`update identity.accounts set password_hash = 'x'`,
    sql`update identity.personalities set profile_key = 'systemAdministrator'`,
    sql`update identity.accounts set status = 'active'`,
    sql`insert into identity.accounts (id, login_name, display_name) values (gen_random_uuid(), 'a@b.example', 'A')`,
    sql`delete from identity.sessions`,
    sql`select * from platform.audit_events`,
    sql`select * from platform.idempotency_keys`,
  ]) {
    await expect(world.database.gate((tx) => tx.run(attempt))).rejects.toMatchObject({ code: '42501' });
  }
});
