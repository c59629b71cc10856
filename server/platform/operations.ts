import { done } from './result.ts';
import { gateRoute, route, type RouteHandler } from './http/route.ts';
import { readAbout, type About } from './about-api.ts';
import type { Schedule } from './jobs.ts';
import { readOperations, type Operations } from './operations-api.ts';
import type { Tx } from './context.ts';
import { sql } from './sql.ts';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

async function gatherOperations(tx: Tx, schedules: readonly Schedule[], now: Date, version: string): Promise<Operations> {
  const { text } = await tx.row<{ text: string }>(sql`select current_setting('server_version') as text`);
  const processes = await tx.rows<{ id: string; role: string; host: string; version: string; started_at: Date; seen_at: Date }>(
    sql`select p.id, p.role, p.host, p.version, p.started_at, p.seen_at from platform.processes p order by p.seen_at desc limit 50`,
  );
  const jobs = await tx.rows<{ job: string; waiting: number; failing: number; oldest_at: Date | null }>(sql`select * from platform.queue_state()`);
  const consumers = await tx.rows<{ name: string; position: number; behind: number; failing_since: Date | null; failure: string | null }>(
    sql`select * from platform.consumer_state()`,
  );
  const runs = await tx.rows<{ job: string; last_run_at: Date | null }>(sql`select * from platform.schedule_state()`);
  const audit = await tx.row<{ events: number; unsealed: number; blocks: number; last_sealed_at: Date | null }>(sql`select * from platform.audit_state()`);
  const lastRun = new Map(runs.map((run) => [run.job, run.last_run_at]));
  return {
    now: now.toISOString(),
    version,
    databaseVersion: text,
    processes: processes.map((row) => ({ id: row.id, role: row.role, host: row.host, version: row.version, startedAt: row.started_at.toISOString(), seenAt: row.seen_at.toISOString() })),
    jobs: jobs.map((row) => ({ job: row.job, waiting: row.waiting, failing: row.failing, oldestAt: iso(row.oldest_at) })),
    consumers: consumers.map((row) => ({ name: row.name, position: row.position, behind: row.behind, failingSince: iso(row.failing_since), failure: row.failure })),
    schedules: schedules.map((schedule) => ({ ...schedule, lastRunAt: iso(lastRun.get(schedule.job) ?? null) })),
    audit: { events: audit.events, unsealed: audit.unsealed, blocks: audit.blocks, lastSealedAt: iso(audit.last_sealed_at) },
  };
}

/** Routes of the platform itself. */
export function platformRoutes(schedules: readonly Schedule[], about: About): readonly RouteHandler[] {
  return [
    route(readOperations, async (ctx) => done(await gatherOperations(ctx.tx, schedules, ctx.now, about.version))),
    gateRoute(readAbout, async () => done(about)),
  ];
}
