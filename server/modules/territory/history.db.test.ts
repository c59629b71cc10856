/** Random histories against a slow reference: on each day one place per node and tree, the same path for everybody who asks. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { addNode, moveNode } from '#identity';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { recordMoves } from './record-moves.ts';
import { addArea } from './tree-areas.ts';
import type { TreeKey } from './tree-contracts.ts';
import { withdrawMoves } from './withdraw-moves.ts';

const db = useTestDatabase();
let world: World;
const dayOne = '2020-01-01';
const treeNumbers: Readonly<Record<TreeKey, number>> = { sales: 1, credit: 2, collection: 3 };
const today = '2026-11-23';
beforeAll(async () => {
  world = await createWorld(db.current.database);
});

/** Parents by day on which they begin, node by node; the last that began is the one that holds. */
class Reference {
  readonly #begins = new Map<string, Map<string, number>>();
  set(tree: TreeKey, node: number, day: string, parent: number): void {
    const key = `${tree} ${node}`;
    this.#begins.set(key, (this.#begins.get(key) ?? new Map<string, number>()).set(day, parent));
  }
  unset(tree: TreeKey, node: number, day: string): void {
    this.#begins.get(`${tree} ${node}`)?.delete(day);
  }
  parentOn(tree: TreeKey, node: number, day: string): number | undefined {
    const days = [...(this.#begins.get(`${tree} ${node}`) ?? [])].filter(([from]) => from <= day).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return days.at(-1)?.[1];
  }
  pathOn(tree: TreeKey, node: number, day: string): number[] {
    const path = [node];
    for (let at = this.parentOn(tree, node, day); at !== undefined; at = this.parentOn(tree, at, day)) path.push(at);
    return path;
  }
}

interface Small {
  readonly regions: number[];
  readonly areas: number[];
  readonly dealers: number[];
}

async function build(ctx: Context, reference: Reference): Promise<Small> {
  const region = async (code: string) => addNode(ctx, { parentId: world.node('AREA-NO'), kind: 'region', code, name: code, validFrom: dayOne });
  const regions = [world.node('REG-01'), await region('H-R2'), await region('H-R3')];
  const { id: root } = await ctx.tx.row<{ id: number }>(sql`select t.id from territory.tree_nodes t where t.tenant_id = ${ctx.tenant.id} and t.tree_id = 2 and t.is_root`);
  const areas: number[] = [];
  for (const code of ['H-A1', 'H-A2', 'H-A3', 'H-A4']) {
    const added = await addArea(ctx, 'credit', { code, name: code, parentId: root, validFrom: dayOne });
    if (!added.ok) throw new Error(added.refusal);
    areas.push(added.value.id);
    reference.set('credit', added.value.id, dayOne, root);
  }
  const dealers = [world.node('DLR001'), world.node('DLR002'), await addNode(ctx, { parentId: regions[1] ?? 0, kind: 'dealer', code: 'H-D3', name: 'H-D3', validFrom: '2023-05-01' })];
  dealers.forEach((dealer, index) => {
    reference.set('sales', dealer, index === 2 ? '2023-05-01' : dayOne, (index === 2 ? regions[1] : regions[0]) ?? 0);
    reference.set('credit', dealer, index === 2 ? '2023-05-01' : dayOne, root);
  });
  for (const each of regions) reference.set('sales', each, dayOne, world.node('AREA-NO'));
  reference.set('sales', world.node('AREA-NO'), dayOne, world.node('TST'));
  return { regions, areas: [root, ...areas], dealers };
}

const step = fc.record({
  what: fc.constantFrom('sales', 'sales', 'credit', 'credit', 'credit', 'withdraw', 'direct'),
  days: fc.integer({ min: 0, max: 3650 }),
  moves: fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 3 }),
});

