/**
 * Every route, as every personality and as nobody: what the contract's access says is what the server does.
 * The matrix of profiles is read from the database, not from the code that filled it.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import type { RouteContract } from '#platform/contract';
import { allRoutes } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { testFolder } from '../server/testing/test-folder.ts';
import { createWorld, tstPeople, worldNow, type PersonName, type SignedIn, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const folder = testFolder('rights');
const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
let world: World;
let http: TestHttp;
const privileges = new Map<string, ReadonlySet<string>>();

const anyId = '00000000-0000-7000-8000-000000000000';
const sampleParams = { params: { id: anyId }, query: {}, body: {} };
const endsOwnSession = (contract: RouteContract) => contract.path === '/api/identity/sign-out' || (contract.method === 'DELETE' && contract.path.startsWith('/api/identity/sessions'));

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, routes, () => worldNow);
  const rows = await db.current.database.asOwner((tx) =>
    tx.rows<{ profile: string; privileges: string[] }>(sql`
      with recursive chain as (
        select p.key as profile, p.key as source, p.parent_key from identity.profiles p where p.tenant_id = ${world.tenantId}
        union all
        select c.profile, p.key, p.parent_key from chain c join identity.profiles p on p.tenant_id = ${world.tenantId} and p.key = c.parent_key
      )
      select c.profile, coalesce(array_agg(r.privilege) filter (where r.privilege is not null), '{}') as privileges
      from chain c left join identity.profile_privileges r on r.tenant_id = ${world.tenantId} and r.profile_key = c.source group by c.profile`),
  );
  for (const row of rows) privileges.set(row.profile, new Set(row.privileges));
});
afterAll(() => http.close());

const called = (contract: RouteContract) => ({ ...sampleParams, ...(contract.body === undefined ? { body: undefined } : {}) });

test('there are routes of every module to try', () => {
  expect(routes.length).toBeGreaterThan(25);
  expect(new Set(routes.map((route) => `${route.contract.method} ${route.contract.path}`)).size).toBe(routes.length);
});

describe('nobody', () => {
  test.each(routes.map((route) => [`${route.contract.method} ${route.contract.path}`, route.contract] as const))('%s', async (_, contract) => {
    const answer = await http.call(undefined, contract, called(contract));
    if (contract.access === 'public') expect(answer.status).not.toBe(401);
    else expect(answer.status).toBe(401);
  });
});

describe.each(Object.entries(tstPeople).map(([name, { profile }]) => [name as PersonName, profile] as const))('%s (%s)', (name, profile) => {
  let who: SignedIn;
  beforeAll(async () => {
    who = await world.signIn(name, { now: worldNow });
  });

  test('may do exactly what the profile’s privileges say', async () => {
    const held = privileges.get(profile) ?? new Set();
    const wrong: string[] = [];
    for (const { contract } of routes) {
      if (endsOwnSession(contract)) continue;
      const { status } = await http.call(who, contract, called(contract));
      const open = contract.access === 'public' || contract.access === 'signed-in' || held.has(contract.access);
      if (open ? status === 401 || status === 403 || status >= 500 : status !== 403) wrong.push(`${contract.method} ${contract.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('cannot write without the session’s own token', async () => {
    const headers = { ...who.headers, 'x-volano-csrf': 'somebody-else' };
    const wrong: string[] = [];
    for (const { contract } of routes.filter((route) => route.contract.method !== 'GET' && route.contract.access !== 'public')) {
      const { status } = await http.call({ ...who, headers }, contract, called(contract));
      if (status !== 403) wrong.push(`${contract.method} ${contract.path}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});
