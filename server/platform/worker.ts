/** What runs beside the requests: queue, schedules, consumers of events, sealing of the audit trail, a sign of life. */
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { loadAuditKey } from './audit-key.ts';
import { sealAudit } from './audit-seal.ts';
import type { Config } from './config.ts';
import type { Log } from './context.ts';
import type { Database } from './db.ts';
import { startJobs, type JobDefinition, type Schedule } from './jobs.ts';
import { purgeExpired } from './maintenance.ts';
import type { Pulse } from './module.ts';
import { withFields } from './log.ts';
import { listen, runConsumer, sequenceOutbox, type Consumer, type SystemContext } from './outbox.ts';
import { createJobContext, enterAsSystem } from './system-context.ts';

export interface WorkerOptions {
  readonly config: Config;
  readonly database: Database;
  readonly jobs: readonly JobDefinition[];
  readonly schedules: readonly Schedule[];
  readonly consumers: readonly Consumer[];
  readonly pulses?: readonly Pulse[];
  readonly clock: () => Date;
  readonly log: Log;
}

/** Files of exported block heads, outside the database: one beside the signing key, and the second place if there is one. */
export function auditHeadsFiles(config: Pick<Config, 'dataDir'> & Partial<Pick<Config, 'auditHeadsFile'>>): readonly string[] {
  return [join(config.dataDir, 'audit-heads.jsonl'), ...(config.auditHeadsFile === undefined ? [] : [config.auditHeadsFile])];
}

/** Repeats `step` every `everyMs` and on demand, never two at a time; a failure is tried again with the next turn and logged when it begins and ends. */
function repeat(name: string, everyMs: number, step: () => Promise<unknown>, log: Log): { wake: () => void; stop: () => Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let told: string | undefined;
  const failed = (error: unknown): void => {
    const failure = error instanceof Error ? error.message : String(error);
    if (failure !== told) log.warn({ step: name, failure }, 'a step fails and is repeated');
    told = failure;
  };
  const wentWell = (): void => {
    if (told !== undefined) log.warn({ step: name }, 'a step that failed goes on');
    told = undefined;
  };
  const wake = () => {
    if (stopped) return;
    if (running !== undefined) {
      again = true;
      return;
    }
    running = step()
      .then(wentWell, failed)
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          wake();
        }
      });
  };
  const timer = setInterval(wake, everyMs);
  wake();
  return {
    wake,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

/** Starts all of it; `stop` ends each part after its current step. */
export async function startWork(options: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const { database, log, clock, config } = options;
  const key = await loadAuditKey(config.auditKeyFile);
  const runner = await startJobs(database, [...options.jobs, purgeExpired], options.schedules, {
    concurrency: 2,
    log,
    makeContext: (requestId = `job-${uuidv7()}`) => createJobContext(database, withFields(log, { requestId }), clock, requestId),
  });
  const consume = async () => {
    for (const consumer of options.consumers) {
      const enter: SystemContext = (tx, tenantId, requestId = `event-${uuidv7()}`) => enterAsSystem(tx, tenantId, { now: clock(), log: withFields(log, { requestId }), requestId });
      await runConsumer(database, consumer, enter, log);
    }
  };
  const sequencing = repeat('sequence events', 2000, () => sequenceOutbox(database), log);
  const consuming = repeat('consume events', 5000, consume, log);
  const sealing = repeat('seal audit', 10_000, () => sealAudit(database, key, auditHeadsFiles(config), clock), log);
  const pulses = (options.pulses ?? []).map((pulse) => repeat(pulse.name, pulse.everyMs, () => pulse.run(createJobContext(database, log, clock, `pulse-${uuidv7()}`)), log));
  const ears = [listen(database.pool, 'volano_outbox', sequencing.wake, log), listen(database.pool, 'volano_events', consuming.wake, log)];
  return {
    stop: async () => {
      for (const ear of ears) await ear.close();
      await Promise.all([runner.stop(), sequencing.stop(), consuming.stop(), ...pulses.map((pulse) => pulse.stop())]);
      // The last seal covers what the last steps wrote.
      await sealing.stop();
    },
  };
}
