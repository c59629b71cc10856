/** The commands of docs/calc.md that sign a program in and let it calculate, run as they stand against a server that listens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootDir } from '#platform/root';
import { allRoutes } from '../server/main.ts';
import { hashPassword } from '../server/modules/identity/accounts/password-hash.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createTestHttp } from '../server/testing/http.ts';
import { createWorld, worldNow } from '../server/testing/world.ts';

const db = useTestDatabase();

test('docs/calc.md signs a program in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-calc-'));
  const [, commands = ''] = /```sh\n(curl [^`]+)```/.exec(readFileSync(join(rootDir, 'docs', 'calc.md'), 'utf8')) ?? [];
  expect(commands).toContain('/api/identity/sign-in');
  const password = 'una frase lunga abbastanza';
  const world = await createWorld(db.current.database, { passwordHash: await hashPassword(password) });
  const routes = allRoutes({ auditKeyFile: join(folder, 'audit.key'), dataDir: folder }, { version: 'test', demo: false, demoPassword: null, demoAccounts: [] });
  const http = await createTestHttp(world.database, routes, () => worldNow);
  try {
    const url = await http.app.listen({ port: 0, host: '127.0.0.1' });
    const env = { PATH: process.env['PATH'], VOLANO_URL: url, VOLANO_LOGIN: world.person('seller1').loginName, VOLANO_PASSWORD: password };
    const child = spawn('sh', ['-euc', commands], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const [exitCode] = (await once(child, 'close')) as [number];
    expect({ exitCode, ...said }).toEqual({ exitCode: 0, out: '{"thresholdPct":"18.1250"}', err: '' });
  } finally {
    await http.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
