/** The next developer's first hour: a module begun with `bin/new` has right types, keeps the house's rules and passes its own tests. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rootDir } from '#platform/root';

const left = /^(node_modules|dist|\.cache|\.git|test-results|coverage|playwright-report)(\/|$)/;
let copy: string;

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'volano-module-'));
  cpSync(rootDir, copy, { recursive: true, filter: (path) => !left.test(path.slice(rootDir.length + 1)) });
  symlinkSync(join(rootDir, 'node_modules'), join(copy, 'node_modules'));
  await run(process.execPath, ['bin/new', 'module', 'claims', '--it', 'Reclami']);
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** Answers what was said; throws with it when it failed. */
async function run(command: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: copy, env: { ...process.env, ...env }, maxBuffer: 50_000_000 }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${command} ${args.join(' ')}\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}
const tool = (name: string, args: readonly string[], env: Record<string, string> = {}) => run(join(copy, 'node_modules', '.bin', name), args, env);

test('has right types', async () => {
  expect(await tool('tsc', ['-p', 'tsconfig.json', '--noEmit'])).toBe('');
});

test('is clean', async () => {
  await tool('oxlint', ['--type-aware', '--deny-warnings', 'server/modules/claims', 'web/features/claims', 'server/main.ts']);
});

test('keeps the map of imports', async () => {
  await tool('vitest', ['run', '--project', 'unit', 'server/architecture.test.ts']);
});

test('migrates into a schema that is written down, passes its own tests and those of rights', async () => {
  await tool('vitest', ['run', '--project', 'database', 'server/schema.db'], { VOLANO_UPDATE_SCHEMA: '1' });
  await tool('vitest', ['run', '--project', 'database', 'server/schema.db', 'server/modules/claims', 'scenarios/rights']);
});
