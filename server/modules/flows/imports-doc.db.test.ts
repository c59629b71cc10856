/** docs/imports.md as a test: its example rows come in as they stand, and a second time change nothing. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootDir } from '#platform/root';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, silentLog, worldNow, type World } from '../../testing/world.ts';
import { vehicleImports } from '../vehicles/import/vehicle-imports.ts';
import { importFile } from './import-file.ts';

const db = useTestDatabase();
const text = readFileSync(join(rootDir, 'docs/imports.md'), 'utf8');
const examples = [...text.matchAll(/```csv (\S+)\n([\s\S]*?)```/g)].map((match) => ({ kind: match[1] ?? '', csv: match[2] ?? '' }));
let world: World;
let folder = '';
beforeAll(async () => {
  world = await createWorld(db.current.database);
  folder = await mkdtemp(join(tmpdir(), 'volano-doc-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every kind has its example, with every column of ours by its own name', () => {
  expect(examples.map(({ kind }) => kind)).toEqual(vehicleImports.map(({ key }) => key));
  for (const { kind, csv } of examples) {
    const heads = (csv.split('\n')[0] ?? '').split(';');
    expect(heads.toSorted()).toEqual(vehicleImports.find(({ key }) => key === kind)?.columns.map(({ words }) => words.it).toSorted());
  }
});

test.each([['first', 'added'], ['second', 'same']] as const)('the examples come in: the %s time all rows are %s', async (_, count) => {
  for (const { kind, csv } of examples) {
    const path = join(folder, `${kind}.csv`);
    await writeFile(path, csv);
    const rows = csv.trim().split('\n').length - 1;
    const host = { database: db.current.database, log: silentLog, now: worldNow, requestId: 'test' };
    const { listed, faults } = await importFile(host, vehicleImports, { tenantId: world.tenantId, kind, path, mode: 'all', missing: 'keep', language: 'it', report: () => undefined });
    expect([kind, faults, listed.state, listed[count]]).toEqual([kind, [], 'done', rows]);
  }
});
