/**
 * Two walls stand around every row: the conditions that the program writes itself, and row-level security. Either is taken away,
 * over every route that reads, and nothing of another dealer or another tenant comes through; with both away it does, which shows
 * that there was something to come. The routes are those of the program: a new one is tried without being named here.
 */
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { createDatabase, type Database } from '#platform/db';
import { sql } from '#platform/sql';
import { allRoutes } from '../server/main.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp, type TestHttp } from '../server/testing/http.ts';
import { furnish, marksOf, type Marks } from '../server/testing/two-walls-world.ts';
import { mutate, withoutConditions, type Mutations } from '../server/testing/without-conditions.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../server/testing/world.ts';
import { say } from '../server/testing/say.ts';
import { testFolder } from '../server/testing/test-folder.ts';

vi.setConfig({ testTimeout: 300_000 });
const db = useTestDatabase();
const folder = testFolder('walls');
const reads = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] })
  .filter(({ contract }) => contract.method === 'GET' && contract.access !== 'public');
let world: World;
let marks: Awaited<ReturnType<typeof marksOf>>;
const people = new Map<PersonName, SignedIn>();

/** Who asks, and whose things he must not see. */
const dealerAskers: readonly PersonName[] = ['seller1', 'dealerManager'];
const deep = Number(process.env['VOLANO_DEEP'] ?? 0) > 0;
const tenantAskers: readonly PersonName[] = ['dealerManager', 'systemAdministrator', 'customer', ...(deep ? (['seller1', 'areaManager', 'pricingManager', 'headOfCredit'] as const) : [])];

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const http = await createTestHttp(db.current.database, allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] }), () => worldNow);
  await furnish(world, http);
  await http.close();
  marks = await marksOf(world);
  for (const name of new Set([...dealerAskers, ...tenantAskers])) people.set(name, await world.signIn(name, { now: worldNow }));
});

/** What a list needs to answer at all. */
const questions: Readonly<Record<string, Record<string, unknown>>> = {
  '/api/identity/views': { list: 'quotes' },
  '/api/quoting/places': { kind: 'seller' },
  '/api/quoting/export': { format: 'csv' },
  '/api/vehicles/export': { format: 'csv' },
  '/api/vehicles/sites': { text: 'nodo' },
  '/api/vehicles/search': { text: 'yaris' },
  '/api/pricing/places': { text: 'DLR' },
  '/api/news/addressable': { q: 'nodo' },
};

interface Tried {
  readonly contract: RouteContract;
  readonly request: { readonly params?: unknown; readonly query?: unknown };
}

/** Every way to ask a route: as a list, or for each of the others' things by name. */
function waysToAsk(contract: RouteContract, foreign: readonly string[], nodes: readonly number[]): Tried[] {
  const query = questions[contract.path] ?? {};
  const named = Object.keys(contract.params?.shape ?? {});
  if (named.length === 0) return [{ contract, request: { query } }];
  const rest: Record<string, unknown> = { revision: 1, version: 1, tree: 'sales', size: 'thumb', key: 'stock', list: 'quotes', proposal: 1, number: 1, format: 'csv' };
  return [...foreign, ...nodes].map((id) => ({ contract, request: { query, params: Object.fromEntries(named.map((name) => [name, rest[name] ?? id])) } }));
}

interface Outcome {
  /** Routes through which something came, with what. */
  readonly leaks: ReadonlyMap<string, string>;
  readonly asked: number;
  readonly answered: ReadonlySet<string>;
}

async function tryAll(http: TestHttp, askers: readonly PersonName[], of: Marks & { readonly samples: readonly string[] }, nodes: readonly number[]): Promise<Outcome> {
  const leaks = new Map<string, string>();
  const answered = new Set<string>();
  let asked = 0;
  const all = new RegExp([...of.ids, ...of.words].map((mark) => mark.replace(/[-]/g, '\\-')).join('|'));
  for (const { contract } of reads) {
    for (const name of askers) {
      const who = people.get(name);
      for (const { request } of waysToAsk(contract, of.samples, nodes)) {
        const answer = await http.call(who, contract, request);
        asked += 1;
        if (answer.status !== 200) continue;
        answered.add(contract.path);
        // What was asked by name comes back in no answer to somebody who may not know of it.
        const found = all.exec(answer.bytes.toString('utf8'));
        if (found !== null && !leaks.has(contract.path)) leaks.set(contract.path, `${name}: ${found[0]} in …${answer.bytes.toString('utf8').slice(Math.max(0, found.index - 160), found.index + 60)}…`);
      }
    }
  }
  return { leaks, asked, answered };
}

