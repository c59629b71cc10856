/** Moves of dealers between nodes of dated trees: decided, refused, planned, taken back, read as of any day. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addNode, findNode } from '#identity';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { createJobContext } from '#platform/system-context';
import { useTestDatabase } from '../../testing/database.ts';
import { createTrial, type Trial } from '../../testing/trial.ts';
import { createWorld, silentLog, type World } from '../../testing/world.ts';
import { applyPlannedMoves } from './apply-planned-moves.ts';
import { coverageOf, historyOf } from './coverage.ts';
import { listOrders } from './move-orders.ts';
import { previewMoves } from './preview-moves.ts';
import { recordMoves } from './record-moves.ts';
import { putInCharge } from './people-in-charge.ts';
import { addArea } from './tree-areas.ts';
import { treeOnDay } from './tree-on-day.ts';
import { withdrawMoves } from './withdraw-moves.ts';

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
const pathOf = async (ctx: Context, code: string, on: string, tree = 'sales') =>
  (await coverageOf(ctx, world.node(code), on)).trees.find((one) => one.tree === tree)?.places.map((place) => place.code).join(' < ');
const allPlacements = (ctx: Context) => ctx.tx.rows(sql`select p.tree_id, p.node_id, p.parent_id, p.valid_from, p.valid_to from territory.placements p order by 1, 2, 4`);

test('every node has stood where it stands since its first day; every dealer stands in every tree', async () => {
  await trial('system', async (ctx) => {
    expect(await pathOf(ctx, 'DLR001', '2020-01-01')).toBe('DLR001 < REG-01 < AREA-NO < TST');
    expect(await pathOf(ctx, 'DLR001', today, 'credit')).toBe('DLR001 < CRE');
    expect(await pathOf(ctx, 'DLR001', today, 'collection')).toBe('DLR001 < REC');
    expect((await coverageOf(ctx, world.node('DLR001'), '2019-12-31')).inForce).toBe(false);
  });
});

describe('a move', () => {
  test('from today changes rights at once and keeps what was', async () => {
    await trial('districtManager', async (ctx) => {
      expect(await recordMoves(ctx, sales(today, ['DLR001', 'REG-02']))).toMatchObject({ ok: true, value: { state: 'applied', moves: 1 } });
      expect((await findNode(ctx, world.node('DLR001')))?.parentId).toBe(world.node('REG-02'));
      expect(await pathOf(ctx, 'DLR001', '2026-11-22')).toBe('DLR001 < REG-01 < AREA-NO < TST');
      expect(await pathOf(ctx, 'DLR001', today)).toBe('DLR001 < REG-02 < AREA-NO < TST');
      const history = await historyOf(ctx, world.node('DLR001'));
      expect(history.items.filter(({ tree }) => tree === 'sales').map(({ place, from, until, order }) => [place.code, from, until, order?.reason])).toEqual([
        ['REG-02', today, null, 'Prova'], ['REG-01', '2020-01-01', today, undefined],
      ]);
    });
  });

  test('of a past day is told for every day since; a later one stands', async () => {
    await trial('districtManager', async (ctx) => {
      await recordMoves(ctx, sales('2026-03-01', ['DLR001', 'REG-02']));
      await recordMoves(ctx, sales('2026-10-01', ['DLR001', 'REG-01']));
      const late = await recordMoves(ctx, sales('2026-01-10', ['DLR002', 'REG-02']));
      expect(late.ok).toBe(true);
      expect(await pathOf(ctx, 'DLR001', '2026-03-12')).toContain('REG-02');
      expect(await pathOf(ctx, 'DLR001', '2026-10-01')).toContain('REG-01');
      expect((await findNode(ctx, world.node('DLR001')))?.parentId).toBe(world.node('REG-01'));
      expect((await findNode(ctx, world.node('DLR002')))?.parentId).toBe(world.node('REG-02'));
    });
  });

  test('to come is read as of its day without any job, and leaves the present alone', async () => {
    await trial('districtManager', async (ctx) => {
      expect(await recordMoves(ctx, sales('2027-01-01', ['DLR001', 'REG-02']))).toMatchObject({ value: { state: 'planned' } });
      expect(await pathOf(ctx, 'DLR001', '2026-12-31')).toContain('REG-01');
      expect(await pathOf(ctx, 'DLR001', '2027-01-01')).toContain('REG-02');
      expect((await findNode(ctx, world.node('DLR001')))?.parentId).toBe(world.node('REG-01'));
      const tree = await treeOnDay(ctx, 'sales', today, undefined);
      expect(tree.items.find(({ code }) => code === 'DLR001')).toMatchObject({ parentId: world.node('REG-01'), nextMoveOn: '2027-01-01', mayMove: true });
    });
  });

  test('planned and withdrawn leaves nothing', async () => {
    await trial('districtManager', async (ctx) => {
      const before = await allPlacements(ctx);
      const planned = await recordMoves(ctx, sales('2027-01-01', ['DLR001', 'REG-02'], ['DLR002', 'REG-02']));
      const id = planned.ok ? planned.value.id : '';
      expect(await allPlacements(ctx)).not.toEqual(before);
      expect(await withdrawMoves(ctx, id)).toEqual({ ok: true, value: null });
      expect(await allPlacements(ctx)).toEqual(before);
      expect(await withdrawMoves(ctx, id)).toMatchObject({ refusal: 'no_longer_planned' });
      expect((await listOrders(ctx, { limit: 10 })).items.map(({ state, moveCount }) => [state, moveCount])).toEqual([['withdrawn', 2]]);
    });
  });

  test('in force is not withdrawn', async () => {
    await trial('districtManager', async (ctx) => {
      const applied = await recordMoves(ctx, sales(today, ['DLR001', 'REG-02']));
      expect(await withdrawMoves(ctx, applied.ok ? applied.value.id : '')).toMatchObject({ refusal: 'no_longer_planned' });
    });
  });

  test.each([
    ['where it stands already', '2026-11-23', 'DLR001', 'REG-01', 'already_there'],
    ['on its first day', '2020-01-01', 'DLR001', 'REG-02', 'before_first_day'],
    ['before the place exists', '2020-06-01', 'DLR001', 'REG-02', 'place_not_in_force'],
    ['below its own kind', '2026-11-23', 'DLR001', 'DLR002', 'kind_not_allowed_there'],
    ['below what stands below it', '2026-11-23', 'REG-01', 'DLR001', 'kind_not_allowed_there'],
  ])('%s is refused', async (_, on, node, parent, refusal) => {
    expect(await trial('districtManager', (ctx) => recordMoves(ctx, sales(on, [node, parent])))).toMatchObject({ ok: false, refusal });
  });

  test('twice on a day is refused, in one order or in two', async () => {
    await trial('districtManager', async (ctx) => {
      expect(await recordMoves(ctx, sales('2027-01-01', ['DLR001', 'REG-02'], ['DLR001', 'REG-01']))).toMatchObject({ refusal: 'moved_twice' });
      await recordMoves(ctx, sales('2027-01-01', ['DLR001', 'REG-02']));
      expect(await recordMoves(ctx, sales('2027-01-01', ['DLR001', 'REG-01']))).toMatchObject({ refusal: 'moved_that_day' });
    });
  });

  test('of many is all or nothing', async () => {
    await trial('districtManager', async (ctx) => {
      const before = await allPlacements(ctx);
      expect(await recordMoves(ctx, sales(today, ['DLR001', 'REG-02'], ['DLR002', 'DLR001']))).toMatchObject({ refusal: 'kind_not_allowed_there', path: 'body.moves.1' });
      expect(await allPlacements(ctx)).toEqual(before);
    });
  });

  test('is audited with its day and its number', async () => {
    await world.asSystem({}, async (ctx) => {
      const { ok } = await recordMoves(ctx, { ...sales('2027-06-01', ['DLR002', 'REG-02']) });
      expect(ok).toBe(true);
    });
    const row = await db.current.database.asOwner((tx) => tx.row<{ details: unknown }>(sql`select a.details from platform.audit_events a where a.action = 'territory.moves.decide' order by a.id desc limit 1`));
    expect(row.details).toEqual({ tree: 'sales', on: '2027-06-01', state: 'planned', moves: 1 });
  });
});

test('the job lets the organisation follow on the day, and a second run changes nothing', async () => {
  const run = (now: string) => applyPlannedMoves.run(createJobContext(db.current.database, silentLog, () => new Date(now), 'job'), {});
  const parent = () => world.asSystem({}, async (ctx) => (await findNode(ctx, world.node('DLR002')))?.parentId);
  await run('2027-05-31T21:59:00Z');
  expect(await parent()).toBe(world.node('REG-01'));
  // Midnight in Rome: ten in the evening of the day before in UTC.
  await run('2027-05-31T22:00:00Z');
  expect(await parent()).toBe(world.node('REG-02'));
  const events = () => db.current.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) from platform.audit_events`));
  const before = await events();
  await run('2027-06-02T08:00:00Z');
  expect(await events()).toEqual(before);
  await world.asSystem({ today: '2027-06-02', now: new Date('2027-06-02T08:00:00Z') }, async (ctx) => {
    expect((await historyOf(ctx, world.node('DLR002'))).items.filter(({ tree }) => tree === 'sales').map(({ from, until }) => [from, until])).toEqual([['2027-06-01', null], ['2020-01-01', '2027-06-01']]);
  });
});

describe('trees of their own', () => {
  const build = async (ctx: Context) => {
    const root = (await treeOnDay(ctx, 'credit', today, undefined)).items[0]?.id ?? 0;
    const add = async (code: string, parentId: number) => {
      const area = await addArea(ctx, 'credit', { code, name: `Area ${code}`, parentId, validFrom: '2022-01-01' });
      if (!area.ok) throw new Error(area.refusal);
      return area.value.id;
    };
    const a = await add('A', root);
    const b = await add('B', root);
    return { root, a, b, a1: await add('A1', a) };
  };
  const order = (on: string, ...moves: [number, number][]) => ({ tree: 'credit' as const, on, reason: 'Prova', moves: moves.map(([nodeId, parentId]) => ({ nodeId, parentId })) });

  test('a cycle is refused: at once, by an order’s own moves, and by what is planned for later', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a, b, a1 } = await build(ctx);
      expect(await recordMoves(ctx, order(today, [a, a1]))).toMatchObject({ refusal: 'would_make_cycle' });
      expect(await recordMoves(ctx, order(today, [a, b], [b, a1]))).toMatchObject({ refusal: 'would_make_cycle' });
      expect(await recordMoves(ctx, order('2027-03-01', [b, a1]))).toMatchObject({ ok: true });
      expect(await recordMoves(ctx, order('2027-01-01', [a, b]))).toMatchObject({ refusal: 'would_make_cycle' });
      // Turned upside down in one piece it stands.
      expect(await recordMoves(ctx, order('2027-05-01', [a1, (await build2(ctx, 'Z')).z], [a, a1]))).toMatchObject({ ok: true });
    });
  });
  const build2 = async (ctx: Context, code: string) => {
    const root = (await treeOnDay(ctx, 'credit', today, undefined)).items[0]?.id ?? 0;
    const added = await addArea(ctx, 'credit', { code, name: code, parentId: root, validFrom: '2022-01-01' });
    return { z: added.ok ? added.value.id : 0 };
  };

  test('taking back a move on which a later one rests is refused', async () => {
    const answer = await trial('headOfCredit', async (ctx) => {
      const { root, a, a1 } = await build(ctx);
      const first = await recordMoves(ctx, order('2027-01-01', [a1, root]));
      expect(await recordMoves(ctx, order('2027-02-01', [a, a1]))).toMatchObject({ ok: true });
      return withdrawMoves(ctx, first.ok ? first.value.id : '');
    });
    expect(answer).toMatchObject({ refusal: 'others_rest_on_it' });
  });

  test('the people in charge of a day are told for that day', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a1, b } = await build(ctx);
      await putInCharge(ctx, a1, { personalityId: world.person('creditOperator').personalityId, validFrom: '2022-01-01' });
      await putInCharge(ctx, b, { personalityId: world.person('careOperator').personalityId, validFrom: '2022-01-01' });
      expect(await putInCharge(ctx, b, { personalityId: world.person('careOperator').personalityId })).toMatchObject({ refusal: 'already_in_charge' });
      await recordMoves(ctx, order('2022-02-01', [world.node('DLR001'), a1]));
      await recordMoves(ctx, order('2026-03-13', [world.node('DLR001'), b]));
      const who = async (on: string) => (await coverageOf(ctx, world.node('DLR001'), on)).trees[1]?.places.flatMap((place) => place.people.map(({ displayName }) => displayName));
      expect(await who('2026-03-12')).toEqual(['Persona creditOperator']);
      expect(await who('2026-03-13')).toEqual(['Persona careOperator']);
      expect(await pathOf(ctx, 'DLR001', '2026-03-12', 'credit')).toBe('DLR001 < A1 < A < CRE');
    });
  });

  test('an area is added once, below one that is in force, and not to the organisation', async () => {
    await trial('headOfCredit', async (ctx) => {
      const { a } = await build(ctx);
      const add = (part: object, tree: 'sales' | 'credit' = 'credit') => addArea(ctx, tree, { code: 'N', name: 'Nuova', parentId: a, ...part });
      expect(await add({ code: 'B' })).toMatchObject({ refusal: 'code_taken' });
      expect(await add({ validFrom: '2021-12-31' })).toMatchObject({ refusal: 'place_not_in_force' });
      expect(await add({}, 'sales')).toMatchObject({ refusal: 'tree_is_organisation' });
      expect(await add({})).toMatchObject({ ok: true });
    });
  });
});

describe('a preview', () => {
  test('tells who gains and loses sight, who stands inside and which later moves it meets', async () => {
    const stood = await world.asSystem({}, async (ctx) => (await findNode(ctx, world.node('DLR001')))?.parentId);
    expect(stood).toBe(world.node('REG-01'));
    await trial('pricingManager', async (ctx) => {
      await recordMoves({ ...ctx, actor: ctx.actor }, sales('2027-02-01', ['DLR001', 'REG-02']));
      const preview = await previewMoves(ctx, [{ key: 'quotes', words: { it: 'preventivi', en: 'quotes' }, count: (_, { below }) => Promise.resolve(below.map((nodeId) => ({ nodeId, count: 7 }))) }], sales('2027-01-01', ['DLR001', 'REG-09']));
      expect(preview).toMatchObject({
        ok: true,
        value: {
          moved: { dealers: 1, records: { quotes: 7 } },
          people: [
            { displayName: 'Persona areaManager', place: { code: 'REG-01' }, gains: { dealers: 0, records: { quotes: 0 } }, loses: { dealers: 1, records: { quotes: 7 } } },
            { displayName: 'Persona districtManager', place: { code: 'AREA-NO' }, loses: { dealers: 1, records: { quotes: 7 } } },
          ],
          inside: { count: 3 },
          later: [{ on: '2027-02-01', node: { code: 'DLR001' }, to: { code: 'REG-02' }, why: 'same' }],
        },
      });
    });
  });

  test('counts the offers that begin and stop to hold for what moves, wherever above it they stand', async () => {
    const offers = new Map([['REG-01', 3], ['AREA-NO', 1], ['REG-09', 2], ['TST', 8], ['DLR001', 5]].map(([code, count]) => [world.node(String(code)), Number(count)]));
    const kind = { key: 'offers', words: { it: 'offerte', en: 'offers' }, holdsBelow: true as const, count: (_: Context, { at }: { at: readonly number[] }) => Promise.resolve(at.map((nodeId) => ({ nodeId, count: offers.get(nodeId) ?? 0 }))) };
    // What stands at the company or at the dealer itself holds before and after.
    expect(await trial('pricingManager', (ctx) => previewMoves(ctx, [kind], sales(today, ['DLR001', 'REG-09'])))).toMatchObject({ value: { reached: [{ key: 'offers', begin: 2, stop: 4 }] } });
  });

  test('is refused like the move itself', async () => {
    expect(await trial('districtManager', (ctx) => previewMoves(ctx, [], sales(today, ['DLR001', 'DLR002'])))).toMatchObject({ refusal: 'kind_not_allowed_there' });
  });
});

test('a move made elsewhere in the program leaves its day in the history too', async () => {
  const { moveNode } = await import('#identity');
  await trial('system', async (ctx) => {
    await moveNode({ ...ctx, today: '2026-12-24' }, world.node('DLR001'), world.node('REG-02'));
    expect((await historyOf(ctx, world.node('DLR001'))).items.filter(({ tree }) => tree === 'sales').map(({ place, from }) => [place.code, from])).toEqual([['REG-02', '2026-12-24'], ['REG-01', '2020-01-01']]);
  });
});
