import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { useTestDatabase } from '../../testing/database.ts';
import { addressOf, createTestHttp, type Answered, type TestHttp } from '../../testing/http.ts';
import { createWorld, worldNow, type SignedIn, type World } from '../../testing/world.ts';
import { audit } from '../audit.ts';
import type { Tx } from '../context.ts';
import { amountCents, defineRoute, plainText } from '../contract.ts';
import { AppError } from '../errors.ts';
import { done, refuse } from '../result.ts';
import { sql } from '../sql.ts';
import { gateRoute, route } from './route.ts';

const writeThing = defineRoute({
  method: 'POST',
  path: '/api/test/things',
  summary: 'Writes a thing',
  access: 'quoting.quote.write',
  body: z.strictObject({ name: plainText(20, 1), priceCents: amountCents }),
  response: z.object({ count: z.number().int(), role: z.string() }),
  refusals: { too_dear: { it: 'Il prezzo supera {maximumCents}: abbassalo.', en: 'The price is above {maximumCents}: lower it.' } },
});
const failing = defineRoute({ method: 'POST', path: '/api/test/failing', summary: 'Fails', access: 'signed-in', body: z.strictObject({ how: z.enum(['bug', 'stale', 'away', 'unreachable', 'slow', 'twin', 'orphan', 'overlap', 'ring', 'full', 'nonsense']) }), response: z.object({}) });
const untrue = defineRoute({ method: 'GET', path: '/api/test/untrue', summary: 'Answers against its contract', access: 'signed-in', response: z.object({ count: z.number() }) });

const file = defineRoute({ method: 'GET', path: '/api/test/file', summary: 'A file', access: 'signed-in', response: z.unknown(), produces: 'application/pdf' });

const delicate = defineRoute({ method: 'POST', path: '/api/test/delicate', summary: 'Sensitive', access: 'signed-in', body: z.strictObject({}), response: z.object({}), stepUp: true });

const named = defineRoute({ method: 'GET', path: '/api/test/named/:name', summary: 'Named in its address', access: 'signed-in', params: z.object({ name: plainText(20) }), response: z.object({ name: z.string() }) });
const openToAll = defineRoute({ method: 'GET', path: '/api/test/open', summary: 'Open to all', access: 'public', response: z.object({}) });

const raise = (state: string) => (tx: Tx) => tx.run({ text: [`do $$ begin raise exception 'secret of the database' using errcode = '${state}'; end $$`], values: [] });
/** What the database says by itself where a test can bring it to; where it takes two at once, in its own name. */
const statements = {
  slow: async (tx: Tx) => {
    await tx.run(sql`set local statement_timeout = 30`);
    await tx.run(sql`select 'secret', pg_sleep(30)`);
  },
  twin: async (tx: Tx) => {
    const again = sql`insert into platform.idempotency_keys (tenant_id, account_id, key, route, request_hash) select platform.tenant_id(), current_setting('volano.account_id')::uuid, 'secret-twin', '', '\\x00'`;
    await tx.run(again);
    await tx.run(again);
  },
  orphan: raise('23503'),
  overlap: raise('23P01'),
  ring: raise('40P01'),
  full: raise('53100'),
  nonsense: (tx: Tx) => tx.run(sql`select 'secret'::integer`),
};

const routes = [
  route(delicate, async () => done({})),
  gateRoute(openToAll, async () => done({})),
  route(named, async (_ctx, { params }) => done({ name: params.name })),
  route(writeThing, async (ctx, { body }) => {
    await audit(ctx, { action: 'test.thing.write', objectKind: 'thing', objectId: body.name, after: body });
    if (body.priceCents > 5000) return refuse('too_dear', 'body.priceCents', { maximumCents: 123_450 });
    const row = await ctx.tx.row<{ count: number; role: string }>(sql`select count(*) as count, current_user::text as role from platform.audit_events where action = 'test.thing.write'`);
    return done(row);
  }),
  route(failing, async (ctx, { body }) => {
    if (body.how in statements) await statements[body.how as keyof typeof statements](ctx.tx);
    if (body.how === 'unreachable') throw Object.assign(new Error('connect ETIMEDOUT secret.host'), { code: 'ETIMEDOUT' });
    if (body.how === 'stale') throw new AppError('stale');
    if (body.how === 'away') throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    throw new Error('secret internals');
  }),
  route(file, async () => done({ bytes: Buffer.from('%PDF'), fileName: 'a"\n.pdf' })),
  route(untrue, async () => done({ count: 'three' as unknown as number })),
];

