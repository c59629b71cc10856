import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type Answered, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../../testing/world.ts';
import { countFilteredRoute, exportChosenRoute, exportQuotesRoute, listQuotesRoute, quotePlacesRoute, setFollowUpsRoute, type QuoteListItem, type QuoteSort, type SortOrder } from '../api.ts';
import { quoteListRoutes } from './list-http.ts';
import { quoteSearchText } from './quote-list-words.ts';
import { listQuotes, type QuoteListQuery } from './quote-list.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
const people = new Map<PersonName, SignedIn>();
const today = '2026-11-23';
const nodes = ['DLR001-S1', 'DLR001-S2', 'DLR002-S1'] as const;
const perNode = 20;
const idOf = (n: number) => `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`;

interface Sown {
  readonly id: string;
  readonly node: string;
  readonly number: string;
  readonly sellerName: string;
  readonly createdAt: string;
  readonly amount: number;
  readonly instalment: number;
  readonly expiresOn: string;
  readonly followUpOn: string | null;
}
const sown: Sown[] = [];

/** Sixty quotes with many equal values, written straight into the head table: lists read nothing else. */
async function sow(count: number, tenantId: number, nodeOf: (i: number) => { node: string; id: number }, keep: boolean): Promise<void> {
  await db.current.database.asOwner(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      const { node, id: nodeId } = nodeOf(i);
      const id = keep ? idOf(i) : idOf(900_000 + tenantId * 1000 + i);
      const number = `${node.slice(0, -3)}-2026-${String(i).padStart(5, '0')}`;
      const sellerName = ['Èlio Zanni', 'Anna Ricci', 'anna Ricci'][i % 3] ?? '';
      const day = String(1 + (i % 9)).padStart(2, '0');
      const quote: Sown = {
        id, node, number, sellerName, createdAt: `2026-11-${day}T10:00:00.000Z`, amount: 1_000_000 + (i % 7) * 50_000, instalment: 20_000 + (i % 5) * 1500,
        expiresOn: i % 4 === 0 ? '2026-11-22' : `2026-12-${day}`, followUpOn: i % 12 === 0 ? '2026-11-23' : i % 12 === 1 ? '2026-11-30' : null,
      };
      if (keep) sown.push(quote);
      const car = { make: 'Fiat', carline: 'Panda', name: i % 2 === 0 ? 'Hybrid' : 'Cross', plate: `GA${String(i).padStart(3, '0')}XY`, vin: `ZFATEST0000${String(i).padStart(6, '0')}` };
      const searchText = quoteSearchText({ number, cars: [car], reference: i % 10 === 3 ? 'Nicolò D’Angelo' : 'Rossi', sellerName, phone: `+39 333 ${1_000_000 + i}`, email: '' });
      await tx.run(sql`
        insert into quoting.quotes (tenant_id, id, number, node_id, dealer_node_id, dealer_code, revision, seller_name, reference, vehicle_label, version_id, stock_vehicle_id,
          offer_name, plan, price_cents, total_credit_cents, term_months, instalment_cents, taeg_ppm, search_text, created_by, created_at, updated_at, expires_on,
          kind, proposals, quantity, customer_type, phone, email, follow_up_on)
        values (${tenantId}, ${id}, ${number}, ${nodeId}, ${nodeId}, ${node.slice(0, 6)}, 1, ${sellerName}, ${i === 5 ? '=1+1' : 'Rossi'}, 'Fiat Panda', ${idOf(1)}, ${i % 6 === 0 ? idOf(77) : null},
          'Offerta', ${['level', 'balloon', 'lease'][i % 3] ?? ''}, 2000000, ${quote.amount}, 48, ${quote.instalment}, 71000, ${searchText}, ${idOf(2)}, ${quote.createdAt}, ${quote.createdAt},
          ${quote.expiresOn}, 'alternatives', ${1 + (i % 3)}, 1, ${i % 8 === 0 ? 'company' : 'consumer'}, '', '', ${quote.followUpOn})`);
    }
    await tx.run(sql`analyze quoting.quotes`);
  });
}

