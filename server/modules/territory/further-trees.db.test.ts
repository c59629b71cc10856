/** Trees and areas of the house's own: made, renamed, closed and opened again, with the people in charge of them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addNode } from '#identity';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp } from '../../testing/http.ts';
import { createTrial, type Trial } from '../../testing/trial.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { closeArea } from './close-area.ts';
import { coverageOf } from './coverage.ts';
import { exportCoverageRoute } from './api.ts';
import { territoryRoutes } from './http.ts';
import { endCharge, findStaff, listCharges, putInCharge } from './people-in-charge.ts';
import { previewMoves } from './preview-moves.ts';
import { recordMoves } from './record-moves.ts';
import { addArea, renameArea } from './tree-areas.ts';
import { treeOnDay } from './tree-on-day.ts';
import { closeTree, createTree, listTrees, renameTree } from './trees.ts';
import { withdrawMoves } from './withdraw-moves.ts';

const db = useTestDatabase();
let world: World;
let trial: Trial;
const today = '2026-11-23';
const wanted = { name: { it: 'Assistenza', en: 'Service' }, rootCode: 'ASS', from: '2026-01-01' };

beforeAll(async () => {
  world = await createWorld(db.current.database);
  trial = createTrial(world);
});

const rootOf = async (ctx: Context, tree: string) => (await treeOnDay(ctx, tree, today, undefined)).items[0]?.id ?? 0;
async function areaIn(ctx: Context, tree: string, code: string, parentId: number): Promise<number> {
  const added = await addArea(ctx, tree, { code, name: `Area ${code}`, parentId, validFrom: '2026-01-01' });
  if (!added.ok) throw new Error(added.refusal);
  return added.value.id;
}
/** A new tree with two areas and the first dealer in one of them since February. */
async function grown(ctx: Context) {
  const made = await createTree(ctx, wanted);
  if (!made.ok) throw new Error(made.refusal);
  const root = await rootOf(ctx, 'assistenza');
  const a = await areaIn(ctx, 'assistenza', 'A', root);
  const b = await areaIn(ctx, 'assistenza', 'B', root);
  const moved = await recordMoves(ctx, { tree: 'assistenza', on: '2026-02-01', reason: 'Avvio', moves: [{ nodeId: world.node('DLR001'), parentId: a }] });
  if (!moved.ok) throw new Error(moved.refusal);
  return { root, a, b };
}
const placesOf = async (ctx: Context, tree: string, on: string) => (await coverageOf(ctx, world.node('DLR001'), on)).trees.find((one) => one.tree === tree)?.places.map(({ code }) => code).join(' < ');

