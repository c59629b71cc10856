import type { ClientBase } from 'pg';
import { JOB_SECTION, type SectionStart } from './backup-format.ts';

/**
 * Jobs are stored by what they are asked to do, not as rows of the queue's own tables: these change with the version of
 * the queue. A job that was running becomes a waiting one and is done again, which jobs must bear anyway; one that
 * had failed for good stays failed. Schedules are not stored: they stand in the program.
 */
const COLUMNS: readonly (readonly [name: string, type: string, source: string])[] = [
  ['identifier', 'text', 't.identifier'],
  ['queue_name', 'text', 'q.queue_name'],
  ['payload', 'json', 'j.payload'],
  ['run_at', 'timestamptz', 'j.run_at'],
  ['priority', 'int', 'j.priority'],
  ['attempts', 'int', 'j.attempts'],
  ['max_attempts', 'int', 'j.max_attempts'],
  ['last_error', 'text', 'j.last_error'],
  ['job_key', 'text', 'j.key'],
  ['flags', 'text[]', 'array(select jsonb_object_keys(j.flags) order by 1)'],
];

export const jobSection: SectionStart = { table: JOB_SECTION, columns: COLUMNS.map(([name]) => name) };

/** Writes the jobs in the order they were enqueued. */
export const COPY_JOBS_OUT = `copy (
  select ${COLUMNS.map(([name, , source]) => `${source} as ${name}`).join(', ')}
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id order by j.id) to stdout`;

export const CREATE_RESTORED_JOBS = `create temporary table restored_jobs (place int generated always as identity, ${COLUMNS.map(
  ([name, type]) => `${name} ${type}`,
).join(', ')}) on commit drop`;

export const COPY_JOBS_IN = `copy pg_temp.restored_jobs (${jobSection.columns.join(', ')}) from stdin`;

/** Enqueues what was loaded, each job once, and gives it the attempts it had. Answers how many there are. */
export async function enqueueRestoredJobs(client: ClientBase): Promise<number> {
  await client.query(`
    create temporary table enqueued_jobs on commit drop as
    select (graphile_worker.add_job(r.identifier, payload => r.payload, queue_name => r.queue_name, run_at => r.run_at,
      max_attempts => r.max_attempts, job_key => r.job_key, priority => r.priority, flags => nullif(r.flags, '{}'))).id as job_id,
      r.attempts, r.last_error
    from (select * from pg_temp.restored_jobs order by place) r`);
  const { rowCount } = await client.query(`
    update graphile_worker._private_jobs j set attempts = e.attempts, last_error = e.last_error
    from pg_temp.enqueued_jobs e where j.id = e.job_id`);
  return rowCount ?? 0;
}
