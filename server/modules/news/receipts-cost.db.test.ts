/** Receipts of many readers are counted in a few passes: rows of people and places are touched a few times each, not once for every rule. */
import { beforeAll, expect, test } from 'vitest';
import type { Context } from '#platform/context';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { include, publishAs } from '../../testing/news-desk.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { figuresOf, linesFrom } from './audience.ts';
import { pageReceipts, receiptsByArea } from './receipts-by-area.ts';

const db = useTestDatabase();
const crowd = 400;
let world: World;
let itemId: string;
beforeAll(async () => {
  world = await createWorld(db.current.database);
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`insert into identity.accounts (id, login_name, display_name) select md5('c' || i)::uuid, 'c' || i || '@tst.example', 'Persona di folla ' || i from generate_series(1, ${crowd}) i`);
    await tx.run(sql`
      insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
      select 1, md5('p' || i)::uuid, md5('c' || i)::uuid, 'seller', 'staff', ${world.node('DLR001-B1')}, 'Venditore', '2020-01-01' from generate_series(1, ${crowd}) i`);
  });
  itemId = await publishAs(world, 'pricingManager', [include(world.node('TST'), 'seller')]);
  await db.current.database.pool.query('analyze identity.accounts, identity.personalities, identity.nodes, identity.node_closure, news.audience_lines');
});

/** Rows of people and places that this session has read so far. */
async function rowsRead(ctx: Context): Promise<number> {
  const { rows } = await ctx.tx.row<{ rows: number }>(sql`
    select sum(s.seq_tup_read + coalesce(s.idx_tup_fetch, 0))::integer as rows from pg_stat_xact_user_tables s
    where s.schemaname = 'identity' and s.relname in ('accounts', 'personalities', 'nodes', 'node_closure')`);
  return rows;
}

test.each([
  ['figures by area', 'areaManager'], ['figures by area', 'pricingManager'], ['the people by name', 'areaManager'],
] as const)('%s, asked by %s', async (what, who) => {
  await world.context(who, {}, async (ctx) => {
    const before = await rowsRead(ctx);
    const of = { itemId, version: 1, nodeId: undefined };
    const count = what === 'figures by area' ? (await receiptsByArea(ctx, of)).total.recipients : (await pageReceipts(ctx, { ...of, show: 'all', offset: 0, limit: 1000 })).items.length;
    // The crowd and the four sellers of the world.
    expect(count).toBe(crowd + 4);
    expect((await rowsRead(ctx)) - before, 'rows read').toBeLessThan(crowd * 5);
  });
});

test.each(['areaManager', 'pricingManager'] as const)('whom a circular would reach, asked by %s: nobody is looked up twice', async (who) => {
  await world.context(who, {}, async (ctx) => {
    const before = await rowsRead(ctx);
    const { count } = await figuresOf(ctx, linesFrom([{ effect: 'include', nodeId: world.node(who === 'areaManager' ? 'REG-01' : 'TST'), profile: 'seller', personalityId: null }]));
    expect(count).toBe(crowd + 4);
    const read = (await rowsRead(ctx)) - before;
    expect(read, 'rows read').toBeLessThan(crowd * 6);
  });
});
