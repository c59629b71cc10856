/** Jobs on graphile-worker: enqueued in the caller's transaction, picked up by NOTIFY. */
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger as JobLogger, parseCronItems, run, type Runner, type Task, type WorkerEvents } from 'graphile-worker';
import { watchAbandonedJobs } from './abandoned-jobs.ts';
import { withCause, withoutCause, type CausedBy } from './cause.ts';
import type { Context, Log } from './context.ts';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

/** What a job may use; the tenant is chosen by the job, `today` comes from the clock at this door. */
export interface JobContext {
  readonly database: Database;
  readonly log: Log;
  readonly now: Date;
  /** One transaction as the system actor of a tenant. */
  inTenant<T>(tenantId: number, work: (ctx: Context) => Promise<T>): Promise<T>;
}

export interface JobDefinition {
  /** `<module>:<verb-noun>`; a second run changes nothing. */
  readonly name: string;
  readonly run: (job: JobContext, payload: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** A line of server/schedules.ts. Times are UTC (graphile-worker's cron). */
export interface Schedule {
  readonly job: string;
  /** Five fields: minute hour day month weekday. */
  readonly cron: string;
  readonly why: string;
}

/** Graphile-worker's chatter is not part of our log; failures are reported by the job wrapper. */
export const quietLogger = new JobLogger(() => () => undefined);

/** Puts a job into the queue in the caller's transaction. `key` makes a pending twin impossible. */
export async function enqueue(
  ctx: Pick<Context, 'tx'> & CausedBy,
  job: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  await ctx.tx.run(
    sql`select platform.enqueue_job(${job}, ${JSON.stringify(withCause(payload, ctx))}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null}, ${options.maxAttempts ?? 12})`,
  );
}

/** Ends that are remembered: the latest, more than the queue can have in hand. */
const mostEndsUnnoted = 1000;

/** Repeats until it went well, every half second: for what must reach a database that is away. False when the end came first. */
async function untilDone(step: () => Promise<unknown>, isStopping: () => boolean): Promise<boolean> {
  while (!isStopping()) {
    const done = await step().then(
      () => true,
      () => false,
    );
    if (done) return true;
    await delay(500);
  }
  return false;
}

/**
 * Starts a worker over the database's pool; `stop` lets running jobs finish.
 *
 * The queue notes the end of a job, and its failure, without waiting for that to go well: a database lost at this moment would
 * end the process, and nobody would serve when it is back. So the queue gathers its notes (`BatchDelay`), which is how it bears
 * their failure, by ending itself; a queue that ended unasked is begun anew and what it held let go; and a job whose end was
 * lost is taken once more and ended without being done again.
 */
export async function startJobs(
  database: Database,
  definitions: readonly JobDefinition[],
  schedules: readonly Schedule[],
  options: { concurrency: number; makeContext: (requestId?: string) => JobContext; log: Log },
): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const ended = new Set<string>();
  const asTask = (definition: JobDefinition): Task => async (stored, { job }) => {
    if (ended.has(job.id)) return;
    const { payload, requestId } = withoutCause((stored ?? {}) as Record<string, unknown>);
    const context = options.makeContext(requestId);
    const begun = performance.now();
    try {
      await definition.run(context, payload);
      context.log.info({ job: definition.name, ms: Math.round(performance.now() - begun) }, 'job');
    } catch (error) {
      context.log.error({ job: definition.name, failure: error instanceof Error ? error.stack : String(error) }, 'a job failed and will be tried again');
      // The queue hears of it when it can note it.
      await untilDone(() => database.pool.query('select 1'), isStopping);
      throw error;
    }
    ended.add(job.id);
    for (const id of ended) if (ended.size > mostEndsUnnoted) ended.delete(id);
  };
  const taskList = Object.fromEntries(definitions.map((definition) => [definition.name, asTask(definition)]));
  const abandoned = watchAbandonedJobs(database, options.log);
  const begin = async (): Promise<{ runner: Runner; holder: string }> => {
    let holder = '';
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => (holder = workerPool.id));
    const runner = await run({
      pgPool: database.pool,
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      taskList,
      parsedCronItems: parseCronItems(schedules.map((schedule) => ({ task: schedule.job, match: schedule.cron, identifier: schedule.job }))),
      logger: quietLogger,
      events,
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    await abandoned.hold(holder);
    return { runner, holder };
  };
  let current = await begin();
  const watching = (async () => {
    while (!stopping) {
      await current.runner.promise.catch(() => undefined);
      const lost = current.holder;
      const begunAnew = async (): Promise<void> => {
        await database.pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[lost]]);
        current = await begin();
      };
      if (await untilDone(begunAnew, isStopping)) options.log.warn({ lost }, 'the queue ended with its database and was begun anew');
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      await current.runner.stop().catch(() => undefined);
      await watching;
      await abandoned.stop();
    },
  };
}
