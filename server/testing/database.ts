import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, type Database } from '#platform/db';
import { databaseUrl } from './database-url.ts';

export { databaseUrl };

async function onCluster(clusterUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    // Copying takes a lock on the template that other test files may hold for a moment.
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        if ((error as { code?: string }).code !== '55006' || attempt === 50) throw error;
        await client.query('select pg_sleep(0.1)');
      }
    }
  } finally {
    await client.end();
  }
}

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
}

/** A database of its own: a copy of the migrated template, or an empty one. */
export async function makeTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { url: clusterUrl, template } = inject('cluster');
  const name = `volano_test_${randomBytes(6).toString('hex')}`;
  await onCluster(clusterUrl, options.empty === true ? `create database ${name}` : `create database ${name} template ${template} strategy file_copy`);
  const url = databaseUrl(clusterUrl, name);
  const database = createDatabase(url, { maxConnections: 10 });
  return {
    url,
    database,
    drop: async () => {
      await database.close();
      await onCluster(clusterUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** For a test file: a fresh migrated database before the first test, dropped after the last. Read `.current` inside tests. */
export function useTestDatabase(): { readonly current: TestDatabase } {
  let test: TestDatabase | undefined;
  beforeAll(async () => {
    test = await makeTestDatabase();
  });
  afterAll(async () => {
    await test?.drop();
  });
  return {
    get current() {
      if (test === undefined) throw new Error('the test database exists only inside tests and hooks');
      return test;
    },
  };
}
