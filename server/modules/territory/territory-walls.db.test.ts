/** The walls around the trees: who may move what, and what the database refuses by itself. */
import { beforeAll, expect, test } from 'vitest';
import { addNode } from '#identity';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTrial, type Trial } from '../../testing/trial.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';
import { coverageOf } from './coverage.ts';
import { recordMoves } from './record-moves.ts';
import { addArea } from './tree-areas.ts';
import { treeOnDay } from './tree-on-day.ts';

const db = useTestDatabase();
let world: World;
let trial: Trial;
const today = '2026-11-23';

beforeAll(async () => {
  world = await createWorld(db.current.database);
  trial = createTrial(world);
  await world.asSystem({}, async (ctx) => {
    const region = await addNode(ctx, { parentId: world.node('AREA-NO'), kind: 'region', code: 'REG-02', name: 'Area 2', validFrom: '2021-01-01' });
    const district = await addNode(ctx, { parentId: world.node('TST'), kind: 'district', code: 'AREA-SU', name: 'Distretto Sud', validFrom: '2020-01-01' });
    const far = await addNode(ctx, { parentId: district, kind: 'region', code: 'REG-09', name: 'Area 9', validFrom: '2020-01-01' });
    for (const [code, id] of [['REG-02', region], ['AREA-SU', district], ['REG-09', far]] as const) (world.nodes as Map<string, number>).set(code, id);
  });
});

const sales = (on: string, ...moves: [node: string, parent: string][]) => ({
  tree: 'sales' as const, on, reason: 'Prova', moves: moves.map(([node, parent]) => ({ nodeId: world.node(node), parentId: world.node(parent) })),
});

test('nothing moves: not the node, not the place it leaves, not the one it goes to', async () => {
  expect(await trial('areaManager', (ctx) => recordMoves(ctx, sales(today, ['DLR001', 'REG-02'])))).toMatchObject({ refusal: 'beyond_your_scope' });
  expect(await trial('districtManager', (ctx) => recordMoves(ctx, sales(today, ['AREA-NO', 'AREA-SU'])))).toMatchObject({ refusal: 'beyond_your_scope' });
  expect(await trial('districtManager', (ctx) => recordMoves(ctx, sales(today, ['DLR001', 'REG-09'])))).toMatchObject({ refusal: 'beyond_your_scope' });
  await expect(trial('dealerManager', (ctx) => recordMoves(ctx, sales(today, ['DLR002', 'REG-01'])))).rejects.toMatchObject({ code: 'not_found' });
  await expect(trial('altAdministrator', (ctx) => recordMoves(ctx, sales(today, ['DLR001', 'REG-02'])))).rejects.toMatchObject({ code: 'not_found' });
});

test('the other trees are the head office’s', async () => {
  await trial('districtManager', async (ctx) => {
    const root = (await treeOnDay(ctx, 'credit', today, undefined)).items[0]?.id ?? 0;
    expect(await addArea(ctx, 'credit', { code: 'X', name: 'X', parentId: root })).toMatchObject({ refusal: 'beyond_your_scope' });
  });
});

test('the database refuses what a use case would forget', async () => {
  const write = (name: PersonName, work: (ctx: Context) => Promise<unknown>) => trial(name, work);
  const insert = (tenant: number, tree: number, node: string, parent: number) => (ctx: Context) =>
    ctx.tx.run(sql`insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (${tenant}, ${tree}, ${world.node(node)}, ${parent}, '2030-01-01', 4)`);
  await expect(write('areaManager', insert(1, 1, 'DLR001', world.node('REG-02')))).rejects.toThrow(/row-level security/);
  await expect(write('districtManager', insert(1, 2, 'DLR001', 1))).rejects.toThrow(/row-level security/);
  await expect(write('systemAdministrator', insert(2, 1, 'ALT-DLR001', world.node('ALT-REG-01')))).rejects.toThrow(/row-level security/);
  expect(await write('areaManager', (ctx) => ctx.tx.run(sql`delete from territory.placements p where p.node_id = ${world.node('REG-01')}`))).toBe(0);
  expect(await write('dealerManager', (ctx) => ctx.tx.run(sql`update territory.placements set valid_to = '2029-01-01' where node_id = ${world.node('DLR001')}`))).toBe(0);
  await expect(write('systemAdministrator', (ctx) => ctx.tx.run(sql`update territory.placements set parent_id = 1`))).rejects.toMatchObject({ code: '42501' });
  await expect(write('systemAdministrator', (ctx) => ctx.tx.run(sql`update territory.move_orders set effective_on = '2020-01-01'`))).rejects.toMatchObject({ code: '42501' });
});

test('the database refuses an overlap, a gap and a cycle even to whoever may write', async () => {
  const overlap = trial('systemAdministrator', (ctx) =>
    ctx.tx.run(sql`insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (1, 1, ${world.node('DLR001')}, ${world.node('REG-01')}, '2030-01-01', 4)`));
  await expect(overlap).rejects.toMatchObject({ constraint: 'placements_one_place' });
  const gap = trial('systemAdministrator', (ctx) => ctx.tx.run(sql`update territory.placements set valid_to = '2030-01-01' where node_id = ${world.node('DLR001')} and tree_id = 1`));
  await expect(gap).rejects.toMatchObject({ constraint: 'placements_no_gap' });
});

test('whoever reads without any condition sees dealers within reach alone', async () => {
  const seen = (name: PersonName) =>
    world.context(name, {}, async (ctx) => (await ctx.tx.rows<{ node_id: number }>(sql`select distinct p.node_id from territory.v_placements p where p.level >= 4 order by 1`)).map(({ node_id }) => node_id));
  const ids = (...codes: string[]) => codes.map((code) => world.node(code)).toSorted((a, b) => a - b);
  expect(await seen('seller1')).toEqual(ids('DLR001', 'DLR001-B1', 'DLR001-S1', 'DLR001-S2'));
  expect(await seen('customer')).toEqual([]);
  expect(await seen('agencyUser')).toEqual([]);
  expect(await seen('altAdministrator')).toEqual(ids('ALT-DLR001', 'ALT-DLR001-B1', 'ALT-DLR001-S1'));
  await expect(world.context('seller1', {}, (ctx) => coverageOf(ctx, world.node('DLR002'), today))).rejects.toMatchObject({ code: 'not_found' });
  await expect(world.context('customer', {}, (ctx) => treeOnDay(ctx, 'sales', today, undefined))).rejects.toMatchObject({ code: 'not_found' });
});