describe('a tree', () => {
  test('begins with every dealer at its root, is moved in like the others, and tells who covered whom', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a } = await grown(ctx);
      expect((await listTrees(ctx)).at(-1)).toMatchObject({ key: 'assistenza', name: wanted.name, from: '2026-01-01', to: null, mayMove: true, mayChange: true });
      expect((await treeOnDay(ctx, 'assistenza', today, undefined)).items.map(({ code }) => code)).toEqual(['ASS', 'A', 'B', 'DLR001', 'DLR002']);
      await putInCharge(ctx, a, { personalityId: world.person('careOperator').personalityId, validFrom: '2026-03-01', validTo: '2026-04-01' });
      const who = async (on: string) => (await coverageOf(ctx, world.node('DLR001'), on)).trees.find(({ tree }) => tree === 'assistenza')?.places.flatMap(({ people }) => people.map(({ displayName }) => displayName));
      expect([await who('2026-02-28'), await who('2026-03-12'), await who('2026-04-01')]).toEqual([[], ['Persona careOperator'], []]);
      expect(await placesOf(ctx, 'assistenza', '2026-01-31')).toBe('DLR001 < ASS');
      expect(await placesOf(ctx, 'assistenza', '2026-03-12')).toBe('DLR001 < A < ASS');
      expect(await placesOf(ctx, 'assistenza', '2025-12-31')).toBeUndefined();
      const preview = await previewMoves(ctx, [], { tree: 'assistenza', on: '2026-03-15', moves: [{ nodeId: world.node('DLR001'), parentId: (await rootOf(ctx, 'assistenza')) }] });
      expect(preview).toMatchObject({ value: { people: [{ displayName: 'Persona careOperator', loses: { dealers: 1 } }] } });
    });
  });

  test('stands beside the others: a dealer that comes later has its place in it from its first day', async () => {
    await trial('system', async (ctx) => {
      await grown(ctx);
      const late = await addNode(ctx, { parentId: world.node('REG-01'), kind: 'dealer', code: 'DLR009', name: 'Nuovo', validFrom: '2026-05-01' });
      expect((await coverageOf(ctx, late, '2026-05-01')).trees.map(({ tree }) => tree)).toEqual(['sales', 'credit', 'collection', 'assistenza']);
      await closeTree(ctx, 'assistenza', '2026-11-01');
      const later = await addNode(ctx, { parentId: world.node('REG-01'), kind: 'dealer', code: 'DLR010', name: 'Dopo', validFrom: '2026-11-10' });
      expect((await coverageOf(ctx, later, today)).trees.map(({ tree }) => tree)).toEqual(['sales', 'credit', 'collection']);
    });
  });

  test('is closed from a day, keeps what it was before, takes no move after, and is opened again', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { b } = await grown(ctx);
      const move = (on: string) => recordMoves(ctx, { tree: 'assistenza', on, reason: 'Prova', moves: [{ nodeId: world.node('DLR001'), parentId: b }] });
      expect(await closeTree(ctx, 'assistenza', '2026-01-01')).toMatchObject({ refusal: 'closes_before_it_begins' });
      expect(await closeTree(ctx, 'assistenza', '2026-11-01')).toMatchObject({ ok: true });
      expect(await placesOf(ctx, 'assistenza', '2026-10-31')).toBe('DLR001 < A < ASS');
      expect(await placesOf(ctx, 'assistenza', '2026-11-01')).toBeUndefined();
      expect((await treeOnDay(ctx, 'assistenza', today, undefined)).items).toEqual([]);
      expect(await move(today)).toMatchObject({ refusal: 'tree_closed' });
      expect(await closeTree(ctx, 'assistenza', null)).toMatchObject({ ok: true });
      expect(await move('2027-02-01')).toMatchObject({ ok: true });
      expect(await closeTree(ctx, 'assistenza', '2027-01-01')).toMatchObject({ refusal: 'moves_planned' });
    });
  });

  test('has a name of its own, and the organisation keeps its own', async () => {
    await trial('headOfCredit', async (ctx) => {
      await grown(ctx);
      expect(await createTree(ctx, wanted)).toMatchObject({ refusal: 'name_taken' });
      expect(await createTree(ctx, { ...wanted, name: { it: '12 34', en: 'Numbers' } })).toMatchObject({ refusal: 'name_without_letters' });
      expect(await renameTree(ctx, 'assistenza', { name: { it: 'Credito', en: 'X' } })).toMatchObject({ refusal: 'name_taken' });
      expect(await renameTree(ctx, 'assistenza', { name: { it: 'Post-vendita', en: 'After-sales' } })).toMatchObject({ ok: true });
      expect((await listTrees(ctx)).at(-1)).toMatchObject({ key: 'assistenza', name: { it: 'Post-vendita', en: 'After-sales' } });
      expect(await renameTree(ctx, 'sales', wanted)).toMatchObject({ refusal: 'tree_is_organisation' });
      expect(await closeTree(ctx, 'sales', today)).toMatchObject({ refusal: 'tree_is_organisation' });
      await expect(closeTree(ctx, 'nessuno', today)).rejects.toMatchObject({ code: 'not_found' });
    });
  });
});

