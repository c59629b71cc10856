import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import type { Log } from './context.ts';
import { latestPosition, publish, readEvents, runConsumer, sequenceOutbox, type Consumer } from './outbox.ts';
import { sql } from './sql.ts';
import { enterAsSystem } from './system-context.ts';

const db = useTestDatabase();
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const now = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  await db.current.database.asOwner(async (tx) => {
    await tx.run(sql`insert into platform.tenants (id, code, name, root_node_id) values (1, 'T', 'Tenant', 1)`);
    await tx.run(sql`create table if not exists platform.seen (position bigint)`);
    await tx.run(sql`grant all on platform.seen to volano_app`);
  });
});

const enter = (tx: Parameters<typeof enterAsSystem>[0], tenantId: number) => enterAsSystem(tx, tenantId, { now, log: silent, requestId: 'test' });

async function announce(kind: string): Promise<void> {
  await db.current.database.asOwner(async (tx) => {
    const ctx = await enter(tx, 1);
    await publish(ctx, { kind, nodeId: 1, payload: { kind } });
  });
}

const recorder: Consumer = {
  name: 'test.recorder',
  kinds: ['a', 'b'],
  handle: async (ctx, event) => {
    await ctx.tx.run(sql`insert into platform.seen values (${event.position})`);
  },
};

async function seen(): Promise<number[]> {
  return (await db.current.database.asOwner((tx) => tx.rows<{ position: number }>(sql`select position from platform.seen order by 1`))).map((row) => row.position);
}

test('an event that commits late gets a later position, so nobody misses it', async () => {
  const { pool } = db.current.database;
  const slow = await pool.connect();
  await slow.query('begin');
  await slow.query(`insert into platform.outbox (tenant_id, node_id, kind, payload) values (1, 1, 'a', '{"late": true}')`);
  await announce('b');
  await sequenceOutbox(db.current.database);
  const before = await db.current.database.asOwner(latestPosition);
  await slow.query('commit');
  slow.release();
  await sequenceOutbox(db.current.database);
  const events = await readEvents(db.current.database, before, 10);
  expect(events.map((event) => event.payload)).toEqual([{ late: true }]);
});

test('a consumer handles each event once, in order, also when run twice and side by side', async () => {
  await announce('a');
  await announce('ignored');
  await announce('b');
  await sequenceOutbox(db.current.database);
  await Promise.all([1, 2, 3].map(() => runConsumer(db.current.database, recorder, enter, silent)));
  await runConsumer(db.current.database, recorder, enter, silent);
  expect(await seen()).toEqual([1, 2, 3, 5]);
});

test('events of other kinds do not leave a consumer behind', async () => {
  await announce('ignored');
  await sequenceOutbox(db.current.database);
  await runConsumer(db.current.database, recorder, enter, silent);
  const { behind } = await db.current.database.asOwner((tx) => tx.row<{ behind: number }>(sql`select s.behind from platform.consumer_state() s where s.name = ${recorder.name}`));
  expect(behind).toBe(0);
});

test('events that get their position while a consumer looks are not passed over', async () => {
  const before = (await seen()).length;
  let stop = false;
  // A consumer that looks again and again, while events of its kind and of others arrive.
  const looking = (async () => {
    while (!stop) await runConsumer(db.current.database, recorder, enter, silent);
  })();
  for (let i = 0; i < 150; i += 1) {
    await announce(i % 3 === 0 ? 'ignored' : 'a');
    await sequenceOutbox(db.current.database);
  }
  stop = true;
  await looking;
  await runConsumer(db.current.database, recorder, enter, silent);
  expect((await seen()).length - before).toBe(100);
});

test('a failing consumer undoes its work, stays where it is and says so', async () => {
  let broken = true;
  const fragile: Consumer = {
    ...recorder,
    handle: async (ctx, event) => {
      await ctx.tx.run(sql`insert into platform.seen values (${event.position + 1000})`);
      if (broken) throw new Error('printer on fire');
    },
  };
  await announce('a');
  await sequenceOutbox(db.current.database);
  expect(await runConsumer(db.current.database, fragile, enter, silent)).toBe(0);
  const state = () => db.current.database.asOwner((tx) => tx.row<{ failure: string | null }>(sql`select c.failure from platform.consumers c where c.name = ${fragile.name}`));
  expect((await state()).failure).toBe('printer on fire');
  expect((await seen()).filter((position) => position > 1000)).toEqual([]);
  broken = false;
  expect(await runConsumer(db.current.database, fragile, enter, silent)).toBe(1);
  expect((await state()).failure).toBeNull();
  expect((await seen()).filter((position) => position > 1000)).toHaveLength(1);
});