async function take(ctx: Context, reference: Reference, small: Small, steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[]): Promise<void> {
  const planned: { id: string; tree: TreeKey; on: string; nodes: number[] }[] = [];
  for (const { what, days, moves } of steps) {
    const on = addDays(dayOne, days);
    if (what === 'withdraw') {
      const order = planned[days % Math.max(planned.length, 1)];
      if (order === undefined) continue;
      // A refusal leaves what was written to the door, which undoes it.
      await ctx.tx.run(sql`savepoint before_withdrawal`);
      const taken = await withdrawMoves(ctx, order.id);
      if (!taken.ok) await ctx.tx.run(sql`rollback to savepoint before_withdrawal`);
      else for (const node of order.nodes) reference.unset(order.tree, node, order.on);
      if (taken.ok) planned.splice(planned.indexOf(order), 1);
    } else if (what === 'direct') {
      const node = small.dealers[days % 3] ?? 0;
      const parent = small.regions[(moves[0]?.[1] ?? 0) % 3] ?? 0;
      if (reference.parentOn('sales', node, today) === parent) continue;
      const moved = await moveNode(ctx, node, parent);
      if (moved.ok) reference.set('sales', node, today, parent);
    } else {
      const movable = what === 'sales' ? small.dealers : [...small.areas.slice(1), ...small.dealers];
      const targets = what === 'sales' ? small.regions : small.areas;
      const wanted = [...new Map(moves.map(([node, parent]) => [movable[node % movable.length] ?? 0, targets[parent % targets.length] ?? 0])).entries()].map(([nodeId, parentId]) => ({ nodeId, parentId }));
      const recorded = await recordMoves(ctx, { tree: what, on, reason: 'Prova', moves: wanted });
      if (!recorded.ok) continue;
      for (const { nodeId, parentId } of wanted) reference.set(what, nodeId, on, parentId);
      if (recorded.value.state === 'planned') planned.push({ id: recorded.value.id, tree: what, on, nodes: wanted.map(({ nodeId }) => nodeId) });
    }
  }
}

test('on each day every dealer has one place in each tree, and every path is the one a slow reference walks', async () => {
  const undo = new Error('undo');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.array(fc.integer({ min: 0, max: 3700 }), { minLength: 3, maxLength: 6 }), async (steps, asked) => {
      await world
        .asSystem({}, async (ctx) => {
          const reference = new Reference();
          const small = await build(ctx, reference);
          await take(ctx, reference, small, steps);
          for (const day of [today, ...asked.map((offset) => addDays(dayOne, offset))]) {
            const lost = await ctx.tx.rows<{ node_id: number }>(sql`
              select n.id as node_id from identity.v_nodes n cross join territory.trees t
              where n.tenant_id = ${ctx.tenant.id} and n.kind = 'dealer' and n.valid_from <= ${day} and 1 <> (
                select count(*) from territory.placements p where p.tenant_id = n.tenant_id and p.tree_id = t.id and p.node_id = n.id and p.valid_from <= ${day} and (p.valid_to is null or p.valid_to > ${day}))`);
            expect(lost).toEqual([]);
            for (const tree of ['sales', 'credit'] as const) {
              for (const dealer of small.dealers) {
                const path = await ctx.tx.rows<{ node_id: number }>(sql`select p.node_id from territory.path_on(${treeNumbers[tree]}::smallint, ${dealer}, ${day}) p order by p.depth`);
                expect(path.map(({ node_id }) => node_id)).toEqual(reference.pathOn(tree, dealer, day));
              }
            }
          }
          // Rights go by today's places.
          const parents = await ctx.tx.rows<{ id: number; parent_id: number }>(sql`select n.id, n.parent_id from identity.v_nodes n where n.id = any(${small.dealers}::integer[])`);
          for (const { id, parent_id } of parents) expect(parent_id).toBe(reference.parentOn('sales', id, today));
          await ctx.tx.run(sql`set constraints all immediate`);
          throw undo;
        })
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
    }),
    { numRuns: 40 },
  );
});
