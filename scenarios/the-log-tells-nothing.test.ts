/** What people type, what opens a door and whose it is stay out of the log, at its most talkative, also where something fails. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { loadConfig } from '../server/platform/config.ts';
import { startServer, type Running } from '../server/main.ts';
import { hashPassword } from '../server/modules/identity/accounts/password-hash.ts';
import { useTestDatabase } from '../server/testing/database.ts';
import { createWorld, type World } from '../server/testing/world.ts';

const db = useTestDatabase();
const password = 'una-frase-segreta-da-nessuna-parte';
const lines: string[] = [];
let world: World;
let running: Running;
let folder: string;

beforeAll(async () => {
  world = await createWorld(db.current.database, { passwordHash: await hashPassword(password) });
  folder = mkdtempSync(join(tmpdir(), 'volano-log-'));
  const config = loadConfig({ VOLANO_PORT: '0', VOLANO_DATA: folder });
  running = await startServer(config, db.current.database, { log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }), rateFactor: 1000 });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const ask = (path: string, init: { method?: string; body?: unknown; headers?: Readonly<Record<string, string>> } = {}) =>
  fetch(`${running.url}${path}`, {
    method: init.method ?? 'GET', redirect: 'manual',
    headers: { ...init.headers, ...(init.body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });

test('a day of work, with its failures', async () => {
  const { loginName } = world.person('seller1');
  const signIn = (typed: string) => ask('/api/identity/sign-in', { method: 'POST', body: { loginName, password: typed } });
  expect((await signIn('un-altra-frase-segreta')).status).not.toBe(200);
  const entered = await signIn(password);
  expect(entered.status).toBe(200);
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? '';
  const seller = await world.signIn('seller1');
  const unfinished = { method: 'POST', headers: { ...seller.headers, 'idempotency-key': 'the-log-tells-nothing' }, body: { reference: 'Marta Riservata', customer: { email: 'marta.riservata@posta.example' } } };
  expect((await ask('/api/quoting/quotes', unfinished)).status).toBe(400);
  const token = 'A0b1C2d3E4f5G6h7I8j9Kk';
  await ask(`/p/${token}`, { headers: { accept: 'text/html' } });
  await ask(`/api/quoting/shared/${token}`);
  await ask('/api/quoting/quotes?text=Marta%20Riservata', { headers: { cookie } });
  expect((await ask('/api/identity/recovery', { method: 'POST', body: { loginName } })).status).toBe(200);
  await ask('/oidc/auth?client_id=nobody&login_hint=marta.riservata@posta.example&state=statesecret', { headers: { cookie } });
  // A failure in the middle of it: the database says no, and its words quote what it was given.
  await db.current.database.asOwner((tx) => tx.run(sql`revoke select on quoting.quotes from volano_app`));
  const failed = await ask('/api/quoting/quotes?text=Marta%20Riservata&limit=10', { headers: { cookie } });
  await db.current.database.asOwner((tx) => tx.run(sql`grant select on quoting.quotes to volano_app`));
  expect(failed.status).toBe(500);
  const said = lines.join('');
  expect(lines.length).toBeGreaterThan(5);
  expect(said).toContain('permission denied');
  const secrets = [password, 'un-altra-frase-segreta', cookie.slice(cookie.indexOf('=') + 1), seller.token, seller.csrf, loginName, 'Riservata', 'riservata', token, 'statesecret'];
  expect(secrets.filter((secret) => secret.length < 6 || said.includes(secret))).toEqual([]);
  expect(await failed.text()).not.toContain('permission');
});
