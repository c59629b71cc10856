import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const project = dirname(dirname(fileURLToPath(import.meta.url)));
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'volano-build-'));
  for (const folder of ['bin', 'server/cli', 'server/testing', 'web']) mkdirSync(join(root, folder), { recursive: true });
  for (const name of ['build.mjs', 'build-lock.mjs']) cpSync(join(project, 'bin', name), join(root, 'bin', name));
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  write('package.json', '{"type":"module","imports":{"#a":"./server/a.ts"}}');
  write('server/a.ts', `export const word: string = 'first';`);
  write('server/cli/main.ts', `import { word } from '#a'; import pg from 'pg'; export const found = [word, typeof pg.Client];`);
  write('web/index.html', '<!doctype html><title>t</title><script type="module" src="/main.ts"></script>');
  write('web/main.ts', `document.title = 'x';`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the build', () => {
  it('is made once when two start at the same moment', async () => {
    const said = await Promise.all([build(), build()]);
    expect(said.filter((text) => text.includes('Building the server and the web'))).toHaveLength(1);
    expect(await foundInBundle()).toEqual(['first', 'function']);
    expect(existsSync(join(root, 'dist', 'web', 'index.html'))).toBe(true);
    expect(readdirSync(join(root, '.cache')).filter((name) => name.startsWith('build'))).toEqual([]);
  });

  it('is not repeated while no source changes, and tests are no source', async () => {
    write('server/a.test.ts', 'changed');
    write('server/testing/cluster.ts', 'changed');
    expect(await build()).toBe('');
  });

  it('is not repeated after a copy, whose files have new times, and sees a change that keeps size and time', async () => {
    const path = join(root, 'server/a.ts');
    const { atime, mtime } = statSync(path);
    write('server/a.ts', readFileSync(path, 'utf8'));
    expect(await build()).toBe('');
    write('server/a.ts', `export const word: string = 'fIrst';`);
    utimesSync(path, atime, mtime);
    expect(await build()).toContain('Building the server and the web');
    write('server/a.ts', `export const word: string = 'first';`);
    utimesSync(path, atime, mtime);
    expect(await build()).toContain('Building the server and the web');
    expect(await foundInBundle()).toEqual(['first', 'function']);
  });

  it('is repeated for the part whose source changed', async () => {
    write('web/main.ts', `document.title = 'y';`);
    expect(await build()).toContain('Building the web (once');
    write('server/a.ts', `export const word: string = 'second';`);
    expect(await build()).toContain('Building the server and the web');
    expect(await foundInBundle()).toEqual(['second', 'function']);
  });

  it('leaves the environment of the program that goes on afterwards alone', async () => {
    write('web/main.ts', `document.title = 'z';`);
    const script = `
      const { ensureBuilt } = await import(${JSON.stringify(join(root, 'bin', 'build.mjs'))});
      await ensureBuilt(['web'], () => undefined);
      console.log(String(process.env.NODE_ENV));`;
    const env = { PATH: process.env['PATH'] };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
    expect(stdout).toBe('undefined\n');
  });

  it('names the part and the reason when it fails, and leaves the last good one', async () => {
    write('server/a.ts', 'export const word: = 1;');
    await expect(build()).rejects.toThrow(/the server was not built:\n[^]*a\.ts:1/);
    expect(await foundInBundle()).toEqual(['second', 'function']);
  });

  it('takes over the lock of a build that was killed', async () => {
    writeFileSync(join(root, '.cache', 'build.lock'), '4194305');
    write('server/a.ts', `export const word: string = 'third';`);
    expect(await build()).toContain('Built in');
  });
});

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

async function build(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin', 'build.mjs')]);
  return stdout;
}

async function foundInBundle(): Promise<unknown> {
  expect(readFileSync(join(root, 'dist', 'server.mjs'), 'utf8')).toContain('"pg"');
  const script = `const { found } = await import(${JSON.stringify(join(root, 'dist', 'server.mjs'))}); console.log(JSON.stringify(found));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return JSON.parse(stdout);
}
