import { createDatabase, type Database } from '#platform/db';
import { OperatorError } from '#platform/operator-error';
import { moduleNames } from '../module-order.ts';
import { checkDatabase, type DatabaseFacts } from './check-database.ts';
import type { Invocation } from './command.ts';
import { explainDatabaseError } from './database-failures.ts';
import { openDatabase, type OpenDatabase } from './open-database.ts';

export interface DatabaseInUse {
  open: OpenDatabase;
  database: Database;
  facts: DatabaseFacts;
}

/**
 * Opens and checks the configured database, hands it to `work` and closes it again, also after a failure. Failures of
 * the connection come out as OperatorError. With `migrated` a database that lacks migrations is refused.
 */
export async function withDatabase<T>(invocation: Invocation, needs: { migrated: boolean }, work: (use: DatabaseInUse) => Promise<T>): Promise<T> {
  const { config, terminal } = invocation;
  const open = await openDatabase(config, { join: true, create: !needs.migrated, report: terminal.progress });
  try {
    const facts = await checkDatabase(open.url, moduleNames);
    if (needs.migrated) refuseUnmigrated(facts);
    const database = createDatabase(open.url, { maxConnections: 4, applicationName: 'volano command' });
    try {
      return await work({ open, database, facts });
    } finally {
      await database.close();
    }
  } catch (error) {
    throw explainDatabaseError(error, open.url);
  } finally {
    await open.close();
  }
}

/** Throws OperatorError when migrations are missing. */
export function refuseUnmigrated(facts: DatabaseFacts): void {
  if (facts.pending.length === 0) return;
  const message = facts.isUntouched
    ? 'The database holds nothing of Volano yet.'
    : `The database is older than this program: ${facts.pending.length} migrations are missing, the first is ${facts.pending[0]}.`;
  throw new OperatorError('database-unsuitable', message, 'Run volano migrate first (volano start does it by itself).');
}
