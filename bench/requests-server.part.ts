/**
 * Child of bench/requests.ts: the program and, beside it, a bare Fastify that replays the very statements the program
 * sends for the same request. Tells its ports and what to send, then serves until it is ended.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import pg from 'pg';
import { createDatabase } from '#platform/db';
import { migrate } from '#platform/migrate';
import { priceQuote } from '#quoting/api';
import type { OfferConditions } from '#pricing/api';
import { allRoutes } from '../server/main.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { createTestHttp } from '../server/testing/http.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { createWorld, worldNow } from '../server/testing/world.ts';

interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

type QueryArguments = [text: string | Statement, values?: unknown[]];

/** Runs `work` and answers every statement sent meanwhile, transaction borders included. */
async function record(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function recorded(this: unknown, ...args: unknown[]) {
    const [first, values] = args as QueryArguments;
    statements.push(typeof first === 'string' ? { name: undefined, text: first, values: values ?? [] } : { name: first.name, text: first.text, values: first.values ?? [] });
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  await work();
  pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  return statements.filter((statement) => !/processes|outbox_|pg_try_advisory|listen /.test(statement.text));
}

const cluster = await startTestCluster();
await migrate(cluster.url, moduleNames);
const database = createDatabase(cluster.url, { maxConnections: 16 });
const world = await createWorld(database);
const showroom = await createShowroom(world);
const folder = mkdtempSync(join(tmpdir(), 'volano-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const routes = allRoutes({ auditKeyFile: join(folder, 'k'), dataDir: folder }, { version: 'bench', demo: false, demoPassword: null, demoAccounts: [] });
const http = await createTestHttp(database, routes, () => worldNow);
const seller = await world.signIn('seller1', { now: worldNow });

const input = quoteChoice({
  vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
  offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
});
const offers = await http.app.inject({ method: 'GET', url: `/api/pricing/offers/applicable?stockId=${showroom.newCar}`, headers: seller.headers });
const offer = offers.json<{ items: OfferConditions[] }>().items.find((item) => item.offerId === input.offerId);
if (offer === undefined) throw new Error('no offer');
const priced = priceQuote(input, offer, '2026-11-23');
if (!priced.ok) throw new Error(priced.refusal);
const bodies = {
  price: JSON.stringify({ input }),
  save: JSON.stringify(saveBody(input, priced.figures, '2026-11-23', { reference: 'Prova' })),
};
const paths = { price: '/api/quoting/price', save: '/api/quoting/quotes' };
const headers = (key?: string) => ({ ...seller.headers, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) });
const inject = (kind: 'price' | 'save', key?: string) => http.app.inject({ method: 'POST', url: paths[kind], payload: bodies[kind], headers: headers(key) });

// Warm, then record one request of each kind; ids that must differ each time are found by comparing two recordings.
for (let i = 0; i < 20; i += 1) await inject(i % 2 === 0 ? 'price' : 'save', i % 2 === 0 ? undefined : randomUUID());
const recordings = { price: await record(() => inject('price')), save: await record(() => inject('save', randomUUID())) };
const answers = { price: (await inject('price')).body, save: (await inject('save', randomUUID())).body };

const bare = fastify();
const barePool = new pg.Pool({ connectionString: cluster.url, max: 16 });
barePool.on('error', (error) => console.error(`the bare pool lost a connection: ${error.message}`));
let counter = 0;

/** Values that must be new in each transaction: ids, numbers and keys of this recording, mapped consistently. */
function renewer(statements: readonly Statement[]): (value: unknown, count: number) => unknown {
  const insertQuote = statements.find((statement) => statement.text.includes('insert into quoting.quotes '));
  const key = statements.find((statement) => statement.text.includes('insert into platform.idempotency_keys'))?.values[2];
  const [, id, number] = insertQuote?.values ?? [];
  return (value, count) => {
    if (value === undefined || value === null) return value;
    if (value === id) return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    if (value === number) return `BARE-${count}`;
    if (value === key) return `bare-key-${count}`;
    return value;
  };
}

for (const kind of ['price', 'save'] as const) {
  const statements = recordings[kind];
  const renew = renewer(statements);
  bare.post(paths[kind], async (_request, reply) => {
    const count = (counter += 1);
    const client = await barePool.connect();
    try {
      for (const statement of statements) {
        const values = statement.values.map((value) => renew(value, count));
        if (statement.name === undefined && values.length === 0) await client.query(statement.text);
        else if (statement.name === undefined) await client.query(statement.text, values);
        else await client.query({ name: createHash('md5').update(statement.text).digest('hex'), text: statement.text, values });
      }
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
    return reply.type('application/json').send(answers[kind]);
  });
}

const ownAddress = await http.app.listen({ port: 0, host: '127.0.0.1' });
const bareAddress = await bare.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ ownAddress, bareAddress, paths, bodies, headers: headers(), statements: { price: recordings.price.length, save: recordings.save.length } });
process.on('disconnect', () => {
  void Promise.allSettled([http.close(), bare.close()]).then(async () => {
    await database.close();
    await barePool.end();
    await cluster.stop();
    process.exit(0);
  });
});
