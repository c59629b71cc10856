/**
 * Somebody pulls the plug while quotes are being saved: SIGKILL for the whole program, for the worker, for the database.
 * Afterwards every acknowledged quote is there, none twice, and the audit trail is whole. The clients behave as browsers
 * do: they repeat an unanswered save with the same key.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Me } from '#identity/api';
import type { OfferConditions } from '#pricing/api';
import { priceQuote, type QuoteListItem } from '#quoting/api';
import type { StockVehicle } from '#vehicles/api';
import { rootDir } from '#platform/root';
import { demoPassword } from '#identity';
import { startTestCluster } from '../server/testing/cluster.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { freePort, makeDataFolder, startRealServer, type RunningServer } from '../server/testing/real-server.ts';

const share = Number(process.env['VOLANO_DEEP'] ?? 0);
const rounds = Math.max(1, Math.round(20 * share));
const seed = Number(process.env['VOLANO_SEED'] ?? Math.floor(Math.random() * 1e9));

interface Client {
  readonly headers: Record<string, string>;
  readonly body: string;
}

async function request<T>(url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(15_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Signs a seller in and prepares one saveable quote of a car of his dealer. */
async function openClient(base: string): Promise<Client> {
  const signIn = await fetch(`${base}/api/identity/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName: 'luca.ferri@dlr001.example', password: demoPassword }),
  });
  const me = (await signIn.json()) as Me;
  const headers = { cookie: (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '', 'x-volano-csrf': me.csrfToken, 'content-type': 'application/json' };
  const stock = await request<{ items: StockVehicle[] }>(`${base}/api/vehicles/stock?kind=new&state=available`, { headers });
  for (const vehicle of stock.items) {
    const offers = await request<{ today: string; items: OfferConditions[] }>(`${base}/api/pricing/offers/applicable?stockId=${vehicle.stockId}`, { headers });
    const offer = offers.items.find((candidate) => candidate.product.plan === 'level');
    if (offer === undefined) continue;
    const input = quoteChoice({
      vehicle: { kind: 'stock', stockId: vehicle.stockId }, priceCents: vehicle.priceCents, discountCents: 0, tradeInCents: 0, depositCents: 300_000,
      offerId: offer.offerId, offerVersion: offer.offerVersion, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [],
    });
    const priced = priceQuote(input, offer, offers.today);
    if (!priced.ok) continue;
    return { headers, body: JSON.stringify(saveBody(input, priced.figures, offers.today, { reference: 'prova di caduta' })) };
  }
  throw new Error('no new car with a level loan in the demo world');
}

interface Attempt {
  readonly key: string;
  number?: string;
}

/** Saves quote after quote until told to stop; keeps the key of the one that was never answered. */
async function saveUntil(base: string, client: Client, stopped: () => boolean, attempts: Attempt[]): Promise<void> {
  while (!stopped()) {
    const attempt: Attempt = { key: randomUUID() };
    attempts.push(attempt);
    try {
      const quote = await request<{ number: string }>(`${base}/api/quoting/quotes`, { method: 'POST', headers: { ...client.headers, 'idempotency-key': attempt.key }, body: client.body });
      attempt.number = quote.number;
    } catch {
      // No answer, or one that says "not now": the attempt is repeated after the restart.
      await delay(50);
    }
  }
}

async function savedNumbers(base: string, client: Client): Promise<string[]> {
  const numbers: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: QuoteListItem[]; nextCursor: string | null } = await request(`${base}/api/quoting/quotes?limit=200&text=caduta${cursor === null ? '' : `&cursor=${cursor}`}`, { headers: client.headers });
    numbers.push(...page.items.map((item) => item.number));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return numbers;
}

function verifyAudit(environment: Record<string, string>): { findings: unknown[] } {
  const output = execFileSync(process.execPath, [join(rootDir, 'bin/volano'), 'audit', 'verify', '--json'], { env: { ...process.env, ...environment }, encoding: 'utf8' });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as { findings: unknown[] };
}

async function repeatUnanswered(base: string, client: Client, attempts: readonly Attempt[]): Promise<void> {
  for (const attempt of attempts.filter((candidate) => candidate.number === undefined)) {
    const quote = await request<{ number: string }>(`${base}/api/quoting/quotes`, { method: 'POST', headers: { ...client.headers, 'idempotency-key': attempt.key }, body: client.body });
    attempt.number = quote.number;
  }
}

const postmasterOf = async (dataDir: string) => Number((await readFile(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8')).split('\n')[0]);

async function waitForExit(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
}

test(`${rounds} rounds of kill (seed ${seed}): nothing acknowledged is lost, nothing happens twice`, async () => {
  const dataDir = await makeDataFolder();
  const port = await freePort();
  const environment = { VOLANO_DATA: dataDir, VOLANO_PORT: String(port) };
  const all: Attempt[] = [];
  let server: RunningServer = await startRealServer(environment);
  try {
    for (let round = 0; round < rounds; round += 1) {
      const victim = (['program', 'database'] as const)[(seed + round) % 2];
      const client = await openClient(server.url);
      let stopped = false;
      const savers = [0, 1, 2].map(() => saveUntil(server.url, client, () => stopped, all));
      await delay(300 + ((seed * (round + 7)) % 900));
      if (victim === 'program') {
        server.child.kill('SIGKILL');
        await waitForExit(server.child);
        stopped = true;
        await Promise.all(savers);
        server = await startRealServer(environment);
      } else {
        process.kill(await postmasterOf(dataDir), 'SIGKILL');
        // The program stays and brings its database back; savers go on meanwhile.
        await delay(1500);
        stopped = true;
        await Promise.all(savers);
        await untilReady(server.url);
      }
      const again = await openClient(server.url);
      await repeatUnanswered(server.url, again, all);
      const numbers = await savedNumbers(server.url, again);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.toSorted()).toEqual(all.map((attempt) => attempt.number ?? '').toSorted());
    }
    expect(all.length).toBeGreaterThan(rounds);
    await server.stop();
    expect(verifyAudit(environment).findings).toEqual([]);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test(`${Math.max(1, Math.round(rounds / 2))} rounds of kill of a PostgreSQL of one's own (DATABASE_URL): the program stays up and loses nothing`, async () => {
  const cluster = await startTestCluster({ own: true, durable: true });
  const dataDir = await makeDataFolder();
  const environment = { DATABASE_URL: cluster.url, VOLANO_DEMO: '1', VOLANO_DATA: dataDir };
  const all: Attempt[] = [];
  const server = await startRealServer(environment);
  try {
    for (let round = 0; round < Math.max(1, Math.round(rounds / 2)); round += 1) {
      const client = await openClient(server.url);
      let stopped = false;
      const savers = [0, 1, 2].map(() => saveUntil(server.url, client, () => stopped, all));
      await delay(300 + ((seed * (round + 7)) % 900));
      await cluster.crash();
      await delay(500);
      stopped = true;
      await Promise.all(savers);
      await untilReady(server.url);
      const again = await openClient(server.url);
      await repeatUnanswered(server.url, again, all);
      const numbers = await savedNumbers(server.url, again);
      expect(numbers.toSorted()).toEqual(all.map((attempt) => attempt.number ?? '').toSorted());
    }
    expect(server.child.exitCode).toBeNull();
    expect(all.length).toBeGreaterThan(rounds / 2);
    await server.stop();
    expect(verifyAudit(environment).findings).toEqual([]);
  } finally {
    await server.stop();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function untilReady(base: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await fetch(`${base}/api/health/ready`, { signal: AbortSignal.timeout(3000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await delay(200);
  }
  throw new Error('the program did not come back');
}

test('a worker killed again and again tells each manager of each quote exactly once', async () => {
  const dataDir = await makeDataFolder();
  const server = await startRealServer({ VOLANO_DATA: dataDir });
  try {
    const client = await openClient(server.url);
    const attempts: Attempt[] = [];
    for (let round = 0; round < Math.max(2, Math.round(rounds / 4)); round += 1) {
      let stopped = false;
      const saver = saveUntil(server.url, client, () => stopped, attempts);
      const worker = spawn(process.execPath, [join(rootDir, 'bin/volano'), 'work'], { env: { ...process.env, VOLANO_DATA: dataDir }, stdio: 'ignore' });
      await delay(1200);
      worker.kill('SIGKILL');
      await waitForExit(worker);
      stopped = true;
      await saver;
    }
    await repeatUnanswered(server.url, client, attempts);
    const manager = await fetch(`${server.url}/api/identity/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ loginName: 'anna.villa@dlr001.example', password: demoPassword }) });
    const cookie = (manager.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const told = async () => {
      const links: string[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: { facts: { number: string } }[]; nextCursor: string | null } = await request(`${server.url}/api/communications/notifications?limit=200${cursor === null ? '' : `&cursor=${cursor}`}`, { headers: { cookie } });
        links.push(...page.items.map((item) => item.facts.number));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return links;
    };
    const wanted = attempts.map((attempt) => attempt.number ?? '').toSorted();
    for (let attempt = 0; attempt < 100 && (await told()).filter((number) => wanted.includes(number)).length < wanted.length; attempt += 1) await delay(200);
    expect((await told()).filter((number) => wanted.includes(number)).toSorted()).toEqual(wanted);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});
