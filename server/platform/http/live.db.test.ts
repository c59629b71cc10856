import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { sequenceOutbox } from '../outbox.ts';
import { sql } from '../sql.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../testing/world.ts';

const db = useTestDatabase();
let world: World;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, [], () => worldNow);
  await http.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => http.close());

/** A live stream that somebody holds open, and whether it still stands. */
async function listenAs(who: SignedIn): Promise<{ answer: IncomingMessage; ended: () => boolean }> {
  const [address] = http.app.addresses();
  const sent = request({ host: '127.0.0.1', port: typeof address === 'object' ? address.port : 0, path: '/api/live', headers: who.headers, agent: false });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let over = false;
  answer.on('close', () => (over = true)).on('error', () => (over = true));
  answer.resume();
  return { answer, ended: () => over };
}

test('a session holds a handful of live streams: the oldest makes room, others keep theirs', async () => {
  const other = await listenAs(await world.signIn('seller2', { now: worldNow }));
  const greedy = await world.signIn('seller1', { now: worldNow });
  const held: Awaited<ReturnType<typeof listenAs>>[] = [];
  for (let i = 0; i < 11; i += 1) held.push(await listenAs(greedy));
  await expect.poll(() => held.map(({ ended }) => ended()), { timeout: 5000 }).toEqual([...Array.from({ length: 3 }, () => true), ...Array.from({ length: 8 }, () => false)]);
  expect(other.ended()).toBe(false);
  for (const { answer } of [...held, other]) answer.destroy();
});

test('a reader that stops reading is cut off before its backlog fills the memory; one that reads has every word', async () => {
  await http.live.start();
  const reading = await listenAs(await world.signIn('seller2', { now: worldNow }));
  const word = 'event: change';
  let heard = 0;
  let tail = '';
  reading.answer.on('data', (chunk: Buffer) => {
    const text = tail + chunk.toString('latin1');
    heard += text.split(word).length - 1;
    // A word may come in two pieces.
    tail = text.slice(1 - word.length);
  });
  const stuck = await listenAs(await world.signIn('seller1', { now: worldNow }));
  stuck.answer.pause();
  // More in all than the system's own buffers between the two ends take, and never much at once.
  for (let sent = 12; sent <= 480; sent += 12) {
    await db.current.database.asOwner((tx) =>
      tx.run(sql`
        insert into platform.outbox (tenant_id, node_id, kind, payload)
        select 1, ${world.node('TST')}, 'test.filler', jsonb_build_object('everybody', true, 'filler', repeat('x', 60000)) from generate_series(1, 12)`));
    await sequenceOutbox(db.current.database);
    await expect.poll(() => heard, { timeout: 10_000, interval: 5 }).toBe(sent);
  }
  expect(reading.ended()).toBe(false);
  // Nothing more comes for it: what the system still holds runs out, and the line is closed.
  stuck.answer.resume();
  await expect.poll(() => stuck.ended(), { timeout: 5000 }).toBe(true);
  reading.answer.destroy();
});
