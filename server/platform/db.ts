/** Pool, transactions and the two walls' settings. See docs/decisions on rights and tenancy. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { assert } from './errors.ts';
import type { Tx } from './context.ts';
import { compile, type SqlFragment } from './sql.ts';

// int8 arrives as number, checked; numeric and date stay text: a JS Date never stands for a calendar day.
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (oid === pg.types.builtins.INT8) return parseInt8;
      if (oid === pg.types.builtins.DATE || oid === pg.types.builtins.NUMERIC) return (text: string) => text;
    }
    return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
  },
};

function parseInt8(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `int8 ${text} is beyond the safe range`);
  return value;
}

/** The facts row-level security reads, set locally in each transaction. */
export interface Frame {
  readonly tenantId: number;
  readonly scopeNodeId: number;
  readonly reachNodeId: number;
  readonly accountId: string | null;
  readonly personalityId: string | null;
  readonly readOnly?: boolean;
  /** A file in the making: no statement of it is cut off. */
  readonly unhurried?: boolean;
}

export interface Database {
  readonly pool: pg.Pool;
  /** Runs `work` as the application role inside one transaction bound to tenant and scope. */
  transaction<T>(frame: Frame, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` as the role that may read accounts and sessions and nothing of the business. */
  gate<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs `work` as the owner: platform jobs, migrations, backup. Never on behalf of a person. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement as the owner, a transaction by itself: one round trip where `asOwner` takes three. Never on behalf of a person. */
  statement<Row extends object>(statement: SqlFragment): Promise<Row[]>;
  close(): Promise<void>;
}

/** Nobody waits longer for a page. A question that does not end would keep its connection from everybody else. */
const patience = '60s';

const uuidPattern = /^[0-9a-f-]{36}$/;

function frameSettings(frame: Frame): string {
  for (const id of [frame.tenantId, frame.scopeNodeId, frame.reachNodeId]) assert(Number.isSafeInteger(id), 'frame ids are integers');
  for (const id of [frame.accountId, frame.personalityId]) assert(id === null || uuidPattern.test(id), 'frame account ids are uuids');
  // Simple protocol: one round trip for all of it. Every value was checked above, none is text from outside.
  return (
    `begin${frame.readOnly === true ? ' read only' : ''}; set local role volano_app; ${frame.unhurried === true ? '' : `set local statement_timeout = '${patience}'; `}` +
    `set local volano.tenant_id = '${frame.tenantId}'; set local volano.scope_node_id = '${frame.scopeNodeId}'; ` +
    `set local volano.reach_node_id = '${frame.reachNodeId}'; set local volano.account_id = '${frame.accountId ?? ''}'; ` +
    `set local volano.personality_id = '${frame.personalityId ?? ''}'`
  );
}

async function runOn(on: Pick<pg.ClientBase, 'query'>, fragment: SqlFragment, prepared: boolean): Promise<pg.QueryResult<object>> {
  const { text, name, values } = compile(fragment);
  return on.query<object>(prepared && name !== undefined ? { name, text, values } : { text, values });
}

/** Wraps a client as `Tx`. */
export function asTx(client: pg.ClientBase): Tx {
  const query = (fragment: SqlFragment, prepared: boolean) => runOn(client, fragment, prepared);
  return {
    rows: async <Row extends object>(statement: SqlFragment) => (await query(statement, true)).rows as Row[],
    listRows: async <Row extends object>(statement: SqlFragment) => (await query(statement, false)).rows as Row[],
    maybeRow: async <Row extends object>(statement: SqlFragment) => {
      const { rows } = await query(statement, true);
      assert(rows.length <= 1, 'a statement for one row answered several');
      return rows[0] as Row | undefined;
    },
    row: async <Row extends object>(statement: SqlFragment) => {
      const { rows } = await query(statement, true);
      assert(rows.length === 1, `a statement for exactly one row answered ${rows.length}`);
      return rows[0] as Row;
    },
    run: async (statement) => (await query(statement, true)).rowCount ?? 0,
    copyIn: async (target, lines) => {
      const copy = client.query(copyFrom(`copy ${target} from stdin`));
      await pipeline(Readable.from(lines, { objectMode: false }), copy);
      return copy.rowCount;
    },
    columns: async (statement) => {
      const { text, values } = compile(statement);
      const { fields } = await client.query({ text: `select * from (${text}) described limit 0`, values });
      return fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown }));
    },
  };
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(asTx(client));
    const { command } = await client.query('commit');
    // PostgreSQL answers the commit of a failed transaction by rolling back, without an error: whoever swallowed the failure would tell of a success.
    assert(command === 'COMMIT', 'a transaction that had failed was to be committed');
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    // A connection that cannot even roll back is broken and is thrown away below.
    await client.query('rollback').then(
      () => (failure = undefined),
      () => undefined,
    );
    throw error;
  } finally {
    client.release(failure);
  }
}

/** Opens a pool on the owner's address. Connections are made on first use. */
export function createDatabase(url: string, options: { maxConnections?: number; applicationName?: string; onError?: (error: Error) => void } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'volano',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // A machine that vanished says no goodbye: whoever only listens would otherwise never learn of it.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types,
  });
  // Without a listener an idle connection cut by the server would end the process.
  pool.on('error', (error) => options.onError?.(error));
  // The same for a connection in use: its statement fails and the caller learns it there.
  pool.on('connect', (client) => client.on('error', (error) => options.onError?.(error)));
  let closed: Promise<void> | undefined;
  return {
    pool,
    transaction: (frame, work) => inTransaction(pool, frameSettings(frame), work),
    gate: (work) => inTransaction(pool, 'begin; set local role volano_gate', work),
    asOwner: (work) => inTransaction(pool, 'begin', work),
    statement: async <Row extends object>(statement: SqlFragment) => (await runOn(pool, statement, true)).rows as Row[],
    close: () => (closed ??= pool.end()),
  };
}
