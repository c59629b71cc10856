import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouteContract } from '#platform/contract';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type Loose, type TestHttp } from '../../../testing/http.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../../testing/world.ts';
import { endPersonRoute, meRoute, movePersonRoute, personOperationsRoute, resumePersonRoute, suspendPersonRoute } from '../api.ts';
import { addNode } from './nodes.ts';
import { identityRoutes } from '../http.ts';
import { grantPersonality, movePersonality } from './own-sellers-changes.ts';
import { getManagedPerson } from './own-sellers-find.ts';
import { ownSellersRoutes } from './own-sellers-routes.ts';

const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;
let secondBranch: number;
let otherDealers: number;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, ...ownSellersRoutes], () => now);
  const branch = (dealer: string) => world.asSystem({}, (ctx) => addNode(ctx, { parentId: world.node(dealer), kind: 'branch', code: `${dealer}-B9`, name: 'Seconda sede', validFrom: '2020-01-01' }));
  secondBranch = await branch('DLR001');
  otherDealers = await branch('DLR002');
});
afterAll(() => http.close());

const as = async (name: PersonName, contract: RouteContract, request: Loose) => http.call(await world.signIn(name, { now }), contract, request);
const about = (name: PersonName, body?: unknown) => ({ params: { id: world.person(name).personalityId }, ...(body === undefined ? {} : { body }) });
const isIn = async (session: SignedIn) => (await http.call(session, meRoute, {})).status === 200;
const trail = (action: string) => world.database.asOwner(async (tx) => (await tx.rows(sql`select e.object_id from platform.audit_events e where e.action = ${action}`)).length);

describe('a dealer’s manager', () => {
  test('suspends a seller at once and takes him back; old sessions stay out', async () => {
    const open = await world.signIn('seller2', { now });
    expect(await isIn(open)).toBe(true);
    expect((await as('dealerManager', suspendPersonRoute, about('seller2'))).status).toBe(200);
    expect(await isIn(open)).toBe(false);
    const { standing } = await world.database.asOwner((tx) => tx.row<{ standing: boolean }>(sql`
      select exists (select from identity.standing_personalities('2026-11-23') p where p.id = ${world.person('seller2').personalityId}) as standing`));
    expect(standing).toBe(false);
    expect((await as('dealerManager', personOperationsRoute, about('seller2'))).body).toMatchObject({ suspended: true, operations: [{ operation: 'suspend', reason: { it: 'È già sospeso.' } }, { operation: 'resume', reason: null }, {}, {}] });
    expect((await as('dealerManager', suspendPersonRoute, about('seller2'))).status).toBe(200);
    expect((await as('dealerManager', resumePersonRoute, about('seller2'))).status).toBe(200);
    expect(await isIn(open)).toBe(false);
    expect(await isIn(await world.signIn('seller2', { now }))).toBe(true);
    expect([await trail('identity.personality.suspend'), await trail('identity.personality.resume')]).toEqual([1, 1]);
  });

  test('moves a seller to another branch: his node goes along, his sessions end, his places are kept', async () => {
    const open = await world.signIn('seller2', { now });
    const { body } = await as('dealerManager', personOperationsRoute, about('seller2'));
    expect(body).toMatchObject({ destinations: [{ code: 'DLR001' }, { code: 'DLR001-B9' }] });
    expect((await as('dealerManager', movePersonRoute, about('seller2', { nodeId: secondBranch }))).body).toEqual({ personalityId: world.person('seller2').personalityId });
    expect(await isIn(open)).toBe(false);
    expect(await isIn(await world.signIn('seller2', { now }))).toBe(true);
    expect(await as('dealerManager', movePersonRoute, about('seller2', { nodeId: secondBranch }))).toMatchObject({ status: 422, body: { code: 'already_there' } });
    const places = await world.database.asOwner((tx) => tx.rows<{ parent_id: number; valid_to: string | null }>(sql`
      select p.parent_id, p.valid_to from territory.placements p where p.tree_id = 1 and p.node_id = ${world.node('DLR001-S2')} order by p.valid_from`));
    expect(places).toEqual([{ parent_id: world.node('DLR001-B1'), valid_to: '2026-11-23' }, { parent_id: secondBranch, valid_to: null }]);
  });

  test('ends a seller from a day on: until then he works, from then he is out', async () => {
    expect(await as('dealerManager', endPersonRoute, about('seller1', { from: '2026-11-22' }))).toMatchObject({ status: 422, body: { code: 'day_is_past' } });
    expect((await as('dealerManager', endPersonRoute, about('seller1', { from: '2026-11-25' }))).status).toBe(200);
    const today = await world.signIn('seller1', { now });
    expect(await isIn(today)).toBe(true);
    now = new Date('2026-11-24T23:10:00Z');
    expect(await isIn(await world.signIn('seller1', { now }))).toBe(false);
    expect(await as('dealerManager', suspendPersonRoute, about('seller1'))).toMatchObject({ status: 422, body: { code: 'role_over' } });
    now = worldNow;
    const open = await world.signIn('seller1', { now });
    expect((await as('dealerManager', endPersonRoute, about('seller1', { from: '2026-11-23' }))).status).toBe(200);
    expect(await isIn(open)).toBe(false);
  });
});

