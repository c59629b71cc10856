/** What a click sets going in other processes carries its code: into the event, the job that a consumer enqueues, and their logs. */
import { expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { silentLog } from '../testing/world.ts';
import type { Log } from './context.ts';
import { enqueue, startJobs, type JobDefinition } from './jobs.ts';
import { withFields } from './log.ts';
import { publish, runConsumer, sequenceOutbox, type Consumer } from './outbox.ts';
import { sql } from './sql.ts';
import { createJobContext, enterAsSystem } from './system-context.ts';

const db = useTestDatabase();
const now = new Date('2026-11-22T10:00:00Z');

test('the code of a request stands on every line it caused, and in no payload', async () => {
  const { database } = db.current;
  const lines: object[] = [];
  const log: Log = { ...silentLog, info: (fields) => void lines.push(fields) };
  const given: unknown[] = [];
  const job: JobDefinition = {
    name: 'test:tell',
    run: async (context, payload) => {
      given.push(payload);
      context.log.info({ at: 'job' });
    },
  };
  const consumer: Consumer = {
    name: 'test.cause',
    kinds: ['test.clicked'],
    handle: async (ctx, { payload }) => {
      given.push(payload);
      ctx.log.info({ at: 'consumer' });
      await enqueue(ctx, job.name, { id: 7 });
    },
  };
  await database.asOwner(async (tx) => {
    await tx.run(sql`insert into platform.tenants (id, code, name, root_node_id) values (1, 'T', 'Tenant', 1)`);
    const ctx = await enterAsSystem(tx, 1, { now, log, requestId: 'click-1' });
    await publish(ctx, { kind: 'test.clicked', nodeId: 1, payload: { quoteId: 'q' } });
  });
  await sequenceOutbox(database);
  await runConsumer(database, consumer, (tx, tenantId, requestId = 'none') => enterAsSystem(tx, tenantId, { now, log: withFields(log, { requestId }), requestId }), log);
  const makeContext = (requestId = 'none') => createJobContext(database, withFields(log, { requestId }), () => now, requestId);
  const queue = await startJobs(database, [job], [], { concurrency: 1, log, makeContext });
  await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(3);
  await queue.stop();
  expect(given).toEqual([{ quoteId: 'q' }, { id: 7 }]);
  expect(lines).toEqual([
    { requestId: 'click-1', at: 'consumer' },
    { requestId: 'click-1', at: 'job' },
    { requestId: 'click-1', job: 'test:tell', ms: expect.any(Number) as number },
  ]);
});
