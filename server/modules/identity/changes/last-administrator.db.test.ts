/** Suspending and blocking never take the last person who asks for changes of rights or decides them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { no, yes } from '../../../testing/showroom-day.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { addAccount, addPersonality } from '../accounts/accounts.ts';
import { listChangeRequestsRoute, proposeChangeRoute, setAccountStatusRoute, suspendPersonRoute, withdrawChangeRoute, type ChangeRequest } from '../api.ts';
import { identityRoutes } from '../http.ts';
import { keepingTheLast } from './last-administrator.ts';
import { suspendPersonality } from '../people/own-sellers-changes.ts';
import { getManagedPerson } from '../people/own-sellers-find.ts';
import { ownSellersRoutes } from '../people/own-sellers-routes.ts';
import { protectRoutes } from '../accounts/protect-http.ts';
import { rightsRoutes } from '../rules/rights-http.ts';

const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, ...ownSellersRoutes, ...protectRoutes, ...rightsRoutes([])], () => worldNow);
  // Somebody who manages and protects at the root without asking for changes of rights.
  await world.database.asOwner((tx) => tx.run(sql`
    insert into identity.profile_privileges (tenant_id, profile_key, privilege)
    select 1, 'headOfCredit', u.p from unnest(array['identity.people.manage', 'identity.people.grant', 'identity.account.protect']) u (p)`));
});
afterAll(() => http.close());

const as = (name: PersonName) => world.signIn(name, { now: worldNow });
const suspend = async (by: PersonName, id: string) => http.call(await as(by), suspendPersonRoute, { params: { id } });
const block = async (by: PersonName, id: string, status: 'active' | 'blocked' = 'blocked') => http.call(await as(by), setAccountStatusRoute, { params: { id }, body: { status } });
const administrator = () => world.person('systemAdministrator');
const second = () =>
  world.asSystem({}, async (ctx) => {
    const accountId = await addAccount(ctx, { loginName: 'seconda@tst.example', displayName: 'Seconda Persona', passwordHash: null });
    return { accountId, personalityId: await addPersonality(ctx, { accountId, profile: 'systemAdministrator', nodeId: world.node('TST'), label: 'seconda', validFrom: '2026-01-01' }) };
  });

test('the last one is neither suspended nor blocked, and stays at work', async () => {
  expect(no(await suspend('headOfCredit', administrator().personalityId))).toEqual([422, 'last_administrator']);
  expect(no(await block('headOfCredit', administrator().accountId))).toEqual([422, 'last_administrator']);
  const { standing } = await world.database.asOwner((tx) => tx.row<{ standing: boolean }>(sql`
    select p.suspended_at is null and a.status = 'active' as standing from identity.personalities p join identity.accounts a on a.id = p.account_id where p.id = ${administrator().personalityId}`));
  expect(standing).toBe(true);
});

test('people who administer nothing are suspended and blocked, also where nobody administers the whole', async () => {
  expect((await suspend('areaManager', world.person('dealerManager').personalityId)).status).toBe(200);
  expect((await block('headOfCredit', world.person('collector').accountId)).status).toBe(200);
  expect((await block('headOfCredit', world.person('collector').accountId, 'active')).status).toBe(200);
  const alone = (privilege: string) => sql`insert into identity.profile_privileges (tenant_id, profile_key, privilege) values (${world.altTenantId}, 'systemAdministrator', ${privilege})`;
  await world.database.asOwner((tx) => tx.run(sql`delete from identity.profile_privileges where tenant_id = ${world.altTenantId} and privilege = 'identity.rights.propose'`));
  expect((await suspend('altAdministrator', world.person('altManager').personalityId)).status).toBe(200);
  await world.database.asOwner((tx) => tx.run(alone('identity.rights.propose')));
});

test('of two administrators whom two people suspend at the same moment one stays', async () => {
  const other = await second();
  const suspendAs = (by: PersonName, personalityId: string, afterwards: () => Promise<void> = () => Promise.resolve()) =>
    world.context(by, { now: worldNow }, async (ctx) => {
      const person = await getManagedPerson(ctx, personalityId);
      const result = await keepingTheLast(ctx, () => suspendPersonality(ctx, person));
      await afterwards();
      return result;
    });
  let later: ReturnType<typeof suspendAs> | undefined;
  const isSettled = { yet: false };
  const waits = () => world.database.asOwner((tx) => tx.row<{ waits: boolean }>(sql`select exists (select from pg_locks l where l.locktype = 'advisory' and not l.granted) as waits`));
  const first = await suspendAs('systemAdministrator', other.personalityId, async () => {
    later = suspendAs('headOfCredit', administrator().personalityId).finally(() => {
      isSettled.yet = true;
    });
    while (!isSettled.yet && !(await waits()).waits);
  });
  expect(first.ok).toBe(true);
  expect(await later).toMatchObject({ ok: false, refusal: 'last_administrator' });
  await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set suspended_at = null where profile_key = 'systemAdministrator'`));
});

/** Everybody else who decides on changes of rights over the whole company. */
const others = () =>
  world.database.asOwner((tx) => tx.rows<{ id: string; account: string }>(sql`
    select p.id, p.account_id as account from identity.personalities p where p.tenant_id = 1 and p.profile_key in ('systemAdministrator', 'headOfCredit') and p.account_id <> ${administrator().accountId}`));

