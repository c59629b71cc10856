import type { Database } from '#platform/db';

/**
 * The text of every statement that `work` sends over connections of the pool. What must look alike from outside is compared
 * by the work it does, not by milliseconds.
 */
export async function statementsOf<T>(database: Database, work: () => Promise<T>): Promise<{ readonly value: T; readonly statements: readonly string[] }> {
  const statements: string[] = [];
  const { pool } = database;
  const connect = pool.connect.bind(pool);
  pool.connect = (async () => {
    const client = await connect();
    const ask = client.query.bind(client) as (...args: unknown[]) => unknown;
    const release = client.release.bind(client);
    client.query = ((...args: unknown[]) => {
      const [first] = args;
      statements.push(typeof first === 'string' ? first : String((first as { readonly text?: string }).text));
      return ask(...args);
    }) as typeof client.query;
    client.release = (error?: Error | boolean) => {
      // The connection's own method stands behind ours.
      Reflect.deleteProperty(client, 'query');
      release(error);
    };
    return client;
  }) as typeof pool.connect;
  try {
    return { value: await work(), statements };
  } finally {
    pool.connect = connect;
  }
}
