/** How the list of quotes is read among many: by which indexes, and that every road answers what a plain sort does. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { sql, type SqlFragment } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../../testing/world.ts';
import { mostCounted, type QuoteSort } from '../api.ts';
import { countQuotes, listQuotes, type QuoteListQuery } from './quote-list.ts';

const db = useTestDatabase();
const today = '2026-11-23';
const many = 40_000;
/** Dealers of the first area and of the next one; beyond a hundred nodes a list walks through the tenant's index. */
const near = 150;
const dealers = 300;
const sorts: readonly QuoteSort[] = ['newest', 'number', 'amount', 'instalment', 'expiry', 'seller', 'followUp'];
let world: World;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await db.current.database.asOwner(async (tx) => {
    const add = (rows: SqlFragment) => tx.run(sql`insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from) ${rows}`);
    await add(sql`select n.tenant_id, 60000, n.parent_id, 'region', 'REG-X', 'Area X', '2020-01-01' from identity.nodes n where n.tenant_id = ${world.tenantId} and n.id = ${world.node('REG-01')}`);
    await add(sql`
      select ${world.tenantId}::integer, 50001 + d, case when d < ${near} then ${world.node('REG-01')}::integer else 60000 end, 'dealer', 'W' || d, 'W ' || d, date '2020-01-01' from generate_series(0, ${dealers - 1}) d
      union all select ${world.tenantId}::integer, 51000, ${world.node('DLR001')}::integer, 'branch', 'W', 'W', date '2020-01-01'`);
    // Numbers and sellers go by the dealer, backwards: those of the first area stand far down the whole tenant's list.
    await tx.run(sql`
      insert into quoting.quotes (tenant_id, id, number, node_id, dealer_node_id, dealer_code, revision, seller_name, reference, vehicle_label, version_id, stock_vehicle_id,
        offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm, search_text, created_by, created_at, updated_at, expires_on,
        kind, proposals, quantity, customer_type, phone, email, follow_up_on)
      select ${world.tenantId}, gen_random_uuid(), 'W' || 999 - d || '-2026-' || i, node, node, 'W', 1, 'Venditore ' || 999 - d, '', 'Auto', gen_random_uuid(), null,
        'Offerta', case when i % 20 = 7 then 'lease' else 'level' end, 2000000, 1000000 + i % 9973, 48, 20000 + i % 7919, 71000,
        ' w ' || i || ' auto' || case when i % 7000 = 3 then ' nicolo' else '' end || case when i % 40 = 7 then ' panda' else '' end, gen_random_uuid(),
        timestamptz '2026-01-01' + i * interval '1 minute', now(), date '2026-02-01' + i % 330, 'alternatives', 1, 1, case when i % 16 = 3 then 'company' else 'consumer' end, '', '',
        case when i % 50 = 0 then date '2026-11-01' + i % 40 end
      from (select i, i % ${dealers}::integer as d, case when i % 97 = 0 then 51000 else 50001 + i % ${dealers}::integer end as node from generate_series(1, ${many}) i) x`);
  });
  for (const table of ['quoting.quotes', 'identity.node_closure']) await db.current.database.pool.query(`vacuum analyze ${table}`);
});

const ids = (items: readonly { id: string }[]) => items.map((item) => item.id);
const list = (who: PersonName, query: Omit<QuoteListQuery, 'limit'> & { limit?: number }) => world.context(who, { today }, (ctx) => listQuotes(ctx, { limit: 200, ...query }));

/** Plans of every statement that the list sends. */
async function plans(who: PersonName, query: QuoteListQuery): Promise<string> {
  return world.context(who, { today }, async (ctx) => {
    const told: string[] = [];
    const explain = async (statement: SqlFragment) => {
      const lines = await ctx.tx.listRows<Record<string, string>>(sql`explain (costs off) ${statement}`);
      told.push(...lines.map((line) => Object.values(line)[0] ?? ''));
    };
    const tx: Context['tx'] = { ...ctx.tx, listRows: async <Row extends object>(statement: SqlFragment) => { await explain(statement); return ctx.tx.listRows<Row>(statement); } };
    await listQuotes({ ...ctx, tx }, query);
    return told.join('\n');
  });
}

