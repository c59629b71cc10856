/** What the viewer of the trail finds, hands out and proves, and to whom. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { audit } from '#platform/audit';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import type { Context } from '#platform/context';
import { rootDir } from '#platform/root';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { testFolder } from '../../../testing/test-folder.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { exportAuditRoute, listAuditRoute, proveAuditRoute } from '../api.ts';
import { auditRoutes } from './audit-http.ts';

type Row = z.output<typeof listAuditRoute.response>['items'][number];

const db = useTestDatabase();
const folder = testFolder('viewer');
const delegation = '0190a000-0000-7000-8000-000000000004';
let world: World;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(db.current.database);
  http = await createTestHttp(world.database, auditRoutes, () => worldNow);
  const write = (who: PersonName, objectId: string, actor: Partial<Context['actor']>, entry: object = {}) =>
    world.context(who, {}, (ctx) => audit({ ...ctx, actor: { ...ctx.actor, ...actor } }, { action: 'test.thing.do', objectKind: 'thing', objectId, ...entry }));
  const { accountId } = world.person('dealerManager');
  await write('seller1', 'plain', { strength: 'password', ruleVersion: 2 });
  await write('seller1', 'in-place', { strength: 'passkey', onBehalfOf: { accountId, displayName: 'x', delegationId: delegation, amountLimitCents: null } }, { decision: { resource: 'thing', allowed: true } });
  await write('seller2', 'refused', { strength: 'passkey', client: 'ordini' }, { outcome: 'refused', details: { reason: '=cmd' } });
  await write('altSeller', 'plain', { strength: 'passkey' });
});
afterAll(async () => {
  await http.close();
});

async function find(query: Record<string, unknown>, who: PersonName = 'itTechnician'): Promise<Row[]> {
  const answer = await http.call(await world.signIn(who, { now: worldNow }), listAuditRoute, { query: { objectKind: 'thing', ...query } });
  expect(answer.status).toBe(200);
  return (answer.body as z.output<typeof listAuditRoute.response>).items;
}
const objects = async (query: Record<string, unknown>) => (await find(query)).map((row) => row.objectId);

test('rows tell both names, the strength, the application, the rules and what was decided', async () => {
  const [refused, inPlace, plain] = await find({});
  expect(inPlace).toMatchObject({ displayName: 'Persona seller1', onBehalfOfName: 'Persona dealerManager', delegationId: delegation, strength: 'passkey', decision: { resource: 'thing', allowed: true } });
  expect(plain).toMatchObject({ onBehalfOf: null, onBehalfOfName: null, strength: 'password', ruleVersion: 2, decision: null, client: null });
  expect(refused).toMatchObject({ client: 'ordini', outcome: 'refused' });
});

test('each filter finds its rows and no others', async () => {
  const { accountId } = world.person('dealerManager');
  expect(await objects({ accountId: world.person('seller2').accountId })).toEqual(['refused']);
  expect(await objects({ onBehalfOf: 'any' })).toEqual(['in-place']);
  expect(await objects({ onBehalfOf: accountId })).toEqual(['in-place']);
  expect(await objects({ onBehalfOf: world.person('seller2').accountId })).toEqual([]);
  expect(await objects({ strength: 'passkey' })).toEqual(['refused', 'in-place']);
  expect(await objects({ client: 'ordini' })).toEqual(['refused']);
  expect(await objects({ outcome: 'refused' })).toEqual(['refused']);
  expect(await objects({ objectId: 'plain' })).toEqual(['plain']);
  expect(await objects({ from: '2020-01-01' })).toHaveLength(3);
  expect(await objects({ from: '2020-01-01', to: '2020-12-31' })).toEqual([]);
});

test('the filtered rows go out as a sheet, formulas blunted, and that they went out is in the trail', async () => {
  const who = await world.signIn('itTechnician', { now: worldNow });
  const answer = await http.call(who, exportAuditRoute, { query: { objectKind: 'thing', strength: 'passkey' } });
  const lines = answer.bytes.toString('utf8').trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('Al posto di');
  expect(lines[2]).toContain('Persona seller1;Persona dealerManager;');
  expect(lines[1]).not.toContain(';=cmd');
  const [told] = (await find({ objectKind: 'audit-trail' }));
  expect(told).toMatchObject({ action: 'identity.audit.export', details: { format: 'csv', rows: 2, complete: true, filter: 'objectKind=thing strength=passkey' } });
  expect((await http.call(await world.signIn('seller1', { now: worldNow }), exportAuditRoute, { query: {} })).status).toBe(403);
});

test('one event is proved after its seal, to whoever may read the trail of its tenant', async () => {
  const [event] = await find({ objectId: 'in-place' });
  const prove = async (who: PersonName, id = event?.id ?? 0) => http.call(await world.signIn(who, { now: worldNow }), proveAuditRoute, { params: { id } });
  expect((await prove('itTechnician')).body).toMatchObject({ status: 422, code: 'not_sealed_yet' });
  await sealAudit(world.database, await loadAuditKey(join(folder, 'audit.key')), [], () => worldNow);
  const answer = await prove('itTechnician');
  expect(answer.headers['content-disposition']).toContain(`audit-${event?.id}.proof.json`);
  const verifier = (await import(pathToFileURL(join(rootDir, 'bin', 'verify-proof.mjs')).href)) as { checkProof(text: string): { event: unknown } };
  expect(verifier.checkProof(answer.bytes.toString('utf8')).event).toMatchObject({
    account: world.person('seller1').accountId, onBehalfOf: world.person('dealerManager').accountId, delegation, strength: 'passkey', object: 'in-place',
  });
  expect((await prove('seller1')).status).toBe(403);
  expect((await prove('altAdministrator')).status).toBe(404);
  expect((await prove('itTechnician', 999_999_999)).status).toBe(404);
  expect(await find({ objectKind: 'audit-event' })).toMatchObject([{ action: 'identity.audit.prove', objectId: String(event?.id) }]);
});

test('each filter is served by an index, also among many rows', async () => {
  await world.database.asOwner((tx) => tx.run(sql`
    insert into platform.audit_events (tenant_id, actor_kind, account_id, action, object_kind, object_id, outcome, request_id, on_behalf_of)
    select ${world.tenantId}, 'person', md5('a' || i % 400)::uuid, 'test.bulk.' || i % 60, 'bulk', i::text, case when i % 500 = 0 then 'refused' else 'done' end, 'r', case when i % 700 = 0 then md5('a' || i % 300)::uuid end
    from generate_series(1, 30000) i`));
  await world.database.pool.query('vacuum analyze platform.audit_events');
  const plan = (condition: ReturnType<typeof sql>) => world.context('itTechnician', {}, async (ctx) =>
    (await ctx.tx.listRows<Record<string, string>>(sql`explain (costs off) select e.id from platform.audit_events e where e.tenant_id = ${world.tenantId} and ${condition} order by e.id desc limit 51`)).map((line) => Object.values(line)[0]).join('\n'));
  for (const [condition, index] of [
    [sql`true`, 'audit_events_'],
    [sql`e.action = 'test.bulk.7'`, 'audit_events_action'],
    [sql`e.object_kind = 'bulk' and e.object_id = '17'`, 'audit_events_object'],
    [sql`e.account_id = md5('a7')::uuid`, 'audit_events_account'],
    [sql`e.on_behalf_of = md5('a7')::uuid`, 'audit_events_on_behalf'],
    [sql`e.outcome = 'refused'`, 'audit_events_refused'],
  ] as const) {
    const told = await plan(condition);
    expect(told).not.toContain('Seq Scan');
    expect(told).toContain(index);
  }
});
