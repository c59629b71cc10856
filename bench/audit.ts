/**
 * What the audit trail costs the writes of the program: saving a quote and setting a follow-up, whole use cases in their
 * transactions with row-level security, with the audit row of the deed and with that one statement left out, at one and at
 * eight connections. Then the least favourable case, a transaction of one small insert; the hash of the leaf alone; and sealing
 * and checking 20,000 rows beside hashing 20,000 rows. Goal: overhead ≤ 25 % of the throughput of writes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertAuditRow } from '#platform/audit';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import { verifyAudit } from '#platform/audit-verify';
import type { Context, Tx } from '#platform/context';
import { createDatabase, type Database } from '#platform/db';
import { sessionContext } from '#platform/http/session-context';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { priceQuote } from '#quoting/api';
import { applicableOffersRoute, type OfferConditions } from '#pricing/api';
import { allRoutes } from '../server/main.ts';
import { saveQuote } from '../server/modules/quoting/save-quote.ts';
import { setFollowUps } from '../server/modules/quoting/set-follow-ups.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { createTestHttp } from '../server/testing/http.ts';
import { quoteChoice, saveBody } from '../server/testing/quote-request.ts';
import { createShowroom } from '../server/testing/showroom.ts';
import { createWorld, silentLog, worldNow } from '../server/testing/world.ts';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const rounds = 5;
const sealed = 20_000;

const cluster = await startTestCluster({ own: true, durable: true });
await migrate(cluster.url, moduleNames);
const database = createDatabase(cluster.url, { maxConnections: 10 });
const world = await createWorld(database);
const showroom = await createShowroom(world);
const session = await world.session('seller1');
const today = '2026-11-23';
const row = (id: string, index: number) => ({
  tenantId: world.tenantId, actorKind: 'person', accountId: session.actor.accountId, personalityId: session.actor.personalityId, requestId: id, address: null,
  strength: 'passkey', ruleVersion: 3, action: 'bench.thing.save', objectKind: 'thing', objectId: id, before: { index }, after: { index: index + 1 }, details: { revision: index, channel: 'desk' },
} as const);

/** The same transaction without the statement that writes the trail. */
const unaudited = (tx: Tx): Tx => ({ ...tx, run: async (statement) => ((statement.text[0] ?? '').includes('insert into platform.audit_events') ? 0 : tx.run(statement)) });

const asSeller = (audited: boolean, work: (ctx: Context) => Promise<unknown>): Promise<unknown> =>
  database.transaction(session.frame, (tx) => work(sessionContext(session, audited ? tx : unaudited(tx), { now: worldNow, requestId: randomUUID(), language: 'it', log: silentLog })));

async function bodyOfQuote() {
  const http = await createTestHttp(database, allRoutes({ auditKeyFile: '/nowhere', dataDir: '/nowhere' }, { version: 'bench', demo: false, demoPassword: null, demoAccounts: [] }), () => worldNow);
  const seller = await world.signIn('seller1', { now: worldNow });
  const offers = (await http.call(seller, applicableOffersRoute, { query: { stockId: showroom.newCar } })).body as { items: OfferConditions[] };
  await http.close();
  const offer = offers.items.find(({ offerId }) => offerId === showroom.balloonOffer);
  if (offer === undefined) throw new Error('no offer');
  const input = quoteChoice({
    vehicle: { kind: 'stock', stockId: showroom.newCar }, priceCents: 2_890_000, discountCents: 150_000, tradeInCents: 420_000, depositCents: 500_000,
    offerId: showroom.balloonOffer, offerVersion: 1, termMonths: 48, balloonCents: 980_000, kmPerYear: 15_000, serviceCodes: ['CPI'],
  });
  const priced = priceQuote(input, offer, today);
  if (!priced.ok) throw new Error(priced.refusal);
  return saveBody(input, priced.figures, today, { reference: 'Prova' });
}

const body = await bodyOfQuote();
const save = (audited: boolean) => asSeller(audited, async (ctx) => {
  const saved = await saveQuote(ctx, body);
  if (!saved.ok) throw new Error(saved.refusal);
  return saved.value.id;
});
const quotes: string[] = [];
for (let index = 0; index < 8; index += 1) quotes.push(String(await save(true)));