describe('an area', () => {
  test('is closed only with somewhere to go for what stands below it, in one piece', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a, b } = await grown(ctx);
      await putInCharge(ctx, a, { personalityId: world.person('careOperator').personalityId, validFrom: '2026-02-01' });
      const close = (contentsTo: number | null, on: string | null = '2026-12-01') => closeArea(ctx, a, { on, contentsTo, reason: 'Accorpamento' });
      expect(await close(null)).toMatchObject({ refusal: 'area_not_empty', details: { count: '1' } });
      expect(await close(b)).toMatchObject({ ok: true });
      expect(await placesOf(ctx, 'assistenza', '2026-11-30')).toBe('DLR001 < A < ASS');
      expect(await placesOf(ctx, 'assistenza', '2026-12-01')).toBe('DLR001 < B < ASS');
      expect((await treeOnDay(ctx, 'assistenza', '2026-12-01', undefined)).items.map(({ code }) => code)).toEqual(['ASS', 'B', 'DLR001', 'DLR002']);
      expect((await listCharges(ctx, a)).items).toMatchObject([{ displayName: 'Persona careOperator', from: '2026-02-01', to: '2026-12-01' }]);
      expect(await recordMoves(ctx, { tree: 'assistenza', on: '2026-12-02', reason: 'x', moves: [{ nodeId: world.node('DLR002'), parentId: a }] })).toMatchObject({ refusal: 'place_not_in_force' });
      expect(await close(null, null)).toMatchObject({ ok: true });
      expect((await treeOnDay(ctx, 'assistenza', '2026-12-01', undefined)).items.map(({ code }) => code)).toContain('A');
    });
  });

  test('whose planned emptying is taken back must be opened first', async () => {
    const answer = await trial('headOfCredit', async (ctx) => {
      const { a, b } = await grown(ctx);
      await closeArea(ctx, a, { on: '2026-12-01', contentsTo: b, reason: 'Accorpamento' });
      const order = await ctx.tx.row<{ id: string }>(sql`select o.id from territory.move_orders o where o.reason = 'Accorpamento'`);
      return withdrawMoves(ctx, order.id);
    });
    expect(answer).toMatchObject({ refusal: 'place_closed' });
  });

  test('is renamed; the root stays', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { root, a } = await grown(ctx);
      expect(await renameArea(ctx, a, 'Nuovo nome')).toMatchObject({ value: { code: 'A', name: 'Nuovo nome' } });
      expect(await closeArea(ctx, root, { on: '2026-12-01', contentsTo: null, reason: 'x' })).toMatchObject({ refusal: 'root_stays' });
      expect(await closeArea(ctx, a, { on: '2026-01-01', contentsTo: null, reason: 'x' })).toMatchObject({ refusal: 'closes_before_it_begins' });
    });
  });

  test('is not left by the database with something below it after its last day', async () => {
    const closed = trial('systemAdministrator', async (ctx) => {
      const { a } = await grown(ctx);
      await ctx.tx.run(sql`update territory.tree_nodes set valid_to = '2026-12-01' where id = ${a}`);
    });
    await expect(closed).rejects.toMatchObject({ constraint: 'tree_nodes_empty_when_closed' });
    const entered = trial('systemAdministrator', async (ctx) => {
      const { b } = await grown(ctx);
      await ctx.tx.run(sql`update territory.tree_nodes set valid_to = '2026-12-01' where id = ${b}`);
      await ctx.tx.run(sql`delete from territory.placements where tree_id = 4 and node_id = ${world.node('DLR002')}`);
      await ctx.tx.run(sql`insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (1, 4, ${world.node('DLR002')}, ${b}, '2026-01-01', 4)`);
    });
    await expect(entered).rejects.toMatchObject({ constraint: 'tree_nodes_empty_when_closed' });
  });
});

describe('people in charge', () => {
  test('are told with their days, never twice on one of them, and stand out in the tree of their days', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a } = await grown(ctx);
      const { personalityId } = world.person('creditOperator');
      const give = (validFrom: string, validTo: string | null) => putInCharge(ctx, a, { personalityId, validFrom, validTo });
      expect(await give('2026-03-01', '2026-06-01')).toMatchObject({ ok: true });
      expect(await give('2026-05-31', null)).toMatchObject({ refusal: 'already_in_charge' });
      expect(await give('2026-06-01', null)).toMatchObject({ ok: true });
      expect(await give('2026-06-01', '2026-06-01')).toMatchObject({ refusal: 'ends_before_it_begins' });
      expect(await give('2025-12-31', '2026-01-01')).toMatchObject({ refusal: 'place_not_in_force' });
      const { items, mayChange } = await listCharges(ctx, a);
      expect([mayChange, items.map(({ from, to }) => [from, to])]).toEqual([true, [['2026-06-01', null], ['2026-03-01', '2026-06-01']]]);
      await endCharge(ctx, items[0]?.id ?? '', '2026-10-01');
      const named = async (on: string) => (await treeOnDay(ctx, 'assistenza', on, undefined)).items.find(({ code }) => code === 'A')?.people;
      expect([await named('2026-02-28'), await named('2026-09-30'), await named('2026-10-01')]).toEqual([[], ['Persona creditOperator'], []]);
      expect((await findStaff(ctx, 'creditop')).map((one) => one.personalityId)).toEqual([personalityId]);
      expect(await findStaff(ctx, 'persona customer')).toEqual([]);
    });
  });

  test('of the sales tree are those who stand at the place', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { items } = await treeOnDay(ctx, 'sales', today, undefined);
      expect(items.filter(({ people }) => people.length > 0).map(({ code, people }) => [code, people])).toEqual([['AREA-NO', ['Persona districtManager']], ['REG-01', ['Persona areaManager']]]);
    });
  });
});

