import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { audit } from '#platform/audit';
import { loadAuditKey } from '#platform/audit-key';
import { sealAudit } from '#platform/audit-seal';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../testing/http.ts';
import { testFolder } from '../../testing/test-folder.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../testing/world.ts';
import { listAuditRoute, listPeopleRoute, organisationRoute, verifyAuditRoute } from './api.ts';
import { auditVerification } from './audit/audit-verification.ts';
import { identityRoutes } from './http.ts';

const testDatabase = useTestDatabase();
const folder = testFolder('identity');
const files = { auditKeyFile: join(folder, 'audit.key'), auditHeadsFiles: [join(folder, 'heads.jsonl')] };
let world: World;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, auditVerification(files)], () => worldNow);
});
afterAll(async () => {
  await http.close();
});

async function as(name: PersonName) {
  return world.signIn(name, { now: worldNow });
}

describe('the organisation', () => {
  test('from the active scope downwards, parents first, with people counted once', async () => {
    const answer = await http.call(await as('areaManager'), organisationRoute, {});
    const { items, complete } = answer.body as z.output<typeof organisationRoute.response>;
    expect(complete).toBe(true);
    expect(items.map((item) => [item.code, item.people, item.peopleBelow])).toEqual([
      ['REG-01', 1, 6],
      ['DLR001', 1, 3],
      ['DLR002', 0, 2],
      ['DLR001-B1', 0, 2],
      ['DLR002-B1', 0, 2],
      ['DLR001-S1', 1, 1],
      ['DLR001-S2', 1, 1],
      ['DLR002-S1', 2, 2],
    ]);
    expect(items[1]?.parentId).toBe(world.node('REG-01'));
  });

  test('is refused to whoever lacks the privilege', async () => {
    expect((await http.call(await as('seller1'), organisationRoute, {})).status).toBe(403);
    expect((await http.call(undefined, organisationRoute, {})).status).toBe(401);
  });
});

describe('the people', () => {
  const list = async (name: PersonName, query: Record<string, unknown>) => {
    const answer = await http.call(await as(name), listPeopleRoute, { query });
    return { status: answer.status, ...(answer.body as z.output<typeof listPeopleRoute.response>) };
  };
  const names = (page: { items: readonly { displayName: string }[] }) => page.items.map((item) => item.displayName.replace('Persona ', ''));

  test('a dealer manager lists those of his dealer, the administrator all but customers', async () => {
    expect(names(await list('dealerManager', {}))).toEqual(['dealerManager', 'seller1', 'seller2']);
    const everybody = names(await list('systemAdministrator', {}));
    expect(everybody).toHaveLength(17);
    expect(everybody).not.toContain('customer');
  });

  test('pages follow one another without gap or repetition, whatever the letters', async () => {
    const whole = names(await list('systemAdministrator', {}));
    const pieces: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await list('systemAdministrator', { limit: 4, ...(cursor === null ? {} : { cursor }) });
      pieces.push(...names(page));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pieces).toEqual(whole);
  });

  test('every word of the search must occur somewhere; signs of pattern languages are letters', async () => {
    expect(names(await list('systemAdministrator', { search: 'SELLER1 dlr001' }))).toEqual(['seller1']);
    expect(names(await list('systemAdministrator', { search: 'seller%' }))).toEqual([]);
    expect(names(await list('systemAdministrator', { profile: 'seller', nodeId: world.node('DLR002') }))).toEqual(['seller3', 'twoHats']);
    expect(names(await list('dealerManager', { nodeId: world.node('DLR002') }))).toEqual([]);
  });

  test('an unreadable cursor or an unknown field is told, not guessed', async () => {
    for (const query of [{ cursor: 'nonsense' }, { cursor: Buffer.from('["a\\u0000","x"]').toString('base64url') }, { limit: 0 }, { limit: 201 }, { nonsense: 1 }]) expect((await list('systemAdministrator', query)).status).toBe(400);
  });
});

describe('the audit trail', () => {
  const list = async (name: PersonName, query: Record<string, unknown>) => {
    const answer = await http.call(await as(name), listAuditRoute, { query });
    return { status: answer.status, ...(answer.body as z.output<typeof listAuditRoute.response>) };
  };

  test('is filtered by object, action and Italian day, paged below the last id, and never another tenant’s', async () => {
    await world.context('seller1', {}, async (ctx) => {
      for (const objectId of ['a', 'b', 'c']) await audit(ctx, { action: 'test.thing.do', objectKind: 'thing', objectId, details: { figure: 1 } });
    });
    const all = await list('itTechnician', { objectKind: 'thing' });
    expect(all.items.map((item) => [item.objectId, item.displayName])).toEqual([['c', 'Persona seller1'], ['b', 'Persona seller1'], ['a', 'Persona seller1']]);
    expect((await list('itTechnician', { objectKind: 'thing', objectId: 'b' })).items).toHaveLength(1);
    expect((await list('itTechnician', { action: 'test.thing.' })).items).toHaveLength(3);
    expect((await list('itTechnician', { action: 'test.thing' })).items).toHaveLength(0);
    const first = await list('itTechnician', { objectKind: 'thing', limit: 2 });
    expect(first.items.map((item) => item.objectId)).toEqual(['c', 'b']);
    expect((await list('itTechnician', { objectKind: 'thing', limit: 2, cursor: first.nextCursor })).items.map((item) => item.objectId)).toEqual(['a']);
    expect((await list('altAdministrator', { objectKind: 'thing' })).items).toHaveLength(0);
    const { day } = await world.database.asOwner((tx) => tx.row<{ day: string }>(sql`select (e.at at time zone 'Europe/Rome')::date as day from platform.audit_events e where e.object_kind = 'thing' limit 1`));
    expect((await list('itTechnician', { objectKind: 'thing', from: day, to: day })).items).toHaveLength(3);
    expect((await list('itTechnician', { objectKind: 'thing', to: '2020-02-29' })).items).toHaveLength(0);
    expect((await list('seller1', {})).status).toBe(403);
  });

  test('a day that is in no calendar is told, not an internal error', async () => {
    expect((await list('itTechnician', { from: '2026-02-30' })).status).toBe(400);
  });

  test('is verified by whoever may, and names the altered row', async () => {
    const verify = async (name: PersonName) => http.call(await as(name), verifyAuditRoute, {});
    expect((await verify('itTechnician')).status).toBe(403);
    expect((await verify('systemAdministrator')).body).toMatchObject({ status: 422, code: 'key_not_here' });
    await sealAudit(world.database, await loadAuditKey(files.auditKeyFile), files.auditHeadsFiles, () => worldNow);
    expect((await verify('systemAdministrator')).body).toMatchObject({ blocks: 1, findings: [] });
    const id = await world.database.asOwner(async (tx) => {
      await tx.run(sql`alter table platform.audit_events disable trigger guard`);
      const row = await tx.row<{ id: number }>(sql`update platform.audit_events set object_id = 'z' where object_kind = 'thing' and object_id = 'b' returning id`);
      await tx.run(sql`alter table platform.audit_events enable trigger guard`);
      return row.id;
    });
    expect((await verify('systemAdministrator')).body).toMatchObject({ findings: [{ block: 1, eventId: id, problem: 'leaf_altered' }] });
  });
});
