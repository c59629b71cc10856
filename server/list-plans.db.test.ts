/**
 * No list of the program reads a big table from end to end. Every route that pages is asked as the narrowest and as the widest of its
 * readers, with and without its filters, among many rows; the statements it sends are explained under the very same role and settings.
 */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { allRoutes } from './main.ts';
import { cloneRows } from './testing/clone-rows.ts';
import { useTestDatabase } from './testing/database.ts';
import { createTestHttp, type TestHttp } from './testing/http.ts';
import { include, publishAs } from './testing/news-desk.ts';
import { quoteChoice } from './testing/quote-request.ts';
import { savedQuote } from './testing/saved-quote.ts';
import { createShowroom } from './testing/showroom.ts';
import { createWorld, worldNow, type PersonName, type World } from './testing/world.ts';

const routes = allRoutes({ auditKeyFile: '/nowhere', dataDir: '/nowhere' }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
const db = useTestDatabase();
/** A table of so many rows is never read whole for a page. */
const big = 5000;
const many = 20_000;
const dealers = 300;
let world: World;
let http: TestHttp;
let bigTables: Set<string>;
let newsItem = '';

interface Asked {
  readonly readers: readonly PersonName[];
  readonly queries: readonly string[];
  /** A table that may be read whole, and why it is no scandal. */
  readonly whole?: { readonly table: string; readonly because: string };
}
type Lists = Readonly<Record<string, Asked | { readonly few: string }>>;
const lists: Lists = {
  '/api/quoting/quotes': { readers: ['seller1', 'dealerManager', 'areaManager', 'districtManager', 'pricingManager'], queries: ['', 'status=open', 'status=expired&sort=newest', 'sort=amount', 'sort=expiry&status=open', 'text=rossi', 'text=zz12345', 'followUp=due', 'plan=lease', 'customerType=company', 'madeFrom=2026-03-01&madeTo=2026-03-31'] },
  '/api/quoting/quotes/count': { readers: ['seller1', 'areaManager', 'pricingManager'], queries: ['', 'status=open', 'text=zz12345', 'plan=lease'] },
  '/api/quoting/quotes/open-count': { readers: ['seller1', 'areaManager', 'pricingManager'], queries: [''] },
  '/api/vehicles/stock': { readers: ['seller1', 'areaManager', 'pricingManager'], queries: ['', 'state=available', 'sort=cheapest', 'kind=used', 'text=zz12345', 'sort=longest'] },
  '/api/vehicles/versions': { readers: ['seller1', 'pricingManager'], queries: ['', 'fuel=petrol', 'text=zz12345'], whole: { table: 'vehicles.versions', because: 'the catalogue in the order of make, model and name, which stand in three tables; some ten thousand versions' } },
  '/api/vehicles/search': { readers: ['seller1', 'pricingManager'], queries: ['text=zz12345', 'text=yaris'] },
  '/api/identity/people': { readers: ['dealerManager', 'areaManager', 'systemAdministrator'], queries: ['', 'profile=seller', 'state=ended'], whole: { table: 'identity.accounts', because: 'head office lists its people in the order of their names; some ten thousand' } },
  '/api/identity/audit': { readers: ['itTechnician', 'systemAdministrator'], queries: ['', 'action=test.bulk.7', 'objectKind=bulk&objectId=17', 'outcome=refused', 'onBehalfOf=any', 'strength=passkey', 'from=2026-01-01&to=2026-01-02'] },
  '/api/communications/notifications': { readers: ['seller1', 'pricingManager'], queries: [''] },
  '/api/news/items': { readers: ['seller1', 'pricingManager'], queries: ['', 'unread=yes', 'q=prova'] },
  '/api/news/written': { readers: ['pricingManager'], queries: [''] },
  '/api/news/receipts': { readers: ['pricingManager', 'areaManager'], queries: [''] },
  '/api/news/items/:id/versions/:version/receipts/people': { readers: ['pricingManager', 'areaManager'], queries: [''] },
  '/api/vehicles/sites': { few: 'the sites of a network, some thousand at most, by name' },
  '/api/pricing/offers': { few: 'some hundred offers; their order is their state of today, which no index has' },
  '/api/territory/orders': { few: 'moves decided by people, some hundred a year' },
  '/api/flows/imports': { few: 'files that people brought, forgotten after a month' },
  '/api/flows/imports/:id/faults': { few: 'read by the import they belong to' },
  '/api/identity/change-requests': { few: 'changes of rights asked by people, some hundred a year' },
  '/api/identity/delegations': { few: 'absences of people, some hundred a year' },
  '/api/gateway/deliveries': { few: 'forgotten after ninety days' },
};

beforeAll(async () => {
  const { database } = db.current;
  world = await createWorld(database);
  const showroom = await createShowroom(world);
  http = await createTestHttp(database, routes, () => worldNow);
  const seller = await world.signIn('seller1', { now: worldNow });
  await savedQuote(http, seller, [quoteChoice({ vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 0, depositCents: 500_000, offerId: showroom.levelOffer, offerVersion: 1, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [] })], '2026-11-23');
  newsItem = await publishAs(world, 'pricingManager', [include(world.node('TST'))]);
  const tenant = world.tenantId;
  await database.asOwner(async (tx) => {
    await tx.run(sql`
      insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from)
      select ${tenant}::integer, 600000 + d, ${world.node('REG-01')}::integer, 'dealer', 'BULK' || d, 'Rete ' || d, date '2020-01-01' from generate_series(1, ${dealers}::integer) d
      union all select ${tenant}::integer, 700000, ${world.node('AREA-NO')}::integer, 'region', 'BULK-R', 'Rete', date '2020-01-01'`);
    await tx.run(sql`
      insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from)
      select ${tenant}::integer, 700000 + d, 700000, 'dealer', 'FAR' || d, 'Lontano ' || d, '2020-01-01' from generate_series(1, ${dealers}::integer) d`);
    const spread = `case when i % 50 = 0 then ${world.node('DLR001-S1')} when i % 3 = 0 then 600001 + i % ${dealers} else 700001 + i % ${dealers} end`;
    await cloneRows(tx, 'identity.accounts', many / 2, { id: `md5('a' || i)::uuid`, login_name: `'bulk' || i || '@rete.example'`, display_name: `'Rete ' || i` });
    await cloneRows(tx, 'identity.personalities', many / 2, { id: `md5('p' || i)::uuid`, account_id: `md5('a' || i)::uuid`, node_id: spread.replaceAll(String(world.node('DLR001-S1')), String(world.node('DLR001'))), profile_key: `'seller'`, kind: `'staff'`, valid_to: `case when i % 40 = 0 then date '2024-01-01' end` });
    await cloneRows(tx, 'quoting.quotes', many, {
      id: 'gen_random_uuid()', number: `'BULK-' || i`, node_id: spread, search_text: `' bulk zz' || i || case when i % 30 = 0 then ' rossi' else '' end || ' '`, created_at: `timestamptz '2026-01-01' + i * interval '20 minutes'`,
      expires_on: `date '2026-02-01' + i % 330`, total_credit_cents: `1000000 + i % 9973`, instalment_cents: '20000 + i % 7919', plan: `case when i % 40 = 0 then 'lease' else 'level' end`, customer_type: `case when i % 30 = 0 then 'company' else 'consumer' end`, follow_up_on: `case when i % 50 = 1 then date '2026-11-01' + i % 40 end`,
    });
    await cloneRows(tx, 'vehicles.stock_vehicles', many, { id: 'gen_random_uuid()', vin: `'ZZZ' || lpad(i::text, 14, '0')`, plate: 'null', node_id: `case when i % 100 = 0 then ${world.node('DLR001-B1')} else 600001 + i % ${dealers} end`, price_cents: '900000 + i % 99991', arrived_on: `date '2026-11-22' - i % 400`, search_text: `' bulk zz' || i || ' '`, kind: `(array['new', 'used', 'kmZero'])[1 + i % 3]`, state: `case when i % 50 = 0 then 'sold' else 'available' end` });
    await cloneRows(tx, 'vehicles.versions', many, { id: 'gen_random_uuid()', external_code: `'BULK' || i`, name: `'Bulk ' || i`, search_text: `' bulk zz' || i || ' '` });
    await tx.run(sql`
      insert into communications.notifications (tenant_id, id, personality_id, account_id, kind, facts, link, source, created_at)
      select ${tenant}::integer, gen_random_uuid(), md5('p' || (1 + i % 9999))::uuid, md5('a' || (1 + i % 9999))::uuid, 'quoting.quote-saved', '{}', '/', 'bulk' || i, now() from generate_series(1, ${many}::integer) i`);
    await tx.run(sql`
      insert into news.receipts (tenant_id, item_id, version, personality_id, account_id, first_seen_at)
      select ${tenant}::integer, ${newsItem}::uuid, 1, md5('p' || i)::uuid, md5('a' || i)::uuid, now() from generate_series(1, ${many / 2}::integer) i where i % 3 > 0`);
    await tx.run(sql`
      insert into platform.audit_events (tenant_id, actor_kind, account_id, action, object_kind, object_id, outcome, request_id, strength, on_behalf_of)
      select ${tenant}::integer, 'person', md5('a' || i % 400)::uuid, 'test.bulk.' || i % 60, 'bulk', i::text, case when i % 500 = 0 then 'refused' else 'done' end, 'r', (array['password', 'passkey', 'password+code'])[1 + i % 3], case when i % 700 = 0 then md5('a' || i % 300)::uuid end from generate_series(1, ${many}::integer) i`);
  });
  await database.pool.query('vacuum analyze');
  const { rows } = await database.pool.query<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and c.reltuples >= ${big}`);
  bigTables = new Set(rows.map((row) => row.name));
}, 180_000);
afterAll(() => http.close());

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Every statement that `work` sends, the borders of its transactions included. */
async function recorded(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function listened(this: unknown, ...args: unknown[]) {
    const [first, values] = args as [string | Sent, unknown[] | undefined];
    sent.push(typeof first === 'string' ? { text: first, values: values ?? [] } : { text: first.text, values: first.values ?? [] });
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return sent;
}

/** Big tables that a list reads from end to end. */
async function wholeReads(contract: RouteContract, who: PersonName, query: string): Promise<string[]> {
  const reader = await world.signIn(who, { now: worldNow });
  const path = contract.path.replace(':id', newsItem).replace(':version', '1');
  const sent = await recorded(async () => {
    const answer = await http.app.inject({ method: 'GET', url: `${path}?${query}`, headers: reader.headers });
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  });
  const client = await db.current.database.pool.connect();
  const found: string[] = [];
  try {
    await client.query('begin');
    for (const { text, values } of sent) {
      if (text.startsWith('begin')) await client.query(`rollback; ${text}`);
      if (!/^\s*(with|select)\b/i.test(text) || !/\bfrom\b/i.test(text)) continue;
      const { rows } = await client.query<Record<string, string>>({ text: `explain (verbose, costs off) ${text}`, values: [...values] });
      for (const line of rows.map((row) => Object.values(row)[0] ?? '')) {
        const table = /Seq Scan on ([\w.]+)/.exec(line)?.[1];
        if (table !== undefined && bigTables.has(table)) found.push(`${table}: ${text.trim().slice(0, 160)}`);
      }
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
  return found;
}

const paging = routes.map(({ contract }) => contract).filter(({ method, path, query }) => method === 'GET' && (Object.keys(query?.shape ?? {}).includes('limit') || path.endsWith('count')));

test('every list of the program is decided about', () => {
  expect(paging.map(({ path }) => path).toSorted()).toEqual(Object.keys(lists).toSorted());
});

test('the tables are big enough to tell', () => {
  expect([...bigTables]).toEqual(expect.arrayContaining(['quoting.quotes', 'vehicles.stock_vehicles', 'vehicles.versions', 'identity.personalities', 'identity.accounts', 'platform.audit_events', 'communications.notifications', 'news.receipts']));
});

const asked = paging.flatMap((contract) => {
  const decided = lists[contract.path];
  return decided === undefined || 'few' in decided ? [] : decided.queries.flatMap((query) => decided.readers.map((who) => [contract.path, who, query, contract, decided.whole?.table] as const));
});

test.each(asked)('%s as %s, %s: along indexes', async (_path, who, query, contract, whole) => {
  expect((await wholeReads(contract, who, query)).filter((read) => whole === undefined || !read.startsWith(whole))).toEqual([]);
});

test('a list that lost its index is found', async () => {
  const newest = paging.find(({ path }) => path === '/api/communications/notifications');
  if (newest === undefined) throw new Error('no such list');
  const { rows } = await db.current.database.pool.query<{ name: string; definition: string }>(`select indexname as name, indexdef as definition from pg_indexes where schemaname = 'communications' and tablename = 'notifications' and indexname not like '%key'`);
  for (const { name } of rows) if (name !== 'notifications_pkey') await db.current.database.pool.query(`drop index communications.${name}`);
  await db.current.database.pool.query('alter table communications.notifications drop constraint notifications_tenant_id_personality_id_source_key');
  expect((await wholeReads(newest, 'seller1', '')).length).toBeGreaterThan(0);
});
