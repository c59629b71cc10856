import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
/** Files that a new module joins. */
const joined = ['server/module-order.ts', 'server/main.ts', 'server/architecture.test.ts', 'server/modules/identity/rules/profiles.ts', 'web/shells/desk/features.ts', 'e2e/screens.spec.ts'];
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'volano-new-'));
  for (const path of ['bin/new', 'bin/skeleton', ...joined]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(project, path), join(root, path), { recursive: true });
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const make = (...args: string[]) => promisify(execFile)(process.execPath, [join(root, 'bin', 'new'), ...args]);
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const all = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
const state = () => all().map((path) => `${path}\n${readFileSync(path, 'utf8')}`).join('\n');

test('two modules one after the other join everything once, and no word of the skeleton is left', async () => {
  await make('module', 'claims', '--it', 'Reclami');
  await make('module', 'workshop', 'visit');
  expect(read('server/module-order.ts')).toContain(`'quoting', 'claims', 'workshop'] as const`);
  expect(read('server/main.ts')).toMatch(/ {2}quotingModule,\n {2}claimsModule,\n {2}workshopModule,\n\];/);
  expect(read('server/architecture.test.ts')).toMatch(/ {2}quoting: \[.*\],\n {2}claims: \['identity'\],\n {2}workshop: \['identity'\],\n\};/);
  expect(read('web/shells/desk/features.ts')).toContain('claimsFeature, ');
  for (const path of joined) expect([path, read(path).split('workshop').length > 1 || path.startsWith('e2e')]).toEqual([path, true]);
  expect(read('web/features/claims/texts.it.ts')).toContain(`title: 'Reclami'`);
  expect(read('server/modules/workshop/close-visit.ts')).toContain('export async function closeVisit(');
  const made = all().filter((path) => /modules\/(claims|workshop)\/|features\/(claims|workshop)\//.test(path));
  expect(made).toHaveLength(40);
  expect(made.filter((path) => /\{\{\w+\}\}/.test(readFileSync(path, 'utf8')))).toEqual([]);
});

test.each([[['module']], [['module', 'Claims']], [['module', 'claims', 'claim', 'more']], [['modul', 'claims']], [['module', 'claims', '--it', `l'altro`]], [['module', 'cl']]])('%j writes nothing', async (args) => {
  const before = state();
  await expect(make(...args)).rejects.toMatchObject({ code: 2 });
  expect(state()).toBe(before);
});

test('neither a module that is there nor a joint that looks different leaves half a module', async () => {
  await make('module', 'claims');
  const before = state();
  await expect(make('module', 'claims')).rejects.toMatchObject({ stderr: 'There is a claims already.\n' });
  expect(state()).toBe(before);
  writeFileSync(join(root, 'server/module-order.ts'), 'export const moduleNames = [];\n');
  const changed = state();
  await expect(make('module', 'workshop')).rejects.toMatchObject({ stderr: expect.stringContaining('server/module-order.ts looks different') as string });
  expect(state()).toBe(changed);
});
