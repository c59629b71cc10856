/** What one more dealer costs does not grow with the network, also when the whole of it is written in one session. */
import { beforeAll, expect, test } from 'vitest';
import { createTenant } from '#identity';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';

const db = useTestDatabase();
const region = 71;
const tables = ['nodes', 'node_closure', 'placements', 'tree_nodes', 'trees'] as const;

beforeAll(async () => {
  await db.current.database.asOwner(async (tx) => {
    const company = await createTenant(tx, { id: 1, code: 'GRO', name: 'Rete', validFrom: '2020-01-01' });
    await tx.run(sql`insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from) values (1, 70, ${company}, 'district', 'D', 'D', '2020-01-01')`);
    await tx.run(sql`insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from) values (1, ${region}, 70, 'region', 'R', 'R', '2020-01-01')`);
  });
});

/** Blocks of the tree's tables read so far, from their indexes and themselves. */
async function blocks(): Promise<number> {
  await db.current.database.asOwner((tx) => tx.rows(sql`select pg_stat_force_next_flush()`));
  const { read } = await db.current.database.asOwner((tx) =>
    tx.row<{ read: number }>(sql`
      select coalesce(sum(s.heap_blks_hit + s.heap_blks_read + s.idx_blks_hit + s.idx_blks_read), 0)::bigint as read
      from pg_statio_user_tables s where s.schemaname in ('identity', 'territory') and s.relname = any(${[...tables]}::text[])`),
  );
  return read;
}

async function add(from: number, count: number): Promise<number> {
  const before = await blocks();
  await db.current.database.asOwner((tx) =>
    tx.run(sql`
      insert into identity.nodes (tenant_id, id, parent_id, kind, code, name, valid_from)
      select 1, 1000 + i, ${region}, 'dealer', 'G' || i, 'G', '2020-01-01' from generate_series(${from}::integer, ${from + count - 1}::integer) i`),
  );
  return ((await blocks()) - before) / count;
}

test('the two thousandth dealer reads hardly more than the hundredth', async () => {
  const early = await add(1, 100);
  await add(101, 1800);
  const late = await add(1901, 100);
  expect(early).toBeGreaterThan(10);
  expect(late).toBeLessThan(early * 1.6);
});
