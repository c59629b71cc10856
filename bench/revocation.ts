/**
 * How long after a right is gone it is refused, and the applications are told. Each trial signs a person in at the desk and
 * in two applications, ends the stay in one of four ways, asks our API and the protocol at once, and waits for the logout
 * tokens and for the end of the live stream. Server, worker, applications and PostgreSQL share the machine; ten trials at a time.
 * Floor: a bare post to the same listener. Goal: everything within 5 s, p99.
 */
import { pino } from 'pino';
import { endPersonality } from '#identity';
import { createDatabase } from '#platform/db';
import { migrate } from '#platform/migrate';
import { sql } from '#platform/sql';
import { startWorker } from '../server/main.ts';
import { moduleNames } from '../server/module-order.ts';
import { startTestCluster } from '../server/testing/cluster.ts';
import { GatewayWorld } from '../server/testing/gateway-world.ts';

const trials = Number(process.env['BENCH_TRIALS'] ?? 200);
const together = 10;
const goalMs = 5000;
const patienceMs = 30_000;

const cluster = await startTestCluster({ own: true });
await migrate(cluster.url, moduleNames);
const database = createDatabase(cluster.url, { maxConnections: 20 });
const house = await GatewayWorld.open(database);
const worker = await startWorker(house.config, database, { log: pino({ level: 'silent' }) });
const owner = (statement: ReturnType<typeof sql>) => database.asOwner((tx) => tx.run(statement));

interface Figures {
  readonly refused: number;
  readonly told: number;
  readonly stream: number;
}
const causes = ['signed out', 'session ended in the table', 'personality over', 'account blocked'] as const;

/** A person of their own for each trial, so that ending one ends no other. */
async function person(index: number): Promise<{ accountId: string; personalityId: string }> {
  const { accountId, personalityId } = house.world.person('seller1');
  return database.asOwner(async (tx) => {
    const account = await tx.row<{ id: string }>(sql`insert into identity.accounts (id, login_name, display_name) values (gen_random_uuid(), ${`b${index}@bench.example`}, 'Prova') returning id`);
    const personality = await tx.row<{ id: string }>(sql`
      insert into identity.personalities (tenant_id, id, account_id, profile_key, kind, node_id, label, valid_from)
      select p.tenant_id, gen_random_uuid(), ${account.id}, p.profile_key, p.kind, p.node_id, p.label, p.valid_from from identity.personalities p where p.id = ${personalityId} and p.account_id = ${accountId} returning id`);
    return { accountId: account.id, personalityId: personality.id };
  });
}

async function arrival(sids: readonly string[], since: number): Promise<number> {
  const sidOf = (token: string) => String((JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { sid?: string }).sid);
  for (;;) {
    const heard = house.listener.received.filter(({ path }) => path.endsWith('/backchannel')).map(({ body, when }) => ({ sid: sidOf(new URLSearchParams(body).get('logout_token') ?? ''), when }));
    const whens = sids.map((sid) => heard.find((each) => each.sid === sid)?.when);
    if (whens.every((when) => when !== undefined)) return Math.max(...whens.map((when) => when ?? 0)) - since;
    if (performance.now() - since > patienceMs) return patienceMs;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function trial(index: number): Promise<Figures> {
  const { accountId, personalityId } = await person(index);
  const { browser, desk } = await house.browserOf('seller1', personalityId);
  const [archive, parts] = [await house.enter(browser, house.archive), await house.enter(browser, house.parts)];
  const stream = await fetch(`${house.origin}/api/live`, { headers: { cookie: desk.cookie } });
  const streamEnd = (async () => {
    const reader = stream.body?.getReader();
    while (reader !== undefined && !(await reader.read()).done);
    return performance.now();
  })();
  const cause = causes[index % causes.length] ?? causes[0];
  if (cause === 'signed out') await fetch(`${house.origin}/api/identity/sign-out`, { method: 'POST', headers: desk.headers });
  if (cause === 'session ended in the table') await owner(sql`update identity.sessions set ended_at = now(), end_reason = 'ended_by_owner' where id = ${desk.sessionId}`);
  if (cause === 'personality over') await house.world.asSystem({ now: new Date() }, (ctx) => endPersonality(ctx, personalityId));
  if (cause === 'account blocked') await owner(sql`update identity.accounts set status = 'blocked' where id = ${accountId}`);
  const since = performance.now();
  const answers = await Promise.all([
    fetch(`${house.origin}/api/identity/me`, { headers: { cookie: desk.cookie } }),
    house.userinfo(archive.accessToken), house.userinfo(parts.accessToken), house.archive.signIn.rules(archive.accessToken),
  ]);
  const refused = performance.now() - since;
  const let_in = answers.filter(({ status }) => status !== 401);
  if (let_in.length > 0) throw new Error(`let in after ${cause}: ${let_in.map(({ url, status }) => `${url} ${status}`).join(', ')}`);
  const told = await arrival([String(archive.person['sid']), String(parts.person['sid'])], since);
  return { refused, told, stream: (await streamEnd) - since };
}

const figures: Figures[] = [];
for (let first = 0; first < trials; first += together) figures.push(...(await Promise.all(Array.from({ length: Math.min(together, trials - first) }, (_, i) => trial(first + i)))));

const floors: number[] = [];
for (let i = 0; i < 200; i += 1) {
  const since = performance.now();
  await fetch(`${house.listener.address}/floor`, { method: 'POST', body: 'x' });
  floors.push(performance.now() - since);
}
const at = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
const line = (what: string, values: readonly number[], goal: string) =>
  console.log(`${what.padEnd(44)} ${[0.5, 0.95, 0.99].map((share) => at(values, share).toFixed(0).padStart(7)).join(' ')}   ${(at(values, 0.99) / goalMs).toFixed(2).padStart(5)}   ${goal}`);
console.log(`${trials} stays ended in ${causes.length} ways, ${together} at a time; milliseconds`);
console.log(`${''.padEnd(44)} ${['p50', 'p95', 'p99'].map((word) => word.padStart(7)).join(' ')}   of 5 s   goal`);
line('refused by API, userinfo, rules (4 requests)', figures.map(({ refused }) => refused), 'the very next request');
line('both applications told', figures.map(({ told }) => told), 'p99 ≤ 5000');
line('live stream ended', figures.map(({ stream }) => stream), 'p99 ≤ 5000');
line('floor: a bare post to the applications', floors, '–');
console.log(`told / floor: ${(at(figures.map(({ told }) => told), 0.5) / at(floors, 0.5)).toFixed(0)}× (the sweep looks every 2 s, so half of that is waiting)`);

await worker.close();
await house.close();
await database.close();
await cluster.stop();
