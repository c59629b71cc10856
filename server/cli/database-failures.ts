import { MigrationError } from '#platform/migrate';
import { OperatorError } from '#platform/operator-error';

/** Failures of a connection by their code, as sentence and remedy; `where` is the address without password. */
const FAILURES: Record<string, (where: string, url: string) => [string, string]> = {
  ENOTFOUND: (where) => [`The host of DATABASE_URL (${where}) is not known.`, 'Correct the host name, or unset DATABASE_URL to use the embedded database.'],
  EAI_AGAIN: (where) => [`The host of DATABASE_URL (${where}) is not known.`, 'Correct the host name or the name service, or unset DATABASE_URL to use the embedded database.'],
  ECONNREFUSED: (where) => [`No PostgreSQL answers on ${where}.`, 'Start it, or correct host and port in DATABASE_URL.'],
  ENOENT: (where) => [`No PostgreSQL answers on ${where}.`, 'Start it, or correct the socket folder in DATABASE_URL.'],
  ETIMEDOUT: (where) => [`${where} does not answer.`, 'Check host, port and firewall of DATABASE_URL.'],
  EHOSTUNREACH: (where) => [`${where} cannot be reached.`, 'Check host, port and firewall of DATABASE_URL.'],
  '28P01': (where, url) => [`${where} refuses the password of "${userOf(url)}".`, 'Correct user and password in DATABASE_URL (special characters percent-encoded).'],
  '28000': (where, url) => [`${where} does not let "${userOf(url)}" in.`, 'Correct the user in DATABASE_URL, or allow it in pg_hba.conf of that server.'],
  '3D000': (where, url) => [`${where} has no database "${databaseOf(url)}".`, `Create it as administrator (create database "${databaseOf(url)}" owner "${userOf(url)}"), or correct DATABASE_URL.`],
  '42501': (where, url) => [`"${userOf(url)}" may not use the database "${databaseOf(url)}" of ${where}.`, 'Make it the owner of the database, or name its owner in DATABASE_URL.'],
  '53300': (where) => [`${where} has no connection left.`, 'Raise max_connections there, or lower VOLANO_DATABASE_CONNECTIONS.'],
};

/** Turns failures of the driver and of the migrations into OperatorError; other errors are handed through. */
export function explainDatabaseError(error: unknown, url: string): unknown {
  if (error instanceof MigrationError) return new OperatorError('database-unsuitable', error.message, '', { cause: error });
  if (!(error instanceof Error) || error instanceof OperatorError) return error;
  const code = codeOf(error);
  const failure = FAILURES[code] ?? (/timeout expired|Connection terminated/.test(error.message) ? FAILURES['ETIMEDOUT'] : undefined);
  if (failure) {
    const [message, remedy] = failure(describe(url), url);
    return new OperatorError('database-unreachable', message, remedy, { cause: error });
  }
  if (/SSL|certificate/i.test(error.message)) {
    return new OperatorError('database-unreachable', `The encrypted connection to ${describe(url)} failed: ${error.message}.`, 'Adjust sslmode in DATABASE_URL to what that server offers.', { cause: error });
  }
  return error;
}

/** The code of an error, or of the first of several tried addresses. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error && 'code' in first ? String(first.code) : '';
}

/** The address as host and port, never with the password. */
export function describe(url: string): string {
  const parsed = parse(url);
  return parsed?.searchParams.get('host') ?? parsed?.host ?? 'the database of DATABASE_URL';
}

/** The user that the address names. */
export function userOf(url: string): string {
  return decodeURIComponent(parse(url)?.username ?? '') || 'the user';
}

/** The database that the address names; as PostgreSQL does, that of the user's name when it names none. */
export function databaseOf(url: string): string {
  return decodeURIComponent(parse(url)?.pathname.slice(1) ?? '') || userOf(url);
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
