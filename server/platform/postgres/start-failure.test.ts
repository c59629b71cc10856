import { describe, expect, it } from 'vitest';
import { explainStartFailure } from './start-failure.ts';

describe('what PostgreSQL writes when it cannot start', () => {
  const cases: [string, string][] = [
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'The disk of the data folder is full'],
    ['FATAL:  could not create lock file "postmaster.pid": Read-only file system', 'read-only file system'],
    ['FATAL:  data directory "/d" has wrong ownership', 'does not belong to the account'],
    ['FATAL:  database files are incompatible with server\nDETAIL: The data directory was initialized by PostgreSQL version 17', 'another version of PostgreSQL'],
    ['initdb: error: could not look up effective user ID 4711: user does not exist', 'no entry among the accounts'],
    ['postgres: error while loading shared libraries: libicui18n.so.60', 'cannot run on this system'],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'not give PostgreSQL enough shared memory'],
  ];
  it.each(cases)('%s', (output, sentence) => {
    const error = explainStartFailure(output, '/data', '/data/log');
    expect(error.message).toContain(sentence);
    expect(error.remedy).not.toBe('');
  });

  it('is quoted when it is not known', () => {
    const error = explainStartFailure('2026-11-22 UTC [7] LOG:  starting\n2026-11-22 UTC [7] FATAL:  something new', '/data', '/data/log/postgres.log');
    expect(error.message).toBe('The embedded database on /data did not start: something new.');
    expect(error.remedy).toContain('/data/log/postgres.log');
  });
});
