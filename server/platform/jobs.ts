/** Jobs on graphile-worker: enqueued in the caller's transaction, picked up by NOTIFY. */
import { setTimeout as delay } from 'node:timers/promises';
import { Logger as JobLogger, parseCronItems, run, type Runner } from 'graphile-worker';
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
  ctx: Pick<Context, 'tx'>,
  job: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date; maxAttempts?: number } = {},
): Promise<void> {
  await ctx.tx.run(
    sql`select platform.enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null}, ${options.maxAttempts ?? 12})`,
  );
}

/**
 * Waits until the database answers. The queue notes a job's failure the moment it hears of it and bears no failure of its
 * own in that: the process would end with the database it lost, and nobody would serve when it is back.
 */
async function untilDatabaseAnswers(database: Database, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const answered = await database.pool.query('select 1').then(
      () => true,
      () => false,
    );
    if (answered) return;
    await delay(500);
  }
}

/** Starts a worker over the database's pool; `stop` lets running jobs finish. */
export async function startJobs(
  database: Database,
  definitions: readonly JobDefinition[],
  schedules: readonly Schedule[],
  options: { concurrency: number; makeContext: () => JobContext; log: Log },
): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  const taskList = Object.fromEntries(
    definitions.map((definition) => [
      definition.name,
      async (payload: unknown) => {
        try {
          await definition.run(options.makeContext(), (payload ?? {}) as Record<string, unknown>);
        } catch (error) {
          options.log.error({ job: definition.name, failure: error instanceof Error ? error.stack : String(error) }, 'a job failed and will be tried again');
          await untilDatabaseAnswers(database, () => stopping);
          throw error;
        }
      },
    ]),
  );
  const runner: Runner = await run({
    pgPool: database.pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    parsedCronItems: parseCronItems(schedules.map((schedule) => ({ task: schedule.job, match: schedule.cron, identifier: schedule.job }))),
    logger: quietLogger,
  });
  return {
    stop: async () => {
      stopping = true;
      await runner.stop().catch(() => undefined);
    },
  };
}