test.each(sorts.flatMap((sort) => (['asc', 'desc'] as const).flatMap((order) => (['dealerManager', 'areaManager', 'pricingManager'] as const).map((who) => [sort, order, who] as const))))(
  '%s %s as %s reads an index in its order: no walk through the table, no sort of all',
  async (sort, order, who) => {
    const plan = await plans(who, { sort, order, limit: 50 });
    expect(plan).not.toMatch(/Seq Scan on quotes/);
    expect(plan).not.toMatch(/Bitmap Heap Scan on quotes/);
    // The page itself is put in order once more; what is sorted is at most a page of each node.
    const scans = plan.split('\n').filter((line) => /on quotes q/.test(line));
    expect(scans.length).toBeGreaterThan(0);
    expect(sortsBeforeLimit(plan)).toEqual([]);
    expect(plan).toMatch(/quotes_(newest|number|by_number|by_amount|amount|by_instalment|instalment|by_expiry|expiry|by_seller|seller|follow_up)/);
  },
);

/** Sorts between an index that finds the rows of a page and the limit that ends it: there all rows would be gathered first. */
function sortsBeforeLimit(plan: string): string[] {
  const lines = plan.split('\n');
  const depth = (line: string) => line.search(/\S/);
  return lines.flatMap((line, at) => {
    if (!/Scan.* on quotes q/.test(line) || line.includes('quotes_pkey')) return [];
    const above: string[] = [];
    let level = depth(line);
    for (const candidate of lines.slice(0, at).toReversed()) {
      if (depth(candidate) >= level || !/->|^\S/.test(candidate)) continue;
      level = depth(candidate);
      if (candidate.includes('Limit')) return above;
      if (/\bSort\b/.test(candidate)) above.push(candidate);
    }
    return above;
  });
}

test('a sort before the limit is recognised', () => {
  expect(sortsBeforeLimit('Limit\n  ->  Sort\n        Sort Key: x\n        ->  Seq Scan on quotes q')).toEqual(['  ->  Sort']);
  expect(sortsBeforeLimit('Sort\n  ->  Limit\n        ->  Index Scan using quotes_newest on quotes q')).toEqual([]);
});


test.each<[string, Omit<QuoteListQuery, 'limit'>]>([
  ['open by amount', { status: 'open', sort: 'amount' }],
  ['a month by instalment', { madeFrom: '2026-01-05', madeTo: '2026-01-20', sort: 'instalment' }],
  ['leases by amount', { plan: 'lease', sort: 'amount' }],
  ['leases', { plan: 'lease' }],
  ['companies', { customerType: 'company' }],
  ['amounts', { amountFromCents: 1_001_000, amountToCents: 1_003_000 }],
  ['due and open', { followUp: 'due', status: 'open' }],
])('%s: the rows of a page are found within an index that holds what is filtered by', async (_, query) => {
  for (const who of ['areaManager', 'pricingManager'] as const) {
    const scans = (await plans(who, { ...query, limit: 50 })).split('\n').filter((line) => /Scan.* on quotes/.test(line) && !line.includes('quotes_pkey'));
    expect(scans.length).toBeGreaterThan(0);
    expect(scans.filter((line) => !line.includes('Index Only Scan'))).toEqual([]);
  }
});

test('at the tenant’s root no list of nodes is gathered, neither by us nor by the wall', async () => {
  const plan = await plans('pricingManager', { limit: 50 });
  expect(plan).not.toMatch(/Sort/);
  const ran = await world.context('pricingManager', { today }, (ctx) => ctx.tx.listRows<Record<string, string>>(sql`explain (analyze, costs off, timing off) select q.id from quoting.quotes q where q.tenant_id = ${ctx.tenant.id} order by q.created_at desc limit 50`));
  const gathering = ran.map((line) => Object.values(line)[0] ?? '').filter((line) => /node_closure|nodes_in_scope/.test(line));
  expect(gathering.length).toBeGreaterThan(0);
  expect(gathering.filter((line) => !line.includes('never executed'))).toEqual([]);
});

test.each<[string, Omit<QuoteListQuery, 'limit'>]>([
  ['open by amount', { status: 'open', sort: 'amount' }],
  ['leases by amount', { plan: 'lease', sort: 'amount' }],
])('%s in an area: a row is asked its own day and node before the wall looks it up', async (_, query) => {
  const filters = (await plans('areaManager', { ...query, limit: 50 })).split('\n').filter((line) => line.includes('Filter:') && line.includes('node_id = ANY'));
  expect(filters.length).toBeGreaterThan(0);
  for (const line of filters) expect(line.indexOf('node_id = ANY')).toBeLessThan(line.indexOf('hashed SubPlan'));
});

test('the wall is planned once a session: no walk of the tree stands in the plan of a list', async () => {
  expect(await plans('dealerManager', { status: 'open', sort: 'amount', limit: 50 })).not.toContain('node_closure');
});


const within = (who: PersonName): SqlFragment => sql`q.node_id in (select c.descendant_id from identity.node_closure c where c.tenant_id = ${world.tenantId} and c.ancestor_id = ${world.node(who === 'areaManager' ? 'REG-01' : 'DLR001')})`;
const whole: SqlFragment = sql`true`;

