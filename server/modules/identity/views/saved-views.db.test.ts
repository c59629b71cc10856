import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { addViewRoute, changeViewRoute, listViewsRoute, openWithViewRoute, removeViewRoute, type SavedView } from '../api.ts';
import { viewRoutes } from './view-http.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, viewRoutes, () => worldNow);
});
afterAll(() => http.close());

const as = async (who: PersonName, contract: Parameters<TestHttp['call']>[1], request: object) => http.call(await world.signIn(who, { now: worldNow }), contract, request);
const names = async (who: PersonName) => ((await as(who, listViewsRoute, { query: { list: 'quotes' } })).body as { items: SavedView[] }).items.map((view) => view.name);
const body = (name: string, shared: boolean) => ({ body: { list: 'quotes', name, query: { status: 'open', sort: 'expiry' }, shared } });
const add = async (who: PersonName, name: string, shared: boolean) => (await as(who, addViewRoute, body(name, shared))).body as SavedView;

test('a view is its owner’s alone unless shared; shared it reaches the dealer and nobody beside or above', async () => {
  await add('seller1', 'Mia', false);
  await add('seller1', 'Del salone', true);
  await add('areaManager', 'Della zona', true);
  expect(await names('seller1')).toEqual(['Del salone', 'Mia', 'Della zona']);
  expect(await names('seller2')).toEqual(['Del salone', 'Della zona']);
  expect(await names('dealerManager')).toEqual(['Del salone', 'Della zona']);
  expect(await names('seller3')).toEqual(['Della zona']);
  expect(await names('areaManager')).toEqual(['Della zona']);
  expect(await names('altSeller')).toEqual([]);
});

test('another’s view can be used and made one’s own opening, but neither changed nor deleted', async () => {
  const view = await add('dealerManager', 'Del capo', true);
  const words = { name: 'Presa', query: {}, shared: false };
  for (const who of ['seller1', 'seller3', 'altSeller'] as const) {
    expect((await as(who, changeViewRoute, { params: { id: view.id }, body: words })).status).toBe(404);
    expect((await as(who, removeViewRoute, { params: { id: view.id } })).status).toBe(404);
  }
  expect((await as('seller1', openWithViewRoute, { params: { list: 'quotes' }, body: { viewId: view.id } })).status).toBe(200);
  expect((await as('seller3', openWithViewRoute, { params: { list: 'quotes' }, body: { viewId: view.id } })).status).toBe(404);
  const opening = async (who: PersonName) => ((await as(who, listViewsRoute, { query: { list: 'quotes' } })).body as { items: SavedView[] }).items.filter((item) => item.opensList).map((item) => item.name);
  expect([await opening('seller1'), await opening('seller2')]).toEqual([['Del capo'], []]);
  expect((await as('dealerManager', removeViewRoute, { params: { id: view.id } })).body).toEqual({ removed: true });
  expect(await opening('seller1')).toEqual([]);
});

test('a name once, letters great or small; a customer has nobody to share with; every change is on record', async () => {
  const before = await audits();
  expect((await as('seller2', addViewRoute, body('Una', false))).status).toBe(200);
  const twice = await as('seller2', addViewRoute, body('UNA', false));
  expect([twice.status, (twice.body as { code: string }).code]).toEqual([422, 'name_taken']);
  expect((await as('seller1', addViewRoute, body('Una', false))).status).toBe(200);
  expect((await as('customer', addViewRoute, body('Mia', true))).status).toBe(403);
  expect(await audits()).toBe(before + 2);
});

test('half a character in the words of a view is refused as input, not met by the database', async () => {
  const sent = { list: 'quotes', name: 'Mezza', query: { text: 'a\ud800b' }, shared: false };
  const answer = await as('seller1', addViewRoute, { body: sent });
  expect([answer.status, (answer.body as { fields: { path: string; code: string }[] }).fields[0]]).toEqual([400, expect.objectContaining({ path: 'body.query.text', code: 'broken_character' })]);
});

test('the database itself shows and takes only what is one’s own', async () => {
  const seen = await world.context('seller3', {}, (ctx) => ctx.tx.rows<{ name: string }>(sql`select v.name from identity.saved_views v`));
  expect(seen.map((row) => row.name)).toEqual(['Della zona']);
  expect(await world.context('seller3', {}, (ctx) => ctx.tx.run(sql`update identity.saved_views v set name = 'x'`))).toBe(0);
  const lendUp = world.context('seller1', {}, (ctx) =>
    ctx.tx.run(sql`insert into identity.saved_views (tenant_id, id, list, personality_id, shared_node_id, name, query, created_at)
      values (${world.tenantId}, gen_random_uuid(), 'quotes', ${world.person('seller1').personalityId}, ${world.node('TST')}, 'Per tutti', '{}', now())`),
  );
  await expect(lendUp).rejects.toThrow(/row-level security/);
});

const audits = async () => (await db.current.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) as count from platform.audit_events e where e.action like 'identity.view.%'`))).count;
