import { hostname } from 'node:os';
import { v7 as uuidv7 } from 'uuid';
import type { Log } from './context.ts';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

/** Says every 15 seconds that this process is alive; the doctor and the operations page read it. */
export function announceProcess(database: Database, role: 'serve' | 'work' | 'start', version: string, log: Log): { stop(): Promise<void> } {
  const id = uuidv7();
  const beat = () =>
    database
      .asOwner((tx) =>
        tx.run(sql`
          insert into platform.processes (id, role, host, version) values (${id}, ${role}, ${hostname()}, ${version})
          on conflict (id) do update set seen_at = now()`),
      )
      .then(
        () => undefined,
        (error: unknown) => log.warn({ failure: String(error) }, 'the sign of life failed'),
      );
  let last = beat();
  const timer = setInterval(() => {
    last = beat();
  }, 15_000);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      await database.asOwner((tx) => tx.run(sql`delete from platform.processes where id = ${id}`)).catch(() => undefined);
    },
  };
}
