import type { Logger } from 'pino';
import { createDatabase, type Database } from '#platform/db';
import { createLog } from '#platform/log';
import { moduleNames } from '../module-order.ts';
import { checkDatabase } from './check-database.ts';
import type { Invocation } from './command.ts';
import { openDatabase } from './open-database.ts';
import { addPart, type Part } from './run-until-stopped.ts';
import { refuseUnmigrated } from './with-database.ts';

/** Opens the database for a process that serves or works, as parts to be closed later. Throws when it is not migrated. */
export async function openMigrated(
  invocation: Invocation,
  role: 'serve' | 'work',
  parts: Part[],
  isAsked: () => boolean,
): Promise<{ database: Database; log: Logger }> {
  const { config, terminal } = invocation;
  const open = await openDatabase(config, { join: true, create: false, report: terminal.progress });
  addPart(parts, isAsked, { name: 'database server', close: open.close, abandon: open.abandon });
  refuseUnmigrated(await checkDatabase(open.url, moduleNames));
  const log = createLog(config, role);
  const database = createDatabase(open.url, {
    maxConnections: config.databaseConnections,
    applicationName: `volano ${role}`,
    onError: (error) => {
      // While stopping the server closes what the pool has already said goodbye to.
      if (!isAsked()) log.warn({ failure: error.message }, 'an idle database connection was lost');
    },
  });
  addPart(parts, isAsked, { name: 'connections', close: () => database.close() });
  return { database, log };
}
