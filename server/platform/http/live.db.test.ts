import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
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
