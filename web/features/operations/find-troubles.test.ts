import { expect, test } from 'vitest';
import type { Operations } from '#platform/operations-api';
import { findTroubles } from './find-troubles.ts';

const now = '2026-11-22T10:00:00.000Z';
const worker = { id: 'w', role: 'work', host: 'h', version: '1', startedAt: now, seenAt: '2026-11-22T09:59:50.000Z' };
const calm: Operations = {
  now, version: '1', databaseVersion: '18', processes: [worker], jobs: [{ job: 'a:b', waiting: 3, failing: 0, oldestAt: now }],
  consumers: [{ name: 'c', position: 9, behind: 2, failingSince: null, failure: null }], schedules: [], audit: { events: 9, unsealed: 3, blocks: 1, lastSealedAt: now },
};

test('work under way is no trouble', () => {
  expect(findTroubles(calm)).toEqual([]);
});

test.each<[string, Partial<Operations>, string[]]>([
  ['no worker at all', { processes: [] }, ['noWorker']],
  ['a worker silent for more than a minute is no worker', { processes: [{ ...worker, seenAt: '2026-11-22T09:58:59.000Z' }] }, ['noWorker', 'process']],
  ['a failing job', { jobs: [{ job: 'a:b', waiting: 0, failing: 1, oldestAt: now }] }, ['job']],
  ['a stopped delivery', { consumers: [{ name: 'c', position: 9, behind: 2, failingSince: now, failure: 'boom' }] }, ['consumer']],
  ['nobody seals', { audit: { ...calm.audit, unsealed: 6000 } }, ['unsealed']],
])('%s', (_, change, kinds) => {
  expect(findTroubles({ ...calm, ...change }).map((trouble) => trouble.kind)).toEqual(kinds);
});