describe('nobody else’s people', () => {
  const deeds = [[personOperationsRoute, undefined], [suspendPersonRoute, undefined], [resumePersonRoute, undefined], [endPersonRoute, { from: '2026-11-25' }], [movePersonRoute, { nodeId: 'DLR001-B1' }]] as const;
  test.each<[string, PersonName, PersonName]>([
    ['another dealer’s seller', 'dealerManager', 'seller3'],
    ['the manager above', 'dealerManager', 'areaManager'],
    ['oneself', 'dealerManager', 'dealerManager'],
    ['oneself at head office', 'systemAdministrator', 'systemAdministrator'],
    ['a customer', 'systemAdministrator', 'customer'],
    ['another tenant', 'systemAdministrator', 'altSeller'],
    ['a colleague of the same place', 'areaManager', 'districtManager'],
  ])('%s does not exist', async (_, by, whom) => {
    for (const [contract, body] of deeds) {
      const sent = body !== undefined && 'nodeId' in body ? { nodeId: world.node(body.nodeId) } : body;
      expect((await as(by, contract, about(whom, sent))).status).toBe(404);
    }
  });

  test('a seller goes to no other dealer', async () => {
    expect((await as('dealerManager', movePersonRoute, about('seller2', { nodeId: otherDealers }))).status).toBe(404);
    expect((await as('systemAdministrator', movePersonRoute, about('seller2', { nodeId: world.node('REG-01') }))).body).toMatchObject({ code: 'place_not_fitting' });
  });

  test('head office does the same in the whole house, and gives roles', async () => {
    expect((await as('systemAdministrator', suspendPersonRoute, about('seller3'))).status).toBe(200);
    expect((await as('systemAdministrator', resumePersonRoute, about('seller3'))).status).toBe(200);
    const granted = await world.context('systemAdministrator', {}, (ctx) => grantPersonality(ctx, { accountId: world.person('collector').accountId, profile: 'seller', nodeId: otherDealers }));
    if (!granted.ok) throw new Error(granted.refusal);
    expect(await isIn(await world.signIn('collector', { now, personalityId: granted.value }))).toBe(true);
    const node = await world.database.asOwner((tx) => tx.row<{ code: string; kind: string }>(sql`select n.code, n.kind from identity.personalities p join identity.nodes n on n.id = p.node_id where p.id = ${granted.value}`));
    expect(node).toEqual({ code: 'DLR002-S2', kind: 'seller' });
    expect((await world.context('systemAdministrator', {}, (ctx) => grantPersonality(ctx, { accountId: world.person('collector').accountId, profile: 'areaManager', nodeId: otherDealers }))).ok).toBe(false);
  });

  test('another role than a seller’s moves as two rows', async () => {
    const granted = await world.context('systemAdministrator', {}, (ctx) => grantPersonality(ctx, { accountId: world.person('careOperator').accountId, profile: 'dealerManager', nodeId: world.node('DLR001') }));
    if (!granted.ok) throw new Error(granted.refusal);
    // A peer at the same node is nobody's to manage below head office.
    expect((await as('dealerManager', suspendPersonRoute, { params: { id: granted.value } })).status).toBe(404);
    // Alone nobody moves it: a request is approved by a second person, who calls what follows.
    expect((await as('systemAdministrator', movePersonRoute, { params: { id: granted.value }, body: { nodeId: world.node('DLR002') } })).status).toBe(422);
    const moved = await world.context('systemAdministrator', {}, async (ctx) => movePersonality(ctx, await getManagedPerson(ctx, granted.value), world.node('DLR002')));
    const personalityId = moved.ok ? moved.value : moved.refusal;
    expect(personalityId).not.toBe(granted.value);
    const rows = await world.database.asOwner((tx) => tx.rows<{ node_id: number; valid_to: string | null }>(sql`
      select p.node_id, p.valid_to from identity.personalities p where p.account_id = ${world.person('careOperator').accountId} and p.profile_key = 'dealerManager' order by p.id`));
    expect(rows).toEqual([{ node_id: world.node('DLR001'), valid_to: '2026-11-23' }, { node_id: world.node('DLR002'), valid_to: null }]);
  });
});
