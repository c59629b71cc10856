/**
 * Questions about days past in a network of 2,000 dealers, 4,000 branches and 10,000 sellers with ten years of history
 * (every dealer moved once a year in each of three trees), beside the same questions in the same network without any
 * history. A question is the whole use case with its transaction and its row-level security. Goal: ratio ≤ 1.5 for one
 * dealer; a whole tree grows with its rows of one day, not with its years, goal ≤ 2.5.
 */
import { createTenant } from '#identity';
import type { Context } from '#platform/context';
import { createDatabase, type Database } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { enterAsSystem } from '#platform/system-context';
import pg from 'pg';
import { moduleNames } from '../server/module-order.ts';
import { coverageOf, historyOf } from '../server/modules/territory/coverage.ts';
import { previewMoves } from '../server/modules/territory/preview-moves.ts';
import { recordMoves } from '../server/modules/territory/record-moves.ts';
import { treeOnDay } from '../server/modules/territory/tree-on-day.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { databaseUrl } from '../server/testing/database-url.ts';
import { silentLog } from '../server/testing/world.ts';

const years = 10;
const now = new Date('2026-11-23T09:00:00Z');
const questions = 200;

async function world(cluster: string, name: string, moves: number): Promise<Database> {
  const client = new pg.Client({ connectionString: cluster });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = databaseUrl(cluster, name);
  await migrate(url, moduleNames);
  const database = createDatabase(url);
  const started = performance.now();
  await database.asOwner(async (tx) => {
    const company = await createTenant(tx, { id: 1, code: 'BEN', name: 'Bench', validFrom: '2016-01-01' });
    // Triggers are planned anew after each level: planned for an empty table they would walk all of it for each node.
    const settle = async (): Promise<void> => {
      await tx.run(sql`set constraints all immediate`);
      await tx.run(sql`set constraints all deferred`);
      await tx.run(sql`analyze identity.nodes, identity.node_closure, territory.placements, territory.tree_nodes`);
    };
    const add = async (kind: string, parents: string, each: number, prefix: string) => {
      await tx.run(sql`
        insert into identity.nodes (tenant_id, parent_id, kind, code, name, valid_from)
        select 1, p.id, ${kind}, ${prefix} || p.code || '-' || g, ${prefix} || p.code || '-' || g, '2016-01-01' from identity.nodes p, generate_series(1, ${each}) g where p.kind = ${parents} order by p.id`);
      await settle();
    };
    await add('district', 'company', 20, 'A');
    await add('region', 'district', 10, 'R');
    await add('dealer', 'region', 10, 'D');
    await add('branch', 'dealer', 2, 'B');
    await tx.run(sql`
      insert into identity.nodes (tenant_id, parent_id, kind, code, name, valid_from)
      select 1, b.id, 'seller', 'S' || b.code || '-' || g, 'S', '2016-01-01' from (select n.*, row_number() over (order by n.id) as nth from identity.nodes n where n.kind = 'branch') b,
        lateral generate_series(1, case when b.nth % 2 = 0 then 3 else 2 end) g`);
    await settle();
    for (const tree of [2, 3]) {
      await tx.run(sql`
        insert into territory.tree_nodes (tenant_id, tree_id, code, name, valid_from) select 1, ${tree}, 'T' || ${tree}::text || '-' || g, 'Area', '2016-01-01' from generate_series(1, 40) g`);
      await tx.run(sql`
        insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level)
        select 1, t.tree_id, t.id, r.id, '2016-01-01', 0 from territory.tree_nodes t join territory.tree_nodes r on r.tree_id = t.tree_id and r.is_root where t.tree_id = ${tree} and not t.is_root`);
    }
    // History cut into years: each dealer elsewhere every year, home again in the last.
    if (moves > 0) {
      await tx.run(sql`set constraints all deferred`);
      await tx.run(sql`create temporary table cut on commit drop as select * from territory.placements p where p.level = 4`);
      await tx.run(sql`delete from territory.placements p where p.level = 4`);
      await tx.run(sql`
        insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, valid_to, level)
        select c.tenant_id, c.tree_id, c.node_id,
          case when y = ${moves} and c.tree_id = 1 then c.parent_id else u.ids[1 + ((c.node_id * 7 + y * 13) % cardinality(u.ids))] end,
          make_date(2016 + y, 1, 1), case when y < ${moves} then make_date(2017 + y, 1, 1) end, 4
        from cut c cross join generate_series(0, ${moves}) y
        join (select 1 as tree_id, array_agg(n.id) as ids from identity.nodes n where n.kind = 'region'
          union all select t.tree_id, array_agg(t.id) from territory.tree_nodes t where not t.is_root group by t.tree_id) u on u.tree_id = c.tree_id`);
    }
    await tx.run(sql`select ${company}`);
  });
  await database.pool.query('analyze');
  const { rows } = await database.pool.query<{ nodes: number; places: number }>('select (select count(*)::int from identity.nodes) as nodes, (select count(*)::int from territory.placements) as places');
  console.log(`${rows[0]?.nodes} nodes, ${rows[0]?.places} placements written in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return database;
}

async function timed(database: Database, count: number, ask: (ctx: Context, index: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count + 5; index += 1) {
    const started = performance.now();
    await database.asOwner(async (tx) => {
      const system = await enterAsSystem(tx, 1, { now, log: silentLog, requestId: 'bench' });
      const ctx: Context = { ...system, actor: { ...system.actor, privileges: new Set(['territory.tree.write']) } };
      await ask(ctx, index);
      throw new Error('undo');
    }).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'undo')) throw error;
    });
    if (index >= 5) times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(count / 2)] ?? 0;
}

const cluster = await startTestCluster({ own: true });
try {
  const plain = await world(cluster.url, 'territory_plain', 0);
  const old = await world(cluster.url, 'territory_old', years);
  const ids = async (database: Database, kind: string) => (await database.pool.query<{ id: number }>('select id from identity.nodes where kind = $1 order by id', [kind])).rows.map(({ id }) => id);
  const day = (index: number) => `${2016 + (index % 10)}-${String(1 + (index % 12)).padStart(2, '0')}-12`;
  const cases: readonly (readonly [name: string, count: number, goal: number, ask: (dealers: number[], regions: number[]) => (ctx: Context, index: number) => Promise<unknown>])[] = [
    ['who covered a dealer on a day', questions, 1.5, (dealers) => (ctx, index) => coverageOf(ctx, dealers[(index * 37) % dealers.length] ?? 0, day(index))],
    ['history of a dealer', questions, 1.5, (dealers) => (ctx, index) => historyOf(ctx, dealers[(index * 37) % dealers.length] ?? 0)],
    ['sales tree of a day, 2,000 dealers', 20, 2.5, () => (ctx, index) => treeOnDay(ctx, 'sales', day(index), undefined)],
    ['credit tree of a day', 20, 2.5, () => (ctx, index) => treeOnDay(ctx, 'credit', day(index), undefined)],
    ['preview of one dealer’s move', 40, 1.5, (dealers, regions) => async (ctx, index) => previewMoves(ctx, [], { tree: 'sales', on: '2027-01-01', moves: [{ nodeId: dealers[(index * 37) % 1000] ?? 0, parentId: regions[150 + (index % 50)] ?? 0 }] })],
    ['preview of 200 dealers’ moves', 10, 1.5, (dealers, regions) => async (ctx) => previewMoves(ctx, [], { tree: 'sales', on: '2027-01-01', moves: dealers.slice(0, 200).map((nodeId) => ({ nodeId, parentId: regions[180] ?? 0 })) })],
    ['200 moves decided for a day to come', 10, 1.5, (dealers, regions) => async (ctx) => recordMoves(ctx, { tree: 'sales', on: '2027-01-01', reason: 'x', moves: dealers.slice(0, 200).map((nodeId) => ({ nodeId, parentId: regions[180] ?? 0 })) })],
    ['200 moves decided for today', 5, 1.5, (dealers, regions) => async (ctx) => recordMoves(ctx, { tree: 'sales', on: ctx.today, reason: 'x', moves: dealers.slice(0, 200).map((nodeId) => ({ nodeId, parentId: regions[180] ?? 0 })) })],
  ];
  console.log('question                               none ms    ten years ms   ratio   goal');
  for (const [name, count, goal, ask] of cases) {
    const floor = await timed(plain, count, ask(await ids(plain, 'dealer'), await ids(plain, 'region')));
    const large = await timed(old, count, ask(await ids(old, 'dealer'), await ids(old, 'region')));
    console.log(`${name.padEnd(38)} ${floor.toFixed(2).padStart(8)} ${large.toFixed(2).padStart(14)} ${(large / floor).toFixed(2).padStart(8)}   ≤ ${goal}`);
  }
  await plain.close();
  await old.close();
} finally {
  await cluster.stop();
}