test('nobody below the head office makes, renames or closes anything, neither through a use case nor past it', async () => {
  for (const name of ['districtManager', 'areaManager'] as const) {
    await trial(name, async (ctx) => {
      const root = await rootOf(ctx, 'credit');
      expect(await createTree(ctx, wanted)).toMatchObject({ refusal: 'beyond_your_scope' });
      expect(await renameTree(ctx, 'credit', wanted)).toMatchObject({ refusal: 'beyond_your_scope' });
      expect(await closeTree(ctx, 'credit', today)).toMatchObject({ refusal: 'beyond_your_scope' });
      expect(await renameArea(ctx, root, 'x')).toMatchObject({ refusal: 'beyond_your_scope' });
      expect(await closeArea(ctx, root, { on: today, contentsTo: null, reason: 'x' })).toMatchObject({ refusal: 'beyond_your_scope' });
      expect(await ctx.tx.run(sql`update territory.trees set valid_to = '2030-01-01' where id = 2`)).toBe(0);
      expect(await ctx.tx.run(sql`update territory.tree_nodes set name = 'x'`)).toBe(0);
    });
    await expect(trial(name, (ctx) => ctx.tx.run(sql`insert into territory.trees (tenant_id, id, key, name_it, name_en, valid_from) values (1, 9, 'altro', 'Altro', 'Other', '2026-01-01')`))).rejects.toThrow(/row-level security/);
  }
  await expect(trial('altAdministrator', (ctx) => ctx.tx.run(sql`insert into territory.trees (tenant_id, id, key, name_it, name_en, valid_from) values (1, 9, 'altro', 'Altro', 'Other', '2026-01-01')`))).rejects.toThrow(/row-level security/);
  await trial('altAdministrator', async (ctx) => {
    expect(await ctx.tx.run(sql`update territory.trees set valid_to = '2030-01-01' where tenant_id = 1`)).toBe(0);
    await expect(listCharges(ctx, 1)).rejects.toMatchObject({ code: 'not_found' });
  });
  await expect(trial('systemAdministrator', (ctx) => ctx.tx.run(sql`update territory.trees set key = 'mio' where id = 2`))).rejects.toMatchObject({ code: '42501' });
});

test('who covered a dealer on 12 March, as a file; not for another dealer’s people', async () => {
  const http = await createTestHttp(db.current.database, territoryRoutes([]), () => worldNow);
  try {
    const get = async (who: PersonName, code: string) => {
      const person = await world.signIn(who, { now: worldNow });
      return http.app.inject({ method: 'GET', url: `${exportCoverageRoute.path.replace(':id', String(world.node(code)))}?on=2026-03-12&tree=sales&format=csv&language=en`, headers: person.headers });
    };
    const file = await get('headOfCredit', 'DLR001');
    expect(file.body.split(/\r?\n/).slice(0, 4)).toEqual([
      expect.stringMatching(/Day,Tree,Place code,Place,Person,Profile,From,Until$/),
      expect.stringMatching(/^2026-03-12,Sales network,DLR001,Nodo DLR001,Persona dealerManager,/),
      expect.stringMatching(/^2026-03-12,Sales network,REG-01,Nodo REG-01,Persona areaManager,/),
      expect.stringMatching(/^2026-03-12,Sales network,AREA-NO,Nodo AREA-NO,Persona districtManager,/),
    ]);
    expect((await get('dealerManager', 'DLR002')).statusCode).toBe(404);
  } finally {
    await http.close();
  }
});
