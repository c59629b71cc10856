import type { JobDefinition } from './jobs.ts';
import { sql } from './sql.ts';

/** Removes what has served its purpose: set-based, safe to repeat. */
export const purgeExpired: JobDefinition = {
  name: 'platform:purge-expired',
  run: async ({ database, now, log }) => {
    const counts = await database.asOwner(async (tx) => ({
      keys: await tx.run(sql`delete from platform.idempotency_keys k where k.created_at < ${now}::timestamptz - interval '7 days'`),
      // An event goes only after every consumer passed it.
      events: await tx.run(sql`
        delete from platform.outbox o where o.created_at < ${now}::timestamptz - interval '30 days'
          and o.position <= coalesce((select min(c.position) from platform.consumers c where c.position > 0), o.position)`),
      processes: await tx.run(sql`delete from platform.processes p where p.seen_at < ${now}::timestamptz - interval '1 day'`),
    }));
    log.info(counts, 'expired rows removed');
  },
};