test('who suspends or blocks every colleague is not therefore alone: the second person is the one who was there', async () => {
  const puppet = world.person('seller1').accountId;
  const give = async () => yes<ChangeRequest>(await http.call(await as('systemAdministrator'), proposeChangeRoute, { body: { change: { kind: 'grantPersonality', accountId: puppet, profile: 'systemAdministrator', nodeId: world.node('TST') }, reason: 'Serve aiuto' } }));
  const withdraw = async ({ id }: ChangeRequest) => yes(await http.call(await as('systemAdministrator'), withdrawChangeRoute, { params: { id } }));
  const colleagues = await others();
  expect(colleagues).toHaveLength(2);
  for (const { id } of colleagues) expect((await suspend('systemAdministrator', id)).status).toBe(200);
  const whileSuspended = await give();
  expect([whileSuspended.state, whileSuspended.alone]).toEqual(['open', false]);
  await withdraw(whileSuspended);
  await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set suspended_at = null where id = any(${colleagues.map(({ id }) => id)}::uuid[])`));
  for (const { account } of colleagues) expect((await block('systemAdministrator', account)).status).toBe(200);
  const whileBlocked = await give();
  expect([whileBlocked.state, whileBlocked.alone]).toEqual(['open', false]);
  await withdraw(whileBlocked);
});

test('who stays suspended for two weeks is no second person any more: the house does not stand still', async () => {
  const colleagues = (await others()).map(({ id }) => id);
  await world.database.asOwner((tx) => tx.run(sql`update identity.personalities set suspended_at = ${new Date(worldNow.getTime() - 15 * 86_400_000)} where id = any(${colleagues}::uuid[])`));
  const change = { kind: 'grantPersonality', accountId: world.person('seller2').accountId, profile: 'systemAdministrator', nodeId: world.node('TST') };
  expect(yes<ChangeRequest>(await http.call(await as('systemAdministrator'), proposeChangeRoute, { body: { change, reason: 'Da solo' } }))).toMatchObject({ state: 'approved', alone: true });
  await world.database.asOwner(async (tx) => {
    await tx.run(sql`update identity.personalities set suspended_at = null where id = any(${colleagues}::uuid[])`);
    await tx.run(sql`update identity.accounts set status = 'active'`);
    await tx.run(sql`update identity.personalities set valid_to = valid_from where account_id = ${world.person('seller2').accountId} and profile_key = 'systemAdministrator'`);
  });
});

test('one finds one’s own open proposals about a person; an invitation one could not send is not proposed', async () => {
  const session = await as('areaManager');
  const propose = (change: object) => http.call(session, proposeChangeRoute, { body: { change, reason: 'Serve' } });
  const about = world.person('seller1').accountId;
  const asked = yes<ChangeRequest>(await propose({ kind: 'grantPersonality', accountId: about, profile: 'dealerManager', nodeId: world.node('DLR002') }));
  const found = async (query: object) => yes<{ items: ChangeRequest[] }>(await http.call(session, listChangeRequestsRoute, { query })).items.map(({ id }) => id);
  expect(await found({ state: 'open', by: 'own', beneficiaryId: about })).toEqual([asked.id]);
  expect(await found({ by: 'own', kind: 'invitePersonality' })).toEqual([]);
  expect(await found({ beneficiaryId: world.person('seller2').accountId })).toEqual([]);
  expect(yes<{ items: ChangeRequest[] }>(await http.call(await as('headOfCredit'), listChangeRequestsRoute, { query: { by: 'own' } })).items).toEqual([]);
  expect(no(await propose({ kind: 'invitePersonality', email: 'nuova@tst.example', profile: 'dealerManager', nodeId: world.node('DLR002') }))).toEqual([422, 'profile_not_given']);
});

test('the history knows since when a role was suspended', async () => {
  const rows = await world.database.asOwner((tx) => tx.rows<{ suspended: boolean }>(sql`
    select h.state ->> 'suspended_at' is not null as suspended from identity.rights_history h where h.kind = 'personality' and h.key = ${world.person('dealerManager').personalityId} order by h.id`));
  expect(rows).toEqual([{ suspended: false }, { suspended: true }]);
});