const db = useTestDatabase();
let world: World;
let http: TestHttp;
let seller: SignedIn;
let customer: SignedIn;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(db.current.database, routes, () => worldNow);
  seller = await world.signIn('seller1', { now: worldNow });
  customer = await world.signIn('customer', { now: worldNow });
});
afterAll(() => http.close());

const good = { body: { name: 'Ruota', priceCents: 1000 } };
const problem = (answer: Answered) => answer.body as { code: string; detail: string; title: string; fields: { path: string; code: string; message: string }[]; requestId: string };
const written = async () => (await db.current.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) as count from platform.audit_events where action = 'test.thing.write'`))).count;

describe('who may call', () => {
  test('a sensitive write asks who it is again after five minutes', async () => {
    const before = (minutes: number) => new Date(worldNow.getTime() - minutes * 60_000);
    const fresh = await world.signIn('seller1', { now: worldNow, strongAt: before(5) });
    const stale = await world.signIn('seller1', { now: worldNow, strongAt: new Date(before(5).getTime() - 1) });
    expect((await http.call(fresh, delicate, { body: {} })).status).toBe(200);
    const refused = await http.call(stale, delicate, { body: {} });
    expect([refused.status, problem(refused).code]).toEqual([403, 'step_up_needed']);
  });

  test('nobody is told to sign in, before their input is looked at', async () => {
    const answer = await http.call(undefined, writeThing, { body: { wrong: true } });
    expect([answer.status, problem(answer).code]).toEqual([401, 'not_signed_in']);
  });

  test('a personality without the privilege is refused, before its input is looked at', async () => {
    const answer = await http.call(customer, writeThing, { body: { wrong: true } });
    expect([answer.status, problem(answer).code]).toEqual([403, 'forbidden']);
  });

  test('a write without the session’s token, or from another site, is refused', async () => {
    const { 'x-volano-csrf': _token, ...cookieOnly } = seller.headers as Record<string, string>;
    const answer = await http.call({ ...seller, headers: cookieOnly }, writeThing, good);
    expect([answer.status, problem(answer).code]).toEqual([403, 'csrf_token_invalid']);
    const foreign = await http.call(seller, writeThing, good, { headers: { 'sec-fetch-site': 'cross-site' } });
    expect([foreign.status, problem(foreign).code]).toEqual([403, 'csrf_token_invalid']);
  });

  test('the use case runs as the application role, never as the owner', async () => {
    const answer = await http.call(seller, writeThing, good);
    expect(answer.body).toMatchObject({ role: 'volano_app' });
  });
});

describe('input', () => {
  test.each([
    ['a missing field', { name: 'Ruota' }, 'body.priceCents'],
    ['a wrong type', { name: 'Ruota', priceCents: '10' }, 'body.priceCents'],
    ['a fraction of a cent', { name: 'Ruota', priceCents: 10.5 }, 'body.priceCents'],
    ['too much', { name: 'Ruota', priceCents: 1e12 }, 'body.priceCents'],
    ['an unknown field', { name: 'Ruota', priceCents: 1, admin: true }, 'body.admin'],
    ['control characters', { name: 'Ru\u0000ota', priceCents: 1 }, 'body.name'],
    ['half a character', { name: 'Ru\ud800ota', priceCents: 1 }, 'body.name'],
    ['a text too long', { name: 'x'.repeat(21), priceCents: 1 }, 'body.name'],
  ])('%s is refused naming the field', async (_, body, path) => {
    const before = await written();
    const answer = await http.call(seller, writeThing, { body });
    expect([answer.status, problem(answer).code]).toEqual([400, 'invalid_input']);
    expect(problem(answer).fields.map((field) => field.path)).toContain(path);
    expect(problem(answer).fields[0]?.message.length).toBeGreaterThan(10);
    expect(await written()).toBe(before);
  });

  test.each([['half a character', 'a\ud800b', '%ed%a0%80', 404, 'not_found'], ['the character of value zero', 'a\u0000b', '%00', 400, 'invalid_input']] as const)('%s in an address is refused, whole ones are read', async (_, name, bytes, status, code) => {
    expect(addressOf(named, { params: { name } })).toContain(bytes);
    const answer = await http.call(seller, named, { params: { name } });
    expect([answer.status, problem(answer).code]).toEqual([status, code]);
    expect((await http.call(seller, named, { params: { name: 'città 🚗 a/b' } })).body).toEqual({ name: 'città 🚗 a/b' });
  });

  test.each([
    ['broken JSON', '{"name": ', 'application/json', 400],
    ['another media type', '<a/>', 'application/xml', 415],
    ['a body over the limit', JSON.stringify({ name: 'x'.repeat(70_000) }), 'application/json', 413],
  ])('%s is refused with its own status', async (_, payload, type, status) => {
    const answer = await http.app.inject({ method: 'POST', url: writeThing.path, payload, headers: { ...seller.headers, 'content-type': type } });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('answers', () => {
  test('a refusal is told in the user’s language, names the field and undoes what was written before it', async () => {
    const before = await written();
    const answer = await http.call(seller, writeThing, { body: { name: 'Ruota', priceCents: 6000 } });
    expect(answer.status).toBe(422);
    expect(problem(answer)).toMatchObject({ code: 'too_dear', detail: 'Il prezzo supera 1.234,50 €: abbassalo.', fields: [{ path: 'body.priceCents' }] });
    const english = await http.call(seller, writeThing, { body: { name: 'Ruota', priceCents: 6000 } }, { language: 'en' });
    expect(problem(english).detail).toBe('The price is above € 1,234.50: lower it.');
    expect(await written()).toBe(before);
  });

  test('the same key carries a write out once and answers alike, also when both arrive together', async () => {
    const before = await written();
    const headers = { 'idempotency-key': 'key-00000001' };
    const [first, second] = await Promise.all([http.call(seller, writeThing, good, { headers }), http.call(seller, writeThing, good, { headers })]);
    expect(first.body).toEqual(second.body);
    expect((await http.call(seller, writeThing, good, { headers })).body).toEqual(first.body);
    expect(await written()).toBe(before + 1);
    const other = await http.call(seller, writeThing, { body: { name: 'Altro', priceCents: 1 } }, { headers });
    expect([other.status, problem(other).code]).toEqual([422, 'idempotency_key_reused']);
  });

  test('a refused write leaves its key free for the mended one', async () => {
    const headers = { 'idempotency-key': 'key-00000002' };
    expect((await http.call(seller, writeThing, { body: { name: 'Ruota', priceCents: 6000 } }, { headers })).status).toBe(422);
    expect((await http.call(seller, writeThing, good, { headers })).status).toBe(200);
  });

  test.each([
    ['bug', 500, 'internal'],
    ['stale', 409, 'stale'],
    ['away', 503, 'unavailable'],
    ['unreachable', 503, 'unavailable'],
    ['full', 503, 'unavailable'],
    ['slow', 503, 'took_too_long'],
    ['twin', 409, 'collision'],
    ['orphan', 409, 'collision'],
    ['overlap', 409, 'collision'],
    ['ring', 409, 'collision'],
    ['nonsense', 500, 'internal'],
  ])('a %s becomes status %i without a word about the inside', async (how, status, code) => {
    const answer = await http.call(seller, failing, { body: { how } });
    expect([answer.status, problem(answer).code]).toEqual([status, code]);
    const english = await http.call(seller, failing, { body: { how } }, { language: 'en' });
    expect(problem(english).detail).not.toBe(problem(answer).detail);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
    expect(problem(answer).requestId).toBe(answer.headers['x-request-id']);
  });

  test('an answer against its own contract is a bug, not an answer', async () => {
    expect((await http.call(seller, untrue, {})).status).toBe(500);
  });

  test('unknown addresses and methods are problems too', async () => {
    const answer = await http.app.inject({ method: 'GET', url: '/api/nothing/here' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });
});

test('no question of a person to the database goes on without end; a file in the making takes its time', async () => {
  const limit = (unhurried: boolean) =>
    world.session('seller1').then(({ frame }) => db.current.database.transaction({ ...frame, unhurried }, (tx) => tx.row<{ limit: string }>(sql`select current_setting('statement_timeout') as "limit"`)));
  expect([await limit(false), await limit(true)]).toEqual([{ limit: '1min' }, { limit: '0' }]);
});

test('OpenAPI 3.1 describes the routes, their refusals and the problem document', async () => {
  const answer = await http.app.inject({ method: 'GET', url: '/api/openapi.json' });
  const api = answer.json<{ openapi: string; paths: Record<string, Record<string, { description: string; responses: Record<string, unknown>; requestBody: { content: Record<string, { schema: { required: string[] } }> } }>> }>();
  expect(api.openapi).toMatch(/^3\.1/);
  const operation = api.paths['/api/test/things']?.['post'];
  expect(operation?.description).toContain('too_dear');
  expect(operation?.requestBody.content['application/json']?.schema.required).toEqual(['name', 'priceCents']);
  expect(Object.keys(operation?.responses ?? {})).toEqual(['200', 'default']);
  expect(JSON.stringify(operation?.responses['default'])).toContain('application/problem+json');
  const file = api.paths['/api/test/file']?.['get'];
  expect(file?.responses['200']).toHaveProperty(['content', 'application/pdf']);
});

test('a file is sent with its media type and a safe name', async () => {
  const answer = await http.call(seller, file, {});
  expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([200, 'application/pdf', 'inline; filename="a__.pdf"']);
  expect(answer.bytes.toString()).toBe('%PDF');
});

test('more requests than the limit are turned away with the time to wait', async () => {
  const strict = await createTestHttp(db.current.database, routes, () => worldNow, { rateFactor: 0.005 });
  // The first request of a session that this process has not met counts on its address, the next three on the session.
  const statuses: number[] = [];
  for (let i = 0; i < 6; i += 1) statuses.push((await strict.call(seller, writeThing, good)).status);
  const last = await strict.call(seller, writeThing, good);
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  expect(problem(last).code).toBe('too_many_requests');
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  await strict.close();
});

test('the addresses of one IPv6 site share one limit, another site has its own', async () => {
  const strict = await createTestHttp(db.current.database, routes, () => worldNow, { rateFactor: 0.005 });
  const from = async (remoteAddress: string) => (await strict.call(undefined, openToAll, {}, { remoteAddress })).status;
  const statuses: number[] = [];
  for (let i = 1; i <= 4; i += 1) statuses.push(await from(`2001:db8:0:1::${i}`));
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(await from('2001:db8:0:2::1')).toBe(200);
  await strict.close();
});

test.each([
  ['a public route', openToAll, 200],
  ['a route behind the sign-in', untrue, 401],
] as const)('made-up cookies do not multiply the limit of an address on %s, and a real session keeps its own', async (_, contract, answered) => {
  const strict = await createTestHttp(db.current.database, routes, () => worldNow, { rateFactor: 0.005 });
  expect((await strict.call(seller, file, {})).status).toBe(200);
  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await strict.call({ ...seller, headers: { cookie: `volano=made-up-cookie-number-${i}` } }, contract, {})).status);
  expect(statuses).toEqual([answered, answered, answered, 429, 429]);
  expect((await strict.call(undefined, contract, {})).status).toBe(429);
  expect((await strict.call(seller, contract, {})).status).not.toBe(429);
  await strict.close();
});

test('security headers stand on every answer', async () => {
  const answer = await http.app.inject({ method: 'GET', url: '/api/health/live' });
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
});
