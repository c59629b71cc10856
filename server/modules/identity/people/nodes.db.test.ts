import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createWorld, type World } from '../../../testing/world.ts';
import { addNode, branchOf, dealerOf, findNode, moveNode, nodeKinds, nodePath, type NodeKind } from './nodes.ts';

const testDatabase = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
});

describe('questions about nodes', () => {
  test('the path runs from the company to the node, whoever asks', async () => {
    const codes = await world.context('seller1', {}, async (ctx) => (await nodePath(ctx, world.node('DLR001-S1'))).map((node) => node.code));
    expect(codes).toEqual(['TST', 'AREA-NO', 'REG-01', 'DLR001', 'DLR001-B1', 'DLR001-S1']);
  });

  test('dealer and branch of a seller; none above dealer level', async () => {
    await world.context('areaManager', {}, async (ctx) => {
      expect((await dealerOf(ctx, world.node('DLR002-S1')))?.code).toBe('DLR002');
      expect((await branchOf(ctx, world.node('DLR002-S1')))?.code).toBe('DLR002-B1');
      expect((await dealerOf(ctx, world.node('DLR002')))?.code).toBe('DLR002');
      expect(await branchOf(ctx, world.node('DLR002'))).toBeUndefined();
      expect(await dealerOf(ctx, world.node('REG-01'))).toBeUndefined();
    });
  });

  test('a seller finds nodes of his dealer and none of another', async () => {
    await world.context('seller1', {}, async (ctx) => {
      expect((await findNode(ctx, world.node('DLR001-S2')))?.code).toBe('DLR001-S2');
      expect(await findNode(ctx, world.node('DLR002'))).toBeUndefined();
      expect(await findNode(ctx, world.node('ALT-DLR001'))).toBeUndefined();
    });
  });

  test('a seller or a dealer manager cannot add a node outside his own subtree, even when the use case would', async () => {
    const attempt = world.context('dealerManager', {}, (ctx) => addNode(ctx, { parentId: world.node('REG-01'), kind: 'dealer', code: 'DLR999', name: 'Intruso' }));
    await expect(attempt).rejects.toThrow(/row-level security/);
  });

  test('moving a node below itself or against the order of kinds is refused', async () => {
    await world.asSystem({}, async (ctx) => {
      expect(await moveNode(ctx, world.node('REG-01'), world.node('DLR001'))).toMatchObject({ refusal: 'under_itself' });
      expect(await moveNode(ctx, world.node('DLR001'), world.node('DLR002-B1'))).toMatchObject({ refusal: 'kind_not_allowed_there' });
    });
  });

  test('the database itself refuses a cycle and a wrong order', async () => {
    const move = (id: string, parent: string) =>
      world.database.asOwner((tx) => tx.run(sql`update identity.nodes set parent_id = ${world.node(parent)} where tenant_id = 1 and id = ${world.node(id)}`));
    await expect(move('REG-01', 'DLR001')).rejects.toThrow(/cannot stand below/);
    await expect(move('AREA-NO', 'AREA-NO')).rejects.toThrow(/cannot stand below/);
  });
});

/** Ancestors by walking the parents, the slow and obvious way. */
function naiveClosure(parents: ReadonlyMap<number, number | null>): string[] {
  const pairs: string[] = [];
  for (const id of parents.keys()) {
    let depth = 0;
    for (let at: number | null | undefined = id; at !== null && at !== undefined; at = parents.get(at)) pairs.push(`${at}>${id}:${depth++}`);
  }
  return pairs.toSorted();
}

async function expectTrueClosure(tx: Tx): Promise<void> {
  const nodes = await tx.rows<{ id: number; parent_id: number | null }>(sql`select n.id, n.parent_id from identity.nodes n where n.tenant_id = 1`);
  const closure = await tx.rows<{ ancestor_id: number; descendant_id: number; depth: number }>(
    sql`select c.ancestor_id, c.descendant_id, c.depth from identity.v_node_closure c where c.tenant_id = 1`,
  );
  expect(closure.map((row) => `${row.ancestor_id}>${row.descendant_id}:${row.depth}`).toSorted()).toEqual(naiveClosure(new Map(nodes.map((node) => [node.id, node.parent_id]))));
}

test('additions and moves at the same moment leave a true closure', async () => {
  const add = (parent: number, kind: 'region' | 'dealer' | 'branch', code: string) => world.asSystem({}, (ctx) => addNode(ctx, { parentId: parent, kind, code, name: code }));
  const regions = [await add(world.node('AREA-NO'), 'region', 'P-R1'), await add(world.node('AREA-NO'), 'region', 'P-R2')] as const;
  const dealer = await add(regions[0], 'dealer', 'P-D');
  await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      if (i % 3 === 0) await world.asSystem({}, (ctx) => moveNode(ctx, dealer, regions[(i / 3) % 2] ?? regions[0]));
      else await add(dealer, 'branch', `P-B${i}`);
    }),
  );
  await world.asSystem({}, (ctx) => expectTrueClosure(ctx.tx));
});

test('the closure equals naive recursion after any additions and moves', async () => {
  const step = fc.record({ what: fc.constantFrom('add', 'add', 'move'), which: fc.nat(1000), where: fc.nat(1000), kind: fc.integer({ min: 1, max: 5 }) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      run += 1;
      const undo = new Error('undo');
      await world
        .asSystem({}, async (ctx) => {
          const known: { id: number; kind: NodeKind }[] = [{ id: world.node('TST'), kind: 'company' }];
          for (const [index, { what, which, where, kind }] of steps.entries()) {
            const parent = known[where % known.length] ?? known[0]!;
            if (what === 'add') {
              const least = nodeKinds.indexOf(parent.kind) + 1;
              const chosen = nodeKinds[Math.max(kind, least)];
              if (chosen === undefined || chosen === 'company') continue;
              known.push({ id: await addNode(ctx, { parentId: parent.id, kind: chosen, code: `R${run}-${index}`, name: 'Nodo' }), kind: chosen });
            } else {
              const node = known[which % known.length] ?? known[0]!;
              if (node.kind !== 'company') await moveNode(ctx, node.id, parent.id);
            }
          }
          await expectTrueClosure(ctx.tx);
          throw undo;
        })
        .catch((error: unknown) => {
          if (error !== undo) throw error;
        });
    }),
    { numRuns: 40 },
  );
});
