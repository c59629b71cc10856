import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { createDatabase, type Database } from '#platform/db';
import { sql, type SqlFragment } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createShowroom, type Showroom } from '../../testing/showroom.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { addOffer, endOffer } from './add-offers.ts';
import { applicableLiveOffers, type LiveIndex } from './conditions/live-index.ts';
import { liveOffers } from './live-offers.ts';
import { offerQuestion } from './offer-question.ts';
import type { NewOffer } from './offer-versions.ts';
import { pricedVehicle } from './priced-vehicle.ts';

const db = useTestDatabase();
let world: World;
let showroom: Showroom;
let other: Database;
let productId = '';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  showroom = await createShowroom(world);
  other = createDatabase(db.current.url, { maxConnections: 2 });
  productId = await world.asSystem({}, async (ctx) => (await ctx.tx.row<{ id: string }>(sql`select p.id from pricing.financial_products p where p.code = 'CC'`)).id);
});
afterAll(() => other.close());

const offer = (code: string): NewOffer => ({
  code, name: code, productId, validFrom: '2026-11-01', validTo: null, nodeId: world.node('TST'), kinds: null, makes: null, fuels: null, maxAgeMonths: null, maxMileageKm: null, minDepositPpm: 0, commissionPpm: 0,
  terms: [{ months: 36, nominalRatePpm: 10_000 }],
});

type Reading = 'all' | 'changed' | 'nothing';

/** What a request finds, and how much of the offers it read to know. */
async function ask(ctx: Context): Promise<{ codes: string[]; read: Reading }> {
  let read: Reading = 'nothing';
  const rows = async <Row extends object>(statement: SqlFragment): Promise<Row[]> => {
    const text = statement.text.join('');
    if (text.includes('offers_to_index_again')) read = 'changed';
    else if (text.includes('offers_to_index')) read = 'all';
    return ctx.tx.rows<Row>(statement);
  };
  const live: LiveIndex = await liveOffers({ ...ctx, tx: { ...ctx.tx, rows } });
  const vehicle = await pricedVehicle(ctx, { kind: 'stock', stockId: showroom.newCar });
  if (vehicle === undefined) throw new Error('no car');
  return { codes: applicableLiveOffers(live, await offerQuestion(ctx, vehicle, {})).map(({ code, version }) => `${code} ${version}`), read };
}
const asked = (today = '2026-11-23') => world.context('seller1', { today }, ask);

test('a change is in the next answer, and only what changed is read', async () => {
  await asked();
  expect((await asked()).read).toBe('nothing');
  const id = await world.asSystem({}, (ctx) => addOffer(ctx, offer('X1')));
  expect(await asked()).toMatchObject({ read: 'changed', codes: expect.arrayContaining(['X1 1']) });
  await world.asSystem({}, (ctx) => endOffer(ctx, id, 1, '2026-11-23'));
  const after = await asked();
  expect(after.read).toBe('changed');
  expect(after.codes).not.toContain('X1 1');
  expect((await asked()).read).toBe('nothing');
});

test('all are read anew from the day the index is held from: an earlier day still finds what was sold then', async () => {
  const id = await world.asSystem({}, (ctx) => addOffer(ctx, offer('W1')));
  await world.asSystem({}, (ctx) => endOffer(ctx, id, 1, '2026-11-23'));
  expect((await asked('2026-11-10')).codes).toContain('W1 1');
  // A stamp that nothing leads to, as after a restore.
  await db.current.database.pool.query('update pricing.offer_stamps set stamp = gen_random_uuid(), number = number + 1');
  expect(await asked('2026-11-24')).toMatchObject({ read: 'all', codes: expect.not.arrayContaining(['W1 1']) });
  expect((await asked('2026-11-10')).codes).toContain('W1 1');
  // From the next change on the list leads again.
  await world.asSystem({}, (ctx) => addOffer(ctx, offer('W2')));
  expect((await asked()).read).toBe('all');
});

test('several changes at once, of another process, with one taken back between them', async () => {
  await asked();
  const { frame, tenant } = await world.session('pricingManager');
  const ids = await world.asSystem({}, async (ctx) => [await addOffer(ctx, offer('Y1')), await addOffer(ctx, offer('Y2'))]);
  await expect(
    world.asSystem({}, async (ctx) => {
      await addOffer(ctx, offer('Y3'));
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  await other.transaction(frame, (tx) => tx.run(sql`update pricing.offers set valid_to = '2026-11-23' where tenant_id = ${tenant.id} and id = ${ids[0]}`));
  const { codes, read } = await asked();
  expect(read).toBe('changed');
  expect(codes).toContain('Y2 1');
  expect(codes.filter((code) => /^Y[13]/.test(code))).toEqual([]);
});

test('what a transaction wrote is its own until it commits, and costs nobody else a reading', async () => {
  await asked();
  await expect(
    world.asSystem({}, async (ctx) => {
      await addOffer(ctx, offer('Z1'));
      expect(await ask({ ...ctx, actor: { ...ctx.actor } })).toMatchObject({ codes: expect.arrayContaining(['Z1 1']), read: 'changed' });
      expect(await asked()).toMatchObject({ read: 'nothing' });
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  // The number comes again with another stamp: what the transaction above read is nowhere left.
  await world.asSystem({}, (ctx) => addOffer(ctx, offer('Z2')));
  const { codes, read } = await asked();
  expect([read, codes.includes('Z2 1'), codes.includes('Z1 1')]).toEqual(['changed', true, false]);
});

test('where the list of changes does not lead on, all is read', async () => {
  await asked();
  await world.asSystem({}, (ctx) => addOffer(ctx, offer('V1')));
  await db.current.database.asOwner((tx) => tx.run(sql`delete from pricing.offer_changes where number < (select max(number) from pricing.offer_changes)`));
  expect(await asked()).toMatchObject({ read: 'all', codes: expect.arrayContaining(['V1 1']) });
  // More offers in one statement than are listed.
  await db.current.database.asOwner((tx) => tx.run(sql`
    insert into pricing.offers (tenant_id, id, version, code, name, product_id, valid_from, node_id, min_deposit_ppm, commission_ppm)
    select 1, gen_random_uuid(), 1, 'MANY-' || i, 'x', ${productId}, '2026-11-01', ${world.node('DLR002')}, 0, 0 from generate_series(1, 501) i`));
  expect((await asked()).read).toBe('all');
  expect((await asked()).read).toBe('nothing');
});

test('requests that come together agree', async () => {
  await asked();
  for (const code of ['T1', 'T2', 'T3']) {
    await world.asSystem({}, (ctx) => addOffer(ctx, offer(code)));
    const together = await Promise.all(Array.from({ length: 6 }, () => asked()));
    expect(together.filter(({ codes }) => !codes.includes(`${code} 1`))).toEqual([]);
    expect(together.filter(({ read }) => read === 'all')).toEqual([]);
  }
});
