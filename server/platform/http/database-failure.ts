/** What a failure of the database means for whoever waits (PostgreSQL, appendix A "Error Codes"; Node's names of a road that is cut). */
import type { ErrorCode } from '../errors.ts';

const meanings: readonly (readonly [RegExp, ErrorCode])[] = [
  // Shutting down, refusing us, out of connections, disk or memory, unreachable: not now.
  [/^(57P0[1-5]|25P0[34]|53\w{3}|58\w{3}|28\w{3}|3D000|08\w{3}|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/, 'unavailable'],
  // Two at once: not serialisable, in a ring of locks, a lock not given, or the second of a pair that only one may be.
  [/^(40001|40P01|55P03|23505|23503|23P01)$/, 'collision'],
  // The statement was cut off, by its own limit or by the operator.
  [/^57014$/, 'took_too_long'],
];

/** The failure in the edge's vocabulary; undefined for what is no failure of the database, or a bug of ours (a check, a type). */
export function databaseFailure(error: Error & { readonly code?: string }): ErrorCode | undefined {
  const code = error.code ?? '';
  if (/timeout exceeded when trying to connect|Connection terminated|is not queryable/.test(error.message)) return 'unavailable';
  return meanings.find(([states]) => states.test(code))?.[1];
}