beforeAll(async () => {
  world = await createWorld(db.current.database);
  await sow(nodes.length * perNode, world.tenantId, (i) => ({ node: nodes[i % 3] ?? '', id: world.node(nodes[i % 3] ?? '') }), true);
  await sow(5, world.altTenantId, () => ({ node: 'ALT-DLR001-S1', id: world.node('ALT-DLR001-S1') }), false);
  http = await createTestHttp(db.current.database, quoteListRoutes, () => worldNow);
  for (const name of ['seller1', 'seller2', 'seller3', 'dealerManager', 'areaManager', 'pricingManager', 'altSeller', 'collector'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());

const scopes: Readonly<Partial<Record<PersonName, readonly string[]>>> = { seller1: ['DLR001-S1'], dealerManager: ['DLR001-S1', 'DLR001-S2'], areaManager: [...nodes] };
const ids = (items: readonly { id: string }[]) => items.map((item) => item.id);
const list = (who: PersonName, query: Omit<QuoteListQuery, 'limit'> & { limit?: number }) => world.context(who, { today }, (ctx) => listQuotes(ctx, { limit: 200, ...query }));

/** The plain reference: everything in memory, sorted by comparing. */
function expected(who: PersonName, sort: QuoteSort, order: SortOrder): string[] {
  const names = new Intl.Collator('it');
  const value: Readonly<Record<QuoteSort, (one: Sown, other: Sown) => number>> = {
    newest: (a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0),
    number: (a, b) => (a.number < b.number ? -1 : 1),
    amount: (a, b) => a.amount - b.amount,
    instalment: (a, b) => a.instalment - b.instalment,
    expiry: (a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0),
    followUp: (a, b) => ((a.followUpOn ?? '') < (b.followUpOn ?? '') ? -1 : (a.followUpOn ?? '') > (b.followUpOn ?? '') ? 1 : 0),
    seller: (a, b) => names.compare(a.sellerName, b.sellerName),
  };
  const sign = order === 'asc' ? 1 : -1;
  const tie = sort === 'seller' ? -sign : sign;
  const made = (a: Sown, b: Sown) => (sort === 'expiry' || sort === 'followUp' ? sign * value.newest(a, b) : 0);
  return sown
    .filter((quote) => scopes[who]?.includes(quote.node) && (sort !== 'followUp' || quote.followUpOn !== null))
    .toSorted((a, b) => sign * value[sort](a, b) || made(a, b) || tie * (a.id < b.id ? -1 : 1))
    .map((quote) => quote.id);
}

const sorts: readonly QuoteSort[] = ['newest', 'number', 'amount', 'instalment', 'expiry', 'seller', 'followUp'];
describe.each(['seller1', 'dealerManager', 'areaManager'] as const)('%s', (who) => {
  test.each(sorts.flatMap((sort) => [[sort, 'asc'], [sort, 'desc']] as const))('reads %s %s page by page: everything once, in order', async (sort, order) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(who, { sort, order, cursor, limit: 7 });
      seen.push(...ids(page.items));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(expected(who, sort, order));
  });
});

describe('filters', () => {
  const count = (keep: (quote: QuoteListItem) => boolean) => async (items: readonly QuoteListItem[]) => {
    const all = (await list('areaManager', {})).items;
    expect(ids(items).toSorted()).toEqual(ids(all.filter(keep)).toSorted());
    expect(items.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(all.length);
  };
  test.each<[string, Omit<QuoteListQuery, 'limit'>, (quote: QuoteListItem) => boolean]>([
    ['open', { status: 'open' }, (quote) => quote.expiresOn >= today],
    ['expired', { status: 'expired' }, (quote) => quote.expiresOn < today],
    ['plan', { plan: 'lease' }, (quote) => quote.plan === 'lease'],
    ['customer type', { customerType: 'company' }, (quote) => quote.customerType === 'company'],
    ['days, both included', { madeFrom: '2026-11-03', madeTo: '2026-11-04' }, (quote) => ['2026-11-03', '2026-11-04'].includes(quote.createdAt.slice(0, 10))],
    ['amount', { amountFromCents: 1_100_000, amountToCents: 1_150_000 }, (quote) => quote.totalCreditCents >= 1_100_000 && quote.totalCreditCents <= 1_150_000],
    ['instalment', { instalmentFromCents: 23_000 }, (quote) => quote.instalmentCents >= 23_000],
    ['follow-up due', { followUp: 'due' }, (quote) => quote.followUpOn === today],
    ['follow-up planned', { followUp: 'planned' }, (quote) => quote.followUpOn !== null],
  ])('%s', async (_, query, keep) => {
    await count(keep)((await list('areaManager', query)).items);
  });

  test('a stock car, a seller and a dealer', async () => {
    expect((await list('areaManager', { stockId: idOf(77) })).items).toHaveLength(10);
    expect((await list('areaManager', { sellerNodeId: world.node('DLR002-S1') })).items).toHaveLength(perNode);
    expect((await list('areaManager', { dealerNodeId: world.node('DLR001') })).items).toHaveLength(2 * perNode);
    expect((await list('areaManager', { dealerNodeId: world.node('DLR001'), sellerNodeId: world.node('DLR002-S1') })).items).toEqual([]);
  });

  test.each([
    ['a whole number', 'DLR001-2026-00003', 1],
    ['a number without its dealer', '2026-00003', 1],
    ['a plate in groups', 'ga 003 xy', 1],
    ['the end of a VIN', '000003', 1],
    ['a telephone in groups', '333 1000003', 1],
    ['a telephone with its prefix', '+39 333 1000003', 1],
    ['a name with accent and apostrophe', 'nicolo d’angelo', 6],
    ['words in any order', 'panda rossi', 54],
    ['nobody', 'nessuno', 0],
    ['something that looks like a pattern', '100%', 0],
    ['something hostile', `'; drop table x; -- \\`, 0],
  ])('finds by %s', async (_, text, found) => {
    expect((await list('areaManager', { text })).items).toHaveLength(found);
  });
});

describe('through the door', () => {
  const call = async (who: PersonName, contract: Parameters<TestHttp['call']>[1], request: object): Promise<Answered> => http.call(people.get(who), contract, request);

  test.each([['nonsense', 'x'], ['a cursor of another order', Buffer.from('["2026-11-01T10:00:00.000000Z","' + idOf(1) + '"]').toString('base64url')], ['hostile', Buffer.from('["1; select 1","x"]').toString('base64url')]])('%s is no cursor', async (_, cursor) => {
    expect((await call('seller1', listQuotesRoute, { query: { sort: 'amount', cursor } })).status).toBe(400);
  });

  test('nobody sees beyond the own scope, whatever the filter names', async () => {
    const asked = { query: { dealerNodeId: world.node('DLR002') } };
    expect((await call('seller1', listQuotesRoute, asked)).body).toMatchObject({ items: [] });
    expect((await call('altSeller', listQuotesRoute, { query: { text: 'DLR001-2026-00003' } })).body).toMatchObject({ items: [] });
    expect((await call('seller3', listQuotesRoute, { query: { text: 'DLR001-2026-00003' } })).body).toMatchObject({ items: [] });
    expect((await call('seller1', countFilteredRoute, { query: {} })).body).toEqual({ count: perNode, more: false });
    expect((await call('collector', listQuotesRoute, { query: {} })).status).toBe(403);
  });

  test('places to filter by are those of the scope', async () => {
    const names = async (who: PersonName, query: object) => ((await call(who, quotePlacesRoute, { query })).body as { items: { code: string }[] }).items.map((item) => item.code);
    expect(await names('areaManager', { kind: 'dealer' })).toEqual(['DLR001', 'DLR002']);
    expect(await names('dealerManager', { kind: 'seller', text: 's2' })).toEqual(['DLR001-S2']);
    expect(await names('seller1', { kind: 'seller' })).toEqual(['DLR001-S1']);
    expect(await names('seller1', { kind: 'dealer', nodeId: world.node('DLR002') })).toEqual([]);
  });

  test('many quotes get their day at once; those of others are not found, and every change leaves its traces', async () => {
    const mine = sown.filter((quote) => quote.node === 'DLR001-S1').slice(1, 4);
    const other = sown.find((quote) => quote.node === 'DLR002-S1');
    const chosen = [...ids(mine), other?.id ?? '', idOf(999_999)];
    const before = await traces();
    const answer = await call('seller1', setFollowUpsRoute, { body: { ids: chosen, followUpOn: '2026-12-01' } });
    expect((answer.body as { items: { outcome: string }[] }).items.map((item) => item.outcome)).toEqual(['done', 'done', 'done', 'not_found', 'not_found']);
    const again = await call('seller1', setFollowUpsRoute, { body: { ids: chosen.slice(0, 1), followUpOn: '2026-12-01' } });
    expect(again.body).toMatchObject({ items: [{ outcome: 'same' }] });
    expect(await traces()).toEqual({ audits: before.audits + 3, events: before.events + 3 });
    expect((await list('seller3', { followUp: 'planned' })).items.every((item) => item.followUpOn !== '2026-12-01')).toBe(true);
    const passed = await call('seller1', setFollowUpsRoute, { body: { ids: chosen, followUpOn: '2026-11-22' } });
    expect([passed.status, (passed.body as { code: string }).code]).toEqual([422, 'day_passed']);
    expect((await call('seller1', setFollowUpsRoute, { body: { ids: Array.from({ length: 501 }, (_, i) => idOf(i)), followUpOn: null } })).status).toBe(400);
  });

  test('a sheet holds the filtered list in its order, no formula, and is audited with its rows', async () => {
    const answer = await call('areaManager', exportQuotesRoute, { query: { format: 'csv', sort: 'number', plan: 'lease' } });
    const lines = answer.bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="preventivi-2026-11-23.csv"');
    const numbers = sown.filter((_, i) => i % 3 === 2).map((quote) => quote.number).toSorted();
    expect(lines.slice(1).map((line) => line.split(';')[0])).toEqual(numbers);
    expect(answer.bytes.toString('utf8')).toContain(`'=1+1`);
    expect(await lastExport()).toEqual({ format: 'csv', rows: 20, complete: true, filter: 'plan=lease', sort: 'number' });
  });

  test('chosen quotes as XLSX: those of others leave no row', async () => {
    const answer = await call('seller1', exportChosenRoute, { body: { ids: ids(sown), format: 'xlsx', language: 'en' } });
    expect(answer.bytes.subarray(0, 2).toString()).toBe('PK');
    expect(await lastExport()).toEqual({ format: 'xlsx', rows: perNode, complete: true, chosen: '60' });
  });
});

const traces = () =>
  db.current.database.asOwner((tx) =>
    tx.row<{ audits: number; events: number }>(sql`
      select (select count(*) from platform.audit_events where action = 'quoting.quote.follow-up') as audits, (select count(*) from quoting.quote_events where kind = 'followUp') as events`),
  );
const lastExport = async () =>
  (await db.current.database.asOwner((tx) => tx.row<{ details: object }>(sql`select e.details from platform.audit_events e where e.action = 'quoting.quote.export' order by e.id desc limit 1`))).details;

describe('the second wall', () => {
  test('without any condition of ours the database shows the scope alone, and the index of words tells nothing beyond it', async () => {
    const seen = await world.context('seller1', {}, (ctx) => ctx.tx.rows<{ node_id: number }>(sql`select distinct q.node_id from quoting.quotes q`));
    expect(seen).toEqual([{ node_id: world.node('DLR001-S1') }]);
    const matched = await world.context('seller1', {}, (ctx) => ctx.tx.row<{ ids: string[] }>(sql`select quoting.match_quotes(array['panda'], 1000) as ids`));
    expect(matched.ids).toHaveLength(perNode);
    expect((await world.context('altSeller', {}, (ctx) => ctx.tx.row<{ ids: string[] }>(sql`select quoting.match_quotes(array['dlr001'], 1000) as ids`))).ids).toHaveLength(5);
    expect((await world.context('altSeller', {}, (ctx) => ctx.tx.row<{ ids: string[] }>(sql`select quoting.match_quotes(array['dlr002'], 1000) as ids`))).ids).toEqual([]);
  });
});
