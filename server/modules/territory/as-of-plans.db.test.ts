/** Questions about one node read its own placements by index, however many years and dealers there are. */
import { beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, type PersonName, type World } from '../../testing/world.ts';
import { coverageOf, historyOf } from './coverage.ts';
import { previewMoves } from './preview-moves.ts';

const db = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(db.current.database);
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`
      insert into identity.nodes (tenant_id, parent_id, kind, code, name, valid_from)
      select 1, ${world.node('REG-01')}, 'dealer', 'P' || g, 'P' || g, '2020-01-01' from generate_series(1, 300) g`);
    const { id } = await tx.row<{ id: number }>(sql`insert into territory.tree_nodes (tenant_id, tree_id, code, name, valid_from) values (1, 2, 'P', 'P', '2020-01-01') returning id`);
    const { root } = await tx.row<{ root: number }>(sql`select t.id as root from territory.tree_nodes t where t.tenant_id = 1 and t.tree_id = 2 and t.is_root`);
    await tx.run(sql`insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level) values (1, 2, ${id}, ${root}, '2020-01-01', 0)`);
    // Seventy months of going to and fro for each dealer.
    await tx.run(sql`delete from territory.placements p where p.tenant_id = 1 and p.tree_id = 2 and p.level = 4`);
    await tx.run(sql`
      insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, valid_to, level)
      select 1, 2, n.id, case when m % 2 = 0 then ${root}::integer else ${id}::integer end, ('2020-01-01'::date + make_interval(months => m))::date,
        case when m < 70 then ('2020-01-01'::date + make_interval(months => m + 1))::date end, 4
      from identity.nodes n, generate_series(0, 70) m where n.tenant_id = 1 and n.kind = 'dealer'`);
  });
  await db.current.database.pool.query('analyze identity.nodes, identity.node_closure, territory.placements, territory.tree_nodes');
});

test.each(['systemAdministrator', 'areaManager', 'seller1'] as const)('asked by %s', async (name: PersonName) => {
  await world.context(name, {}, async (ctx) => {
    const dealer = world.node('DLR001');
    const covered = await coverageOf(ctx, dealer, '2023-03-12');
    expect(covered.trees[1]?.places.map(({ code }) => code)).toEqual(['DLR001', 'CRE']);
    expect((await historyOf(ctx, dealer)).items.filter(({ tree }) => tree === 'credit')).toHaveLength(71);
    await previewMoves(ctx, [], { tree: 'sales', on: '2027-01-01', moves: [{ nodeId: dealer, parentId: world.node('AREA-NO') }] });
    const scans = await ctx.tx.row<{ whole: number; by_index: number }>(sql`
      select s.seq_scan as whole, s.idx_scan as by_index from pg_stat_xact_user_tables s where s.schemaname = 'territory' and s.relname = 'placements'`);
    expect(scans.whole).toBe(0);
    expect(scans.by_index).toBeGreaterThan(5);
  });
});
