/**
 * Jobs of a worker that was killed. The queue holds them for hours, since it cannot tell a slow worker from a dead one; the database
 * can: each queue holds a lock for as long as its connection lives, and the jobs of one whose lock is free are let go.
 */
import type pg from 'pg';
import type { Log } from './context.ts';
import type { Database } from './db.ts';

/** First key of the locks; the second is drawn from the queue's name. */
const locksOfQueues = 740_215_006;
const everyMs = 10_000;

export interface AbandonedJobs {
  /** Says that this queue lives, from now on under that name. */
  hold(queue: string): Promise<void>;
  stop(): Promise<void>;
}

/** Begins to look every ten seconds, past jobs so young that their queue may not hold its lock yet. One connection of the pool is kept for it. */
export function watchAbandonedJobs(database: Database, log: Log): AbandonedJobs {
  let held = '';
  let client: pg.PoolClient | undefined;
  let looking: Promise<void> | undefined;

  const lost = (from: pg.PoolClient): void => {
    if (client !== from) return;
    client = undefined;
    from.release(true);
  };
  /** The connection that holds the lock; made anew, with its lock, when it was lost. */
  const holder = async (): Promise<pg.PoolClient> => {
    if (client !== undefined) return client;
    const fresh = await database.pool.connect();
    fresh.on('end', () => lost(fresh));
    client = fresh;
    await fresh.query('select pg_advisory_lock($1, hashtext($2))', [locksOfQueues, held]);
    return fresh;
  };
  const look = async (): Promise<void> => {
    const { rows } = await (await holder()).query<{ queue: string }>(
      `with dead as materialized (
         select l.queue from (select distinct j.locked_by as queue from graphile_worker._private_jobs j where j.locked_at < now() - interval '5 seconds') l
         where l.queue <> $2 and pg_try_advisory_xact_lock($1, hashtext(l.queue))
       ), let_go as materialized (select graphile_worker.force_unlock_workers(array_agg(d.queue)) from dead d having count(*) > 0)
       select d.queue from dead d, let_go`,
      [locksOfQueues, held],
    );
    for (const { queue } of rows) log.warn({ queue }, 'the jobs of a worker that is gone are taken over');
  };
  const begin = (): void => {
    if (held === '') return;
    looking ??= look()
      .catch((error: unknown) => {
        if (client !== undefined) lost(client);
        log.debug({ failure: String(error) }, 'abandoned jobs could not be looked for');
      })
      .finally(() => (looking = undefined));
  };
  const timer = setInterval(begin, everyMs);
  return {
    hold: async (queue) => {
      await looking;
      held = queue;
      if (client !== undefined) lost(client);
      // Where that fails the next look tries again.
      await holder().catch(() => undefined);
      begin();
    },
    stop: async () => {
      clearInterval(timer);
      await looking;
      if (client !== undefined) lost(client);
    },
  };
}