/** Sends `work` from so many hands at once; answers how often a second. */
async function throughput(hands: number, work: (hand: number, index: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let written = 0;
  await Promise.all(
    Array.from({ length: hands }, async (_, hand) => {
      while (performance.now() - began < seconds * 1000) {
        written += 1;
        await work(hand, written);
      }
    }),
  );
  return written / ((performance.now() - began) / 1000);
}

const plainRow = (tx: Tx) => tx.run(sql`insert into bench_things (id, at, payload) values (${randomUUID()}, now(), ${'x'.repeat(500)})`);
const leafOf = (audited: boolean) => async (tx: Tx, index: number): Promise<void> => {
  const entry = row(randomUUID(), index);
  if (audited) await insertAuditRow(tx, entry);
  else await tx.run(sql`
    insert into bench_rows (tenant_id, actor_kind, account_id, personality_id, action, object_kind, object_id, outcome, before_digest, after_digest, details, request_id, strength, rule_version)
    values (${entry.tenantId}, ${entry.actorKind}, ${entry.accountId}, ${entry.personalityId}, ${entry.action}, ${entry.objectKind}, ${entry.objectId}, 'done', ${Buffer.alloc(32)}, ${Buffer.alloc(32)},
      ${JSON.stringify(entry.details)}, ${entry.requestId}, ${entry.strength}, ${entry.ruleVersion})`);
};
const cases: readonly (readonly [name: string, goal: string, work: (audited: boolean) => (hand: number, index: number) => Promise<unknown>])[] = [
  ['save a quote', '≤ 25 %', (audited) => () => save(audited)],
  ['set a follow-up', '≤ 25 %', (audited) => (hand, index) => asSeller(audited, (ctx) => setFollowUps(ctx, [quotes[hand] ?? ''], `2026-12-${String(1 + (index % 28)).padStart(2, '0')}`))],
  ['one bare insert', 'told', (audited) => (_, index) => database.asOwner(async (tx) => {
    await plainRow(tx);
    if (audited) await insertAuditRow(tx, row(randomUUID(), index));
  })],
  ['leaf beside an equal row', '≤ 25 %', (audited) => (_, index) => database.asOwner((tx) => leafOf(audited)(tx, index))],
];

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

async function sealing(own: Database): Promise<void> {
  await own.pool.query('alter table platform.audit_events disable trigger user; truncate platform.audit_events; alter table platform.audit_events enable trigger user');
  await own.asOwner(async (tx) => {
    for (let index = 0; index < sealed; index += 1) await insertAuditRow(tx, row(randomUUID(), index));
  });
  const folder = mkdtempSync(join(tmpdir(), 'volano-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const key = await loadAuditKey(join(folder, 'audit.key'));
  const heads = join(folder, 'heads.jsonl');
  const hashing = await timed(() => {
    for (let index = 0; index < sealed; index += 1) createHash('sha256').update(JSON.stringify(row('0', index))).digest();
  });
  const sealingTook = await timed(() => sealAudit(own, key, [heads], () => new Date()));
  const checking = await timed(() => verifyAudit(own, key, [heads]));
  const told = (ms: number) => `${ms.toFixed(0)} ms (${(ms / hashing).toFixed(1)} times)`;
  console.log(`${sealed} rows: hashing alone ${hashing.toFixed(0)} ms; sealing ${told(sealingTook)}; checking ${told(checking)}`);
}

try {
  await database.pool.query(`create table bench_things (id uuid primary key, at timestamptz not null, payload text not null);
    create table bench_rows (like platform.audit_events including defaults including identity including indexes);
    alter table bench_rows alter leaf_hash drop not null`);
  console.log(`${rounds} rounds of ${seconds} s in turn; medians. A commit waits for the log to be with the operating system, not for the disk: with a slow disk the overhead is smaller`);
  console.log('write                      connections   without/s      with/s   overhead   goal');
  for (const [name, goal, work] of cases) {
    for (const hands of [1, 8]) {
      const found = { without: [] as number[], audited: [] as number[] };
      for (let round = -1; round < rounds; round += 1) {
        for (const which of round % 2 === 0 ? (['without', 'audited'] as const) : (['audited', 'without'] as const)) {
          const perSecond = await throughput(hands, work(which === 'audited'));
          if (round >= 0) found[which].push(perSecond);
        }
      }
      const [without, audited] = [median(found.without), median(found.audited)];
      console.log(`${name.padEnd(26)} ${String(hands).padStart(11)} ${without.toFixed(0).padStart(11)} ${audited.toFixed(0).padStart(11)} ${`${((1 - audited / without) * 100).toFixed(0)} %`.padStart(10)}   ${goal}`);
    }
  }
  await sealing(database);
  await database.close();
} finally {
  await cluster.stop();
}
