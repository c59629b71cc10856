import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { sql } from '#platform/sql';
import { getBrandRoute, logoFileRoute, removeLogoRoute, setColourRoute, setLogoRoute } from './api.ts';
import { findBrand } from './brands.ts';
import { documentsRoutes } from './http.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
const people = new Map<string, SignedIn>();
beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, documentsRoutes, () => worldNow);
  for (const name of ['dealerManager', 'seller1', 'areaManager', 'altManager'] as const) people.set(name, await world.signIn(name, { now: worldNow }));
});
afterAll(() => http.close());
const as = (name: PersonName) => people.get(name);
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"></rect></svg>';
const send = (who: PersonName, payload: string, type = 'image/svg+xml') =>
  http.app.inject({ method: 'PUT', url: setLogoRoute.path, headers: { ...as(who)?.headers, 'content-type': type }, payload: Buffer.from(payload) });

describe('the brand of a dealer', () => {
  test('is decided by its manager, read back as it is printed, and taken away', async () => {
    expect(await http.call(as('dealerManager'), setColourRoute, { body: { accentColour: '#c8102e' } })).toMatchObject({ status: 200, body: { accentColour: '#c8102e', logo: null, dealer: { code: 'DLR001' } } });
    expect((await send('dealerManager', svg)).statusCode).toBe(200);
    const file = await http.call(as('dealerManager'), logoFileRoute, {});
    expect([file.headers['content-type'], file.bytes.toString()]).toEqual(['image/svg+xml', svg]);
    const seen = await world.context('seller1', {}, (ctx) => findBrand(ctx, world.node('DLR001')));
    expect(seen).toEqual({ accentColour: '#c8102e', logoSvg: svg });
    expect(await http.call(as('dealerManager'), removeLogoRoute, {})).toMatchObject({ status: 200, body: { logo: null, accentColour: '#c8102e' } });
    expect((await http.call(as('dealerManager'), logoFileRoute, {})).status).toBe(404);
    const audited = await db.current.database.asOwner((tx) => tx.rows(sql`select 1 from platform.audit_events where action = 'documents.brand.set'`));
    expect(audited).toHaveLength(3);
  });

  test('a hostile drawing is refused by name and changes nothing', async () => {
    const before = await http.call(as('dealerManager'), getBrandRoute, {});
    const refused = await send('dealerManager', svg.replace('<rect', '<script>x</script><rect'));
    expect([refused.statusCode, (refused.json() as { code: string; detail: string }).detail]).toEqual([422, expect.stringContaining('«script»')]);
    expect((await send('dealerManager', svg, 'image/png')).json()).toMatchObject({ code: 'logo_disguised' });
    expect((await http.call(as('dealerManager'), getBrandRoute, {})).body).toEqual(before.body);
  });

  test.each(['seller1', 'areaManager'] as const)('%s may not change it', async (who) => {
    expect((await http.call(as(who), setColourRoute, { body: { accentColour: '#000000' } })).status).toBe(403);
  });

  test('another tenant and another dealer neither see nor write it', async () => {
    const theirs = await world.context('altManager', {}, (ctx) => ctx.tx.rows(sql`select * from documents.brands`));
    expect(theirs).toEqual([]);
    expect(await world.context('seller3', {}, (ctx) => ctx.tx.rows(sql`select * from documents.brands`))).toEqual([]);
    for (const node of ['DLR002', 'ALT-DLR001']) {
      const writing = world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`insert into documents.brands (tenant_id, node_id, changed_at) values (${ctx.tenant.id}, ${world.node(node)}, ${ctx.now})`));
      await expect(writing).rejects.toThrow(/row-level security/);
    }
    // A seller sees the brand of the dealer and cannot change it, whatever statement is sent.
    expect(await world.context('seller1', {}, (ctx) => ctx.tx.run(sql`update documents.brands set accent_colour = '#000000'`))).toBe(0);
  });
});
