import { Readable } from 'node:stream';
import { request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { defineRoute } from '#platform/contract';
import { streamRoute } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../testing/world.ts';
import { drawRows } from '../sheets/draw-rows.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let seller: SignedIn;
const contract = defineRoute({
  method: 'GET', path: '/api/test/stream', summary: 'Numbers, one a line.', access: 'signed-in', response: z.unknown(), produces: ['text/plain'],
  query: z.strictObject({ count: z.coerce.number().int(), how: z.enum(['well', 'refused', 'broken']).default('well') }),
  refusals: { not_today: { it: 'Oggi no.', en: 'Not today.' } },
});

beforeAll(async () => {
  world = await createWorld(db.current.database);
  const numbers = async function* (ctx: Context, count: number, breaks: boolean) {
    for await (const { n } of drawRows<{ n: number }>(ctx.tx, sql`select generate_series(1, ${count}::integer) as n`)) {
      if (breaks && n === 1500) throw new Error('broken on purpose');
      yield `${n}\n`;
    }
  };
  const stream = streamRoute(contract, async (ctx, { query: { count, how } }) => {
    if (how === 'refused') return refuse('not_today');
    return done({
      body: Readable.from(numbers(ctx, count, how === 'broken')), mediaType: 'text/plain', fileName: 'numeri è.txt',
      afterwards: (complete: boolean) => audit(ctx, { action: 'test.stream', objectKind: 'test', objectId: ctx.requestId, details: { complete } }),
    });
  });
  http = await createTestHttp(db.current.database, [stream], () => worldNow);
  await http.app.listen({ port: 0, host: '127.0.0.1' });
  seller = await world.signIn('seller1', { now: worldNow });
});
afterAll(() => http.close());

const tracesOf = async (username: PersonName) => (await db.current.database.asOwner((tx) => tx.rows<{ complete: boolean }>(sql`select (e.details ->> 'complete')::boolean as complete from platform.audit_events e where e.action = 'test.stream' and e.personality_id = ${world.person(username).personalityId} order by e.id`))).map((row) => row.complete);
const traces = () => tracesOf('seller1');
const open = (query: string, who = seller) => {
  const [address] = http.app.addresses();
  const sent = request({ host: '127.0.0.1', port: typeof address === 'object' ? address.port : 0, path: `/api/test/stream?${query}`, headers: who.headers });
  sent.end();
  return sent;
};

test('a stream of many rows arrives whole, and its trace is there when its last byte is', async () => {
  const answer = await http.call(seller, contract, { query: { count: 2500 } });
  expect(answer.bytes.toString().trim().split('\n')).toHaveLength(2500);
  expect(answer.headers).toMatchObject({ 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="numeri__.txt"' });
  expect(await traces()).toEqual([true]);
});

test('a refusal is a problem as ever, and begins nothing', async () => {
  const answer = await http.call(seller, contract, { query: { count: 1, how: 'refused' } });
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([422, 'not_today']);
  expect(await traces()).toHaveLength(1);
});

test('a reader who goes away ends the cursor, and the trace says that it was not all', async () => {
  const sent = open('count=50000000');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer, 'data');
  answer.destroy();
  await expect.poll(traces, { timeout: 10_000 }).toEqual([true, false]);
  await expect.poll(() => db.current.database.pool.idleCount === db.current.database.pool.totalCount).toBe(true);
});

test('a fault halfway breaks the download instead of ending it, and nothing is recorded as complete', async () => {
  const sent = open('count=100000&how=broken');
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'error');
  expect(answer.complete).toBe(false);
  expect(await traces()).toEqual([true, false]);
});

const begun = async (sent: ReturnType<typeof open>) => ((await once(sent, 'response')) as [IncomingMessage])[0];

test('more streams at once than the house allows are asked to come back', async () => {
  const others = await Promise.all((['seller2', 'seller3', 'dealerManager'] as const).map((name) => world.signIn(name, { now: worldNow })));
  const answers = await Promise.all(others.map((who) => begun(open('count=50000000', who))));
  const refused = await http.call(seller, contract, { query: { count: 1 } });
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30']);
  for (const answer of answers) answer.destroy();
  await expect.poll(async () => (await http.call(seller, contract, { query: { count: 1 } })).status, { timeout: 10_000 }).toBe(200);
});

test('nobody takes all places alone: the second of one person waits, also from another browser, and another person’s is served', async () => {
  const first = await begun(open('count=50000000'));
  const again = await world.signIn('seller1', { now: worldNow });
  const other = await world.signIn('seller3', { now: worldNow });
  const answers = [await http.call(again, contract, { query: { count: 1 } }), await http.call(other, contract, { query: { count: 1 } })];
  first.destroy();
  expect(answers.map(({ status }) => status)).toEqual([429, 200]);
  await expect.poll(async () => (await http.call(again, contract, { query: { count: 1 } })).status, { timeout: 10_000 }).toBe(200);
});

test('a reader who takes nothing for a minute loses his place, and the trace says that it was not all', async () => {
  const sleeper = await world.signIn('dealerManager', { now: worldNow });
  const before = (await tracesOf('dealerManager')).length;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const answer = await begun(open('count=50000000', sleeper));
  try {
    await once(answer, 'data');
    answer.pause();
    await expect.poll(async () => {
      await vi.advanceTimersByTimeAsync(4000);
      return (await tracesOf('dealerManager')).slice(before);
    }, { timeout: 20_000, interval: 20 }).toEqual([false]);
  } finally {
    answer.destroy();
    vi.useRealTimers();
  }
});

test('a reader whose session ends meanwhile does not get the rest', async () => {
  const leaver = await world.signIn('seller2', { now: worldNow });
  const [address] = http.app.addresses();
  const sent = request({ host: '127.0.0.1', port: typeof address === 'object' ? address.port : 0, path: '/api/test/stream?count=50000000', headers: leaver.headers });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  await once(answer, 'data');
  // Taken slowly, it would last for hours.
  answer.pause();
  await db.current.database.asOwner((tx) => tx.run(sql`update identity.personalities set valid_to = '2026-11-23' where id = ${world.person('seller2').personalityId}`));
  await expect.poll(() => tracesOf('seller2'), { timeout: 8000, interval: 50 }).toEqual([false]);
  answer.resume();
  await expect(once(answer, 'end')).rejects.toThrow(/aborted/);
});
