import { beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';
import { keepMapping, listMappings } from './mappings.ts';

const db = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(db.current.database);
});

const keep = (who: PersonName, name: string, price: string) => world.context(who, {}, (ctx) => keepMapping(ctx, 'vehicles.stock', name, { price }));
const offered = (who: PersonName) => world.context(who, {}, async (ctx) => (await listMappings(ctx)).map(({ name, columns }) => `${name}: ${columns['price'] ?? ''}`));

test('a mapping belongs to its place: offered there and below, to nobody beside or above', async () => {
  await keep('dealerManager', 'Gestionale', 'Prezzo al pubblico');
  expect([await offered('dealerManager'), await offered('seller1')]).toEqual([['Gestionale: Prezzo al pubblico'], ['Gestionale: Prezzo al pubblico']]);
  expect([await offered('seller3'), await offered('areaManager'), await offered('pricingManager'), await offered('altManager')]).toEqual([[], [], [], []]);
});

test('two places keep the same name apart, and the nearer one is offered', async () => {
  await keep('dealerManager', 'Gestionale', 'Prezzo della concessionaria');
  await keep('pricingManager', 'Gestionale', 'Prezzo di testa');
  expect(await offered('dealerManager')).toEqual(['Gestionale: Prezzo della concessionaria']);
  expect([await offered('seller3'), await offered('pricingManager')]).toEqual([['Gestionale: Prezzo di testa'], ['Gestionale: Prezzo di testa']]);
});

test('the database itself lets nobody read beside, nor change above or below', async () => {
  await keep('dealerManager', 'Gestionale', 'Prezzo');
  await keep('pricingManager', 'Casa madre', 'Prezzo');
  const all = sql`select m.name from flows.mappings m where m.name = 'Gestionale' and m.node_id = ${world.node('DLR001')}`;
  expect(await world.context('seller3', {}, (ctx) => ctx.tx.rows(all))).toEqual([]);
  for (const who of ['seller1', 'seller3', 'pricingManager'] as const) expect(await world.context(who, {}, (ctx) => ctx.tx.run(sql`update flows.mappings set columns = '{}' where node_id = ${world.node('DLR001')}`))).toBe(0);
  expect(await world.context('dealerManager', {}, (ctx) => ctx.tx.run(sql`delete from flows.mappings where name = 'Casa madre'`))).toBe(0);
  const elsewhere = world.context('seller3', {}, (ctx) =>
    ctx.tx.run(sql`insert into flows.mappings (tenant_id, node_id, kind, name, columns, changed_at) values (${ctx.tenant.id}, ${world.node('DLR001')}, 'vehicles.stock', 'X', '{}', now())`));
  await expect(elsewhere).rejects.toThrow(/row-level security/);
});