test.each<[string, PersonName, Omit<QuoteListQuery, 'limit'>, SqlFragment, SqlFragment, readonly number[]]>([
  ...(['areaManager', 'pricingManager'] as const).flatMap((who): [string, PersonName, Omit<QuoteListQuery, 'limit'>, SqlFragment, SqlFragment, readonly number[]][] => [
    ['expired, newest first', who, { status: 'expired', sort: 'newest' }, sql`q.expires_on < ${today}`, sql`q.created_at desc, q.id desc`, [10, 25]],
    ['due, newest first', who, { followUp: 'due', sort: 'newest' }, sql`q.follow_up_on <= ${today}`, sql`q.created_at desc, q.id desc`, [3, 25]],
    ['due and open', who, { followUp: 'due', status: 'open' }, sql`q.follow_up_on <= ${today} and q.expires_on >= ${today}`, sql`q.follow_up_on, q.created_at, q.id`, [7]],
    ['by number', who, { sort: 'number' }, sql`true`, sql`q.number`, [7, 25]],
    ['open by number, downwards', who, { status: 'open', sort: 'number', order: 'desc' }, sql`q.expires_on >= ${today}`, sql`q.number desc`, [7]],
    ['by seller, downwards', who, { sort: 'seller', order: 'desc' }, sql`true`, sql`q.seller_name collate "it-x-icu" desc, q.id`, [7, 25]],
    ['leases by amount', who, { plan: 'lease', sort: 'amount' }, sql`q.plan = 'lease'`, sql`q.total_credit_cents desc, q.id desc`, [25]],
    ['a common word by amount', who, { text: 'auto', sort: 'amount' }, sql`true`, sql`q.total_credit_cents desc, q.id desc`, [25]],
    ['a less common word', who, { text: 'panda' }, sql`q.search_text like '% panda%'`, sql`q.created_at desc, q.id desc`, [25]],
  ]),
  ['a less common word', 'dealerManager', { text: 'panda' }, sql`q.search_text like '% panda%'`, sql`q.created_at desc, q.id desc`, [5, 25]],
])('%s as %s: page by page what a plain sort answers, whichever road is taken', async (_, who, query, condition, order, limits) => {
  const place = who === 'pricingManager' ? whole : within(who);
  const plain = await db.current.database.asOwner((tx) => tx.rows<{ id: string }>(sql`select q.id from quoting.quotes q where q.tenant_id = ${world.tenantId} and ${place} and ${condition} order by ${order} limit 60`));
  for (const limit of limits) {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(who, { ...query, cursor, limit });
      seen.push(...ids(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && seen.length < 60);
    expect(seen.slice(0, 60)).toEqual(ids(plain));
  }
  expect(plain.length).toBeGreaterThan(0);
});

test('the newest of what expired, or is due, are read day by day for most of a network', async () => {
  expect(await plans('pricingManager', { status: 'expired', sort: 'newest', limit: 10 })).toMatch(/quotes_by_expiry/);
  expect(await plans('pricingManager', { followUp: 'due', sort: 'newest', limit: 3 })).toMatch(/quotes_follow_up/);
});

describe('counting', () => {
  const count = (who: PersonName, filter: Parameters<typeof countQuotes>[1]) => world.context(who, { today }, (ctx) => countQuotes(ctx, filter));

  test('ends at a thousand and says that there are more', async () => {
    expect(await count('areaManager', {})).toEqual({ count: mostCounted, more: true });
    expect(await count('areaManager', { text: 'auto' })).toEqual({ count: mostCounted, more: true });
  });

  test('a common word is counted within the first thousands of rows, and then there are more', async () => {
    const { count: found, more } = await count('pricingManager', { text: 'panda' });
    expect(more).toBe(true);
    expect(found).toBeGreaterThan(50);
    expect(found).toBeLessThan(many / 40);
  });

  test('a rare word, and any word among few rows, is counted to the last', async () => {
    expect(await count('pricingManager', { text: 'nicolo' })).toEqual({ count: 6, more: false });
    expect(await count('pricingManager', { text: 'panda', plan: 'lease', madeTo: '2026-01-02' })).toEqual({ count: expect.any(Number), more: false });
  });
});

test('a frequent word is met along the list, a rare one in the index of words', async () => {
  expect((await list('areaManager', { text: 'auto', limit: 50 })).items).toHaveLength(50);
  expect((await list('pricingManager', { text: 'w 39998' })).items).toHaveLength(1);
  expect((await list('pricingManager', { text: 'nicolo' })).items).toHaveLength(6);
});