/** The program over the test's database, on connections of its own. */
async function withProgram<T>(prepare: (database: Database) => Mutations | undefined, work: (http: TestHttp, mutations: Mutations | undefined) => Promise<T>): Promise<T> {
  const database = createDatabase(db.current.url, { maxConnections: 4 });
  const mutations = prepare(database);
  const http = await createTestHttp(database, reads, () => worldNow);
  try {
    return await work(http, mutations);
  } finally {
    await http.close();
    await database.close();
  }
}

/** Row-level security of this database, of every table. */
async function security(state: 'enable' | 'disable'): Promise<number> {
  return db.current.database.asOwner(async (tx) => {
    const tables = await tx.rows<{ name: string }>(sql`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'graphile_worker') and exists (select from pg_policy p where p.polrelid = c.oid)`);
    for (const { name } of tables) await tx.run({ text: [`alter table ${name} ${state} row level security`], values: [] });
    return tables.length;
  });
}

const sides = ['dealer', 'tenant'] as const;
const nodesOf = (side: (typeof sides)[number]): number[] => (side === 'dealer' ? ['DLR002', 'DLR002-S1'] : ['ALT-DLR001', 'ALT-DLR001-S1']).map((code) => world.node(code));
const askersOf = (side: (typeof sides)[number]): readonly PersonName[] => (side === 'dealer' ? dealerAskers : tenantAskers);

describe('with row-level security switched off', () => {
  beforeAll(async () => {
    expect(await security('disable')).toBeGreaterThan(40);
  });
  afterAll(async () => {
    await security('enable');
  });

  test.each(sides)('the program’s own conditions let nothing of another %s through', async (side) => {
    const { leaks, asked } = await withProgram(() => undefined, (http) => tryAll(http, askersOf(side), marks[side], nodesOf(side)));
    say(`row-level security off, ${side}: ${asked} requests over ${reads.length} routes`);
    expect([...leaks]).toEqual([]);
  });
});

describe('with the program’s own conditions taken out', () => {
  test.each(sides)('row-level security lets nothing of another %s through', async (side) => {
    const { outcome, mutations } = await withProgram(mutate, async (http, taken) => ({ outcome: await tryAll(http, askersOf(side), marks[side], nodesOf(side)), mutations: taken }));
    say(`conditions off, ${side}: ${outcome.asked} requests, ${JSON.stringify(mutations)} conditions taken out`);
    expect([...outcome.leaks]).toEqual([]);
    for (const count of Object.values(mutations ?? {})) expect(count).toBeGreaterThan(20);
  });
});

test('the mutation takes out what it should', () => {
  const counted = { tenant: 0, scope: 0, own: 0 };
  expect(withoutConditions('select 1 from t q where q.tenant_id = $1 and q.node_id in (select c.descendant_id from c where c.tenant_id = $2 and c.ancestor_id = $3) and n.personality_id = $4', counted)).toBe(
    'select 1 from t q where ($1::integer is not null) and q.node_id in (select c.descendant_id from c where ($2::integer is not null) and c.ancestor_id in (select t.root_node_id from platform.tenants t where $3::integer is not null)) and ($4::uuid is not null)',
  );
  expect(counted).toEqual({ tenant: 2, scope: 1, own: 1 });
});

test('both walls standing, people see their own', async () => {
  const http = await createTestHttp(db.current.database, reads, () => worldNow);
  const { leaks, answered } = await tryAll(http, ['seller1', 'dealerManager'], { ids: [], words: ['Cliente di seller1'], samples: marks.dealer.samples.slice(0, 1) }, []);
  await http.close();
  expect(leaks.has('/api/quoting/quotes')).toBe(true);
  expect(answered.size).toBeGreaterThan(25);
});

// Last, because what is read here stands in the audit trail of whoever should not have.
describe('with both taken away', () => {
  beforeAll(async () => {
    await security('disable');
  });
  afterAll(async () => {
    await security('enable');
  });

  test.each(sides)('things of another %s come through', async (side) => {
    const { leaks } = await withProgram(mutate, (http) => tryAll(http, ['dealerManager'], marks[side], nodesOf(side)));
    say(`both walls off, ${side}: ${leaks.size} routes leak`);
    for (const path of ['/api/quoting/quotes', '/api/quoting/quotes/:id', '/api/quoting/quotes/:id/timeline', '/api/quoting/places', '/api/vehicles/stock', '/api/vehicles/stock/:id', '/api/vehicles/search', '/api/pricing/offers', '/api/identity/people', '/api/identity/organisation', '/api/identity/views', '/api/communications/notifications', '/api/flows/imports', '/api/news/written', '/api/quoting/export', '/api/vehicles/export']) {
      expect([path, leaks.has(path)]).toEqual([path, true]);
    }
    expect(leaks.size).toBeGreaterThan(20);
  });
});
