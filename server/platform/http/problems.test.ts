import { expect, test } from 'vitest';
import { failureProblem } from './problems.ts';

/** As PostgreSQL and the driver tell them. */
const failures: [string, string, number][] = [
  ['a full disk', '53100', 503],
  ['no memory', '53200', 503],
  ['no connection left', '53300', 503],
  ['a server that ends', '57P01', 503],
  ['a server that begins', '57P03', 503],
  ['a broken connection', '08006', 503],
  ['nobody there', 'ECONNREFUSED', 503],
  ['a socket that is gone', 'ENOENT', 503],
  ['a machine that does not answer', 'EHOSTUNREACH', 503],
  ['a name that is not known for the moment', 'EAI_AGAIN', 503],
  ['a statement that is wrong', '42601', 500],
  ['a broken rule of a table', '23514', 500],
];

test.each(failures)('%s (%s) is told as %i', (_what, code, status) => {
  const told = failureProblem(Object.assign(new Error('could not extend file "base/13508/1": No space left on device'), { code }), 'it', 'r-1');
  expect(told).toMatchObject({ status, requestId: 'r-1', code: status === 503 ? 'unavailable' : 'internal' });
  expect(JSON.stringify(told)).not.toContain('base/');
});

test('a statement of a connection that broke under way is no bug', () => {
  expect(failureProblem(new Error('Client has encountered a connection error and is not queryable'), 'en', 'r-1').status).toBe(503);
});
