import pg from 'pg';
import { appliedMigrations, pendingMigrations, readMigrations } from '#platform/migrate';
import { OperatorError } from '#platform/operator-error';
import { databaseOf, describe, explainDatabaseError, userOf } from './database-failures.ts';

const OLDEST_SERVER = 150_000;

/** What the connection found, for the doctor and for start. */
export interface DatabaseFacts {
  serverVersion: string;
  serverVersionNumber: number;
  isSuperuser: boolean;
  /** Migrations that this program would apply, in order: `module/0001-name`. */
  pending: string[];
  /** True when Volano never touched the database. */
  isUntouched: boolean;
}

/**
 * Looks, without changing anything, whether the program can work on the database: reachable, PostgreSQL 15 or newer,
 * UTF-8, not newer than the program, and with the rights to create what is missing. Throws OperatorError.
 */
export async function checkDatabase(url: string, modules: readonly string[]): Promise<DatabaseFacts> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<FactRow>(FACTS);
    const facts = rows[0];
    if (facts === undefined) throw new Error('the database answered nothing about itself');
    refuseUnsuitable(facts, url);
    const applied = await appliedMigrations(client);
    const pending = pendingMigrations(await readMigrations(modules), applied);
    refuseMissingRights(facts, applied.length === 0 || pending.length > 0, url);
    return {
      serverVersion: facts.version,
      serverVersionNumber: facts.version_number,
      isSuperuser: facts.is_superuser,
      pending: pending.map((migration) => `${migration.module}/${String(migration.number).padStart(4, '0')}-${migration.name}`),
      isUntouched: applied.length === 0,
    };
  } catch (error) {
    throw explainDatabaseError(error, url);
  } finally {
    await client.end();
  }
}

interface FactRow {
  version: string;
  version_number: number;
  encoding: string;
  is_superuser: boolean;
  may_create_roles: boolean;
  may_create_schemas: boolean;
  missing_roles: string[];
}

const FACTS = `
  select current_setting('server_version') as version, current_setting('server_version_num')::int as version_number,
    current_setting('server_encoding') as encoding, r.rolsuper as is_superuser, r.rolsuper or r.rolcreaterole as may_create_roles,
    has_database_privilege(current_database(), 'create') as may_create_schemas,
    array(select wanted.name from unnest(array['volano_app', 'volano_gate']) as wanted (name)
      where not exists (select from pg_roles found where found.rolname = wanted.name)) as missing_roles
  from pg_roles r where r.rolname = current_user`;

function refuseUnsuitable(facts: FactRow, url: string): void {
  if (facts.version_number < OLDEST_SERVER) {
    throw new OperatorError(
      'database-unsuitable',
      `${describe(url)} is PostgreSQL ${facts.version}; Volano needs 15 or newer.`,
      'Upgrade that server, or unset DATABASE_URL to use the embedded one.',
    );
  }
  if (facts.encoding !== 'UTF8') {
    throw new OperatorError(
      'database-unsuitable',
      `The database of ${describe(url)} stores text as ${facts.encoding}; Volano needs UTF8.`,
      `Create one with: create database volano encoding 'UTF8' template template0.`,
    );
  }
}

function refuseMissingRights(facts: FactRow, willMigrate: boolean, url: string): void {
  if (facts.missing_roles.length > 0 && !facts.may_create_roles) {
    throw new OperatorError(
      'database-unsuitable',
      `The user of DATABASE_URL on ${describe(url)} may not create the roles that Volano works under.`,
      `As administrator run: ${facts.missing_roles.map((role) => `create role ${role} nologin; grant ${role} to "${userOf(url)}";`).join(' ')} or alter role "${userOf(url)}" createrole.`,
    );
  }
  if (willMigrate && !facts.may_create_schemas) {
    throw new OperatorError(
      'database-unsuitable',
      `The user of DATABASE_URL on ${describe(url)} may not create schemas in the database.`,
      `As administrator run: grant create on database "${databaseOf(url)}" to "${userOf(url)}".`,
    );
  }
}

/** Opens one connection with ten seconds of patience. Throws OperatorError 'database-unreachable'. */
export async function connect(url: string): Promise<pg.Client> {
  const client = createClient(url);
  // The loss of an idle connection is told by the next statement; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explainDatabaseError(error, url);
  }
}

function createClient(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'volano command' });
  } catch (cause) {
    throw new OperatorError('configuration', 'DATABASE_URL is not an address of a PostgreSQL.', 'Write it as postgres://user:password@host:5432/database.', { cause });
  }
}
