/** Credit and collection trees of the demo world, some history of the last years and moves that are still to come. */
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import { seededRandom } from '#platform/demo-random';
import { assert } from '#platform/errors';
import type { DemoDoor, DemoWorld } from '#platform/module';
import { sql } from '#platform/sql';
import { recordMoves } from './record-moves.ts';
import { putInCharge } from './people-in-charge.ts';
import { addArea } from './tree-areas.ts';
import type { TreeKey } from './tree-contracts.ts';

const areas: Readonly<Record<'credit' | 'collection', readonly (readonly [code: string, name: string, parent: string | null])[]>> = {
  credit: [
    ['CRE-N', 'Credito Nord', null], ['CRE-CS', 'Credito Centro-Sud', null],
    ['CRE-N1', 'Istruttoria Nord-ovest', 'CRE-N'], ['CRE-N2', 'Istruttoria Nord-est', 'CRE-N'], ['CRE-C1', 'Istruttoria Centro', 'CRE-CS'], ['CRE-C2', 'Istruttoria Sud e Isole', 'CRE-CS'],
  ],
  collection: [['REC-A', 'Recupero telefonico A', null], ['REC-B', 'Recupero telefonico B', null], ['REC-T', 'Recupero territoriale', null]],
};
const creditOf: Readonly<Record<string, string>> = { 'AREA-NO': 'CRE-N1', 'AREA-NE': 'CRE-N2', 'AREA-CE': 'CRE-C1', 'AREA-SU': 'CRE-C2', 'AREA-IS': 'CRE-C2' };
const firstDay = '2024-01-01';

interface DemoDealer {
  readonly id: number;
  readonly code: string;
  readonly region: number;
  readonly district: string;
}

async function move(ctx: Context, tree: TreeKey, on: string, reason: string, moves: { nodeId: number; parentId: number }[]): Promise<void> {
  if (moves.length === 0) return;
  const moved = await recordMoves(ctx, { tree, on, reason, moves });
  assert(moved.ok, `the demo world can be moved: ${reason}`);
}

export async function fillDemoTerritory(door: DemoDoor, world: DemoWorld): Promise<void> {
  const ctx = await door.enter(1);
  const random = seededRandom(world.seed);
  const node = (code: string): number => {
    const id = world.nodes.get(code);
    assert(id !== undefined, `the demo world has a node ${code}`);
    return id;
  };
  const roots = await ctx.tx.rows<{ key: 'credit' | 'collection'; id: number }>(sql`
    select t.key, n.id from territory.tree_nodes n join territory.trees t on t.tenant_id = n.tenant_id and t.id = n.tree_id where n.tenant_id = ${ctx.tenant.id} and n.is_root`);
  const ids = new Map<string, number>();
  for (const { key, id } of roots) {
    for (const [code, name, parent] of areas[key]) {
      const added = await addArea(ctx, key, { code, name, parentId: parent === null ? id : (ids.get(parent) ?? id), validFrom: firstDay });
      assert(added.ok, `area ${code} is new`);
      ids.set(code, added.value.id);
    }
  }
  const area = (code: string): number => ids.get(code) ?? 0;
  for (const [personality, code] of [['francesca.leone@org01.example', 'CRE-C1'], ['francesca.leone@org01.example', 'CRE-N1'], ['roberto.monti@org01.example', 'CRE-CS'], ['roberto.monti@org01.example', 'CRE-N'], ['laura.bassi@org01.example', 'REC-A']] as const) {
    const personalityId = world.personalities.get(personality);
    if (personalityId !== undefined) await putInCharge(ctx, area(code), { personalityId, validFrom: firstDay });
  }
  const dealers = await ctx.tx.rows<DemoDealer>(sql`
    select d.id, d.code, d.parent_id as region, a.code as district from identity.v_nodes d
    join identity.v_node_closure c on c.tenant_id = d.tenant_id and c.descendant_id = d.id
    join identity.v_nodes a on a.tenant_id = c.tenant_id and a.id = c.ancestor_id and a.kind = 'district'
    where d.tenant_id = ${ctx.tenant.id} and d.kind = 'dealer' order by d.code`);
  await move(ctx, 'credit', '2024-01-02', 'Avvio dell’istruttoria per aree', dealers.map((dealer) => ({ nodeId: dealer.id, parentId: area(creditOf[dealer.district] ?? 'CRE-C1') })));
  await move(ctx, 'collection', '2024-01-02', 'Avvio del recupero per squadre', dealers.map((dealer, index) => ({ nodeId: dealer.id, parentId: area(index % 2 === 0 ? 'REC-A' : 'REC-B') })));
  await move(ctx, 'collection', '2025-05-01', 'Squadra territoriale per Sud e Isole', dealers.filter(({ district }) => ['AREA-SU', 'AREA-IS'].includes(district)).map(({ id }) => ({ nodeId: id, parentId: area('REC-T') })));
  // Some dealers were looked after by a neighbouring area for a while: out on one day, home on another.
  const regions = [...world.nodes].filter(([code]) => code.startsWith('REG-')).map(([, id]) => id);
  for (const dealer of dealers.slice(2).filter(() => random.fraction() < 0.3)) {
    const elsewhere = random.pick(regions.filter((id) => id !== dealer.region));
    const out = addDays('2024-06-01', random.whole(0, 300));
    await move(ctx, 'sales', out, 'Area scoperta: seguita dalla vicina', [{ nodeId: dealer.id, parentId: elsewhere }]);
    await move(ctx, 'sales', addDays(out, random.whole(60, 400)), 'Rientro nella propria area', [{ nodeId: dealer.id, parentId: dealer.region }]);
  }
  const nextYear = `${Number(ctx.today.slice(0, 4)) + 1}-01-01`;
  const toscana = dealers.filter(({ region }) => region === node('REG-09')).slice(-1);
  await move(ctx, 'sales', nextYear, 'Riordino delle aree del Centro', toscana.map(({ id }) => ({ nodeId: id, parentId: node('REG-10') })));
  await move(ctx, 'credit', nextYear, 'Nuovo carico dell’istruttoria Centro', toscana.map(({ id }) => ({ nodeId: id, parentId: area('CRE-C2') })));
}
