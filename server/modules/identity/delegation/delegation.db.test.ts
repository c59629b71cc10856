/** Standing in for a colleague: how it comes about, what it allows, how it ends, and the ways around it that do not work. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RequestOf } from '#platform/contract';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { no, yes } from '../../../testing/showroom-day.ts';
import { createWorld, worldNow, type PersonName, type SignedIn, type World } from '../../../testing/world.ts';
import { addPersonality, endPersonality } from '../accounts/accounts.ts';
import { meRoute, switchPersonalityRoute, type Me } from '../api.ts';
import { askDelegationRoute, decideDelegationRoute, delegationChoicesRoute, endDelegationRoute, listColleaguesRoute, listDelegationsRoute, type Delegation } from './delegation-contracts.ts';
import { identityRoutes } from '../http.ts';
import { rightsRoutes } from '../rules/rights-http.ts';

const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, ...rightsRoutes([{ key: 'quoting.quote.write', it: 'Salvare', en: 'Save' }, { key: 'quoting.quote.read', it: 'Leggere', en: 'Read' }, { key: 'identity.audit.read', it: 'Registro', en: 'Trail' }])], () => now);
});
afterAll(() => http.close());
beforeEach(async () => {
  now = worldNow;
  await testDatabase.current.database.asOwner((tx) => tx.run(sql`delete from identity.delegations`));
});

type Asked = RequestOf<typeof askDelegationRoute>['body'];
const as = (name: PersonName) => world.signIn(name, { now });
const holiday = (standIn: PersonName, changes: Partial<Asked> = {}): Asked => ({
  standInPersonalityId: world.person(standIn).personalityId, validFrom: '2026-11-23', validTo: '2026-12-07', privileges: ['quoting.quote.write', 'quoting.quote.read'], amountLimitCents: 2_000_000, reason: 'Ferie', ...changes,
});
const ask = async (name: PersonName, body: Asked) => http.call(await as(name), askDelegationRoute, { body });
const decide = async (name: PersonName, id: string, approve = true, note = approve ? '' : 'no') => http.call(await as(name), decideDelegationRoute, { params: { id }, body: { approve, note } });
const agreed = async (absent: PersonName, standIn: PersonName, by: PersonName, changes: Partial<Asked> = {}): Promise<Delegation> => {
  const asked = yes<Delegation>(await ask(absent, holiday(standIn, changes)));
  return yes<Delegation>(await decide(by, asked.id));
};

interface Acting extends SignedIn {
  readonly me: Me;
}
async function switchTo(who: SignedIn, body: { personalityId: string; delegationId?: string }): Promise<Acting | [number, string | undefined]> {
  const answer = await http.call(who, switchPersonalityRoute, { body });
  if (answer.status !== 200) return no(answer);
  const me = answer.body as Me;
  const cookie = String([answer.headers['set-cookie']].flat()[0]).split(';')[0] ?? '';
  return { sessionId: '', token: '', cookie, csrf: me.csrfToken, headers: { cookie, 'x-volano-csrf': me.csrfToken }, me };
}
async function actFor(delegation: Delegation, standIn: PersonName): Promise<Acting> {
  const acting = await switchTo(await as(standIn), { personalityId: delegation.absent.personalityId, delegationId: delegation.id });
  if (Array.isArray(acting)) throw new Error(String(acting));
  return acting;
}
const stands = async (who: SignedIn) => (await http.call(who, meRoute, {})).status;

describe('a holiday', () => {
  test('is asked for, agreed by the manager, taken up, and both names stand in every row', async () => {
    const asked = yes<Delegation>(await ask('seller1', holiday('seller2')));
    expect(asked).toMatchObject({ state: 'requested', role: 'absent', mayDecide: false, mayEnd: true });
    expect(await switchTo(await as('seller2'), { personalityId: asked.absent.personalityId, delegationId: asked.id })).toEqual([404, 'not_found']);
    const [seen] = yes<{ items: Delegation[] }>(await http.call(await as('dealerManager'), listDelegationsRoute, { query: { state: 'requested' } })).items;
    expect(seen).toMatchObject({ id: asked.id, role: 'above', mayDecide: true });
    expect(yes<Delegation>(await decide('dealerManager', asked.id))).toMatchObject({ state: 'running', decidedBy: 'Persona dealerManager' });

    const own = yes<Me>(await http.call(await as('seller2'), meRoute, {}));
    expect(own.standIns).toMatchObject([{ delegationId: asked.id, absentName: 'Persona seller1', validTo: '2026-12-07', amountLimitCents: 2_000_000, node: { code: 'DLR001-S1' } }]);
    const acting = await actFor(asked, 'seller2');
    expect(acting.me).toMatchObject({ account: { displayName: 'Persona seller2' }, personality: { node: { code: 'DLR001-S1' } }, onBehalfOf: { absentName: 'Persona seller1' }, privileges: ['quoting.quote.read', 'quoting.quote.write'] });
    expect(yes<Me>(await http.call(acting, meRoute, {})).onBehalfOf).toMatchObject({ delegationId: asked.id });
    // The personality taken at the next sign-in is one's own.
    const { last } = await world.database.asOwner((tx) => tx.row<{ last: string }>(sql`select a.last_personality_id as last from identity.accounts a where a.id = ${world.person('seller2').accountId}`));
    expect(last).toBe(world.person('seller2').personalityId);

    const back = await switchTo(acting, { personalityId: world.person('seller2').personalityId });
    expect(Array.isArray(back) ? back : back.me.onBehalfOf).toBeNull();
    const rows = await world.database.asOwner((tx) =>
      tx.rows(sql`select e.action, e.account_id = ${world.person('seller2').accountId} as his, e.on_behalf_of, e.delegation_id from platform.audit_events e where e.personality_id = ${asked.absent.personalityId} and e.action = 'identity.session.switch'`));
    expect(rows).toEqual([{ action: 'identity.session.switch', his: true, on_behalf_of: world.person('seller1').accountId, delegation_id: asked.id }]);
  });

  test('the choices leave out what is never lent, the colleagues oneself and other dealers', async () => {
    expect(yes(await http.call(await as('seller1'), delegationChoicesRoute, {}))).toMatchObject({ rule: 'approved', mostDays: 90, privileges: [{ key: 'quoting.quote.write', it: 'Salvare', en: 'Save' }, { key: 'quoting.quote.read', it: 'Leggere', en: 'Read' }] });
    expect(yes(await http.call(await as('itTechnician'), delegationChoicesRoute, {}))).toMatchObject({ privileges: [] });
    expect(yes(await http.call(await as('customer'), delegationChoicesRoute, {}))).toMatchObject({ rule: 'none' });
    const names = yes<{ items: { displayName: string }[] }>(await http.call(await as('seller1'), listColleaguesRoute, { query: { search: 'seller' } })).items.map(({ displayName }) => displayName);
    expect(names).toEqual(['Persona seller2']);
  });

  test('agreed among colleagues where the profile leaves it to them', async () => {
    expect(yes<Delegation>(await ask('careOperator', holiday('collector', { privileges: ['news.item.read'] })))).toMatchObject({ state: 'running', decidedBy: null });
  });

  test('left to them, not to those above: an administrator takes or gives nobody’s place alone', async () => {
    const absentPersonalityId = world.person('creditOperator').personalityId;
    const lent = { absentPersonalityId, privileges: ['quoting.quote.read'] };
    const taken = yes<Delegation>(await ask('systemAdministrator', holiday('systemAdministrator', lent)));
    expect(taken.state).toBe('requested');
    expect(await switchTo(await as('systemAdministrator'), { personalityId: absentPersonalityId, delegationId: taken.id })).toEqual([404, 'not_found']);
    const given = yes<Delegation>(await ask('systemAdministrator', holiday('itTechnician', lent)));
    expect(given.state).toBe('requested');
    expect(no(await decide('systemAdministrator', given.id))).toEqual([422, 'own_request']);
    expect(yes<Delegation>(await decide('headOfCredit', given.id)).state).toBe('running');
    const alone = world.context('systemAdministrator', { now }, (ctx) => ctx.tx.run(sql`update identity.delegations set state = 'approved' where id = ${taken.id}`));
    await expect(alone).rejects.toThrow(/nobody agreed/);
  });

  test('named by the manager for somebody who fell ill stands at once; for a manager it waits for another', async () => {
    expect(yes<Delegation>(await ask('dealerManager', holiday('seller2', { absentPersonalityId: world.person('seller1').personalityId })))).toMatchObject({ state: 'running', decidedBy: 'Persona dealerManager' });
    const forManager = yes<Delegation>(await ask('areaManager', holiday('seller2', { absentPersonalityId: world.person('dealerManager').personalityId })));
    expect(forManager.state).toBe('requested');
    expect(no(await decide('areaManager', forManager.id))).toEqual([422, 'own_request']);
    expect(yes<Delegation>(await decide('districtManager', forManager.id)).state).toBe('running');
  });

  test.each([
    ['both sides', 'seller1'],
    ['both sides', 'seller2'],
    ['whoever stands above', 'dealerManager'],
    ['whoever stands above', 'areaManager'],
  ] as const)('ends at once by %s: %s', async (_, who) => {
    const delegation = await agreed('seller1', 'seller2', 'dealerManager');
    const acting = await actFor(delegation, 'seller2');
    expect(await stands(acting)).toBe(200);
    yes(await http.call(await as(who), endDelegationRoute, { params: { id: delegation.id }, body: { note: 'rientro' } }));
    expect(await stands(acting)).toBe(401);
    expect(no(await http.call(await as(who), endDelegationRoute, { params: { id: delegation.id }, body: { note: '' } }))).toEqual([422, 'no_longer_open']);
  });

  test('ends by itself: with its last day, with either personality, with either account', async () => {
    const delegation = await agreed('seller1', 'seller2', 'dealerManager', { validTo: '2026-11-24' });
    const acting = await actFor(delegation, 'seller2');
    // Nine in the morning is ten in Rome; the stay would last until the evening, its last use decides.
    now = new Date('2026-11-23T09:20:00Z');
    expect(await stands(acting)).toBe(200);
    for (const end of [
      sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller1').accountId}`,
      sql`update identity.accounts set status = 'blocked' where id = ${world.person('seller2').accountId}`,
      sql`update identity.personalities set valid_to = '2026-11-23' where id = ${world.person('seller1').personalityId}`,
      sql`update identity.personalities set valid_to = '2026-11-23' where id = ${world.person('seller2').personalityId}`,
      sql`update identity.nodes set valid_to = '2026-11-23' where id = ${world.node('DLR001-S1')}`,
      sql`update identity.delegations set state = 'ended', ended_at = now() where id = ${delegation.id}`,
    ]) {
      await expect(world.database.asOwner(async (tx) => {
        await tx.run(end);
        const rows = await tx.rows(sql`select * from identity.standing_delegations('2026-11-23')`);
        const sessions = await tx.rows(sql`select * from identity.standing_sessions(${now}) s where s.delegation_id is not null`);
        throw new Error(`${rows.length} ${sessions.length}`);
      })).rejects.toThrow('0 0');
    }
    const midnight = await world.database.asOwner((tx) => tx.rows(sql`select * from identity.standing_delegations('2026-11-24')`));
    expect(midnight).toEqual([]);
  });

  test('loses what the absent loses', async () => {
    const delegation = await agreed('seller1', 'seller2', 'dealerManager');
    const acting = await actFor(delegation, 'seller2');
    await world.database.asOwner((tx) => tx.run(sql`delete from identity.profile_privileges where tenant_id = 1 and profile_key = 'seller' and privilege = 'quoting.quote.write'`));
    expect(yes<Me>(await http.call(acting, meRoute, {})).privileges).toEqual(['quoting.quote.read']);
    await world.database.asOwner((tx) => tx.run(sql`insert into identity.profile_privileges values (1, 'seller', 'quoting.quote.write')`));
  });
});

describe('what does not work', () => {
  test.each([
    ['a colleague of another dealer', 'seller3', {}, 'colleague_not_found'],
    ['somebody of another tenant', 'altSeller', {}, 'colleague_not_found'],
    ['a customer', 'customer', {}, 'colleague_not_found'],
    ['a privilege not held', 'seller2', { privileges: ['pricing.offer.write'] }, 'privilege_not_passable'],
    ['days gone by', 'seller2', { validFrom: '2026-11-22' }, 'days_not_possible'],
    ['no day at all', 'seller2', { validTo: '2026-11-23' }, 'days_not_possible'],
    ['ninety-one days', 'seller2', { validTo: '2027-02-22' }, 'days_not_possible'],
  ] as const)('%s', async (_, standIn, changes, refusal) => {
    expect(no(await ask('seller1', holiday(standIn, { ...changes, privileges: [...('privileges' in changes ? changes.privileges : ['quoting.quote.read'])] })))).toEqual([422, refusal]);
  });

  test('ninety days do; oneself in another personality does not', async () => {
    yes(await ask('seller1', holiday('seller2', { validTo: '2027-02-21' })));
    const second = await world.asSystem({}, (ctx) => addPersonality(ctx, { accountId: world.person('seller1').accountId, profile: 'seller', nodeId: world.node('DLR001-S2'), label: 'Altra', validFrom: '2026-01-01' }));
    expect(no(await ask('seller1', holiday('seller2', { standInPersonalityId: second, validFrom: '2027-03-01', validTo: '2027-03-02' })))).toEqual([422, 'same_person']);
    await world.asSystem({}, (ctx) => endPersonality(ctx, second));
  });

  test('a customer names nobody; a technician lends no administration', async () => {
    expect(no(await ask('customer', holiday('seller2')))[0]).toBeGreaterThanOrEqual(404);
    expect(no(await ask('itTechnician', holiday('systemAdministrator', { privileges: ['identity.audit.read'] })))).toEqual([422, 'privilege_not_passable']);
  });

  test('the same two twice on one day; a stand-in who is away himself', async () => {
    yes(await ask('seller1', holiday('seller2')));
    expect(no(await ask('seller1', holiday('seller2', { validFrom: '2026-12-06', validTo: '2026-12-20' })))).toEqual([422, 'overlaps']);
    yes(await ask('seller1', holiday('seller2', { validFrom: '2026-12-07', validTo: '2026-12-20' })));
    await agreed('seller2', 'dealerManager', 'areaManager', { validFrom: '2027-01-07', validTo: '2027-01-10' });
    expect(no(await ask('seller1', holiday('seller2', { validFrom: '2027-01-09', validTo: '2027-01-20' })))).toEqual([422, 'stand_in_away']);
  });

  test('either side agrees to it, in whichever personality; whoever does not see so far', async () => {
    const forManager = yes<Delegation>(await ask('seller1', holiday('dealerManager')));
    expect(no(await decide('dealerManager', forManager.id))).toEqual([422, 'own_benefit']);
    expect(no(await decide('seller1', forManager.id))).toEqual([403, 'forbidden']);
    expect(no(await decide('altManager', forManager.id))).toEqual([404, 'not_found']);
    expect(no(await decide('areaManager', forManager.id, false, ''))).toEqual([422, 'reason_needed']);
    expect(yes<Delegation>(await decide('areaManager', forManager.id, false))).toMatchObject({ state: 'refused', decisionNote: 'no' });
    expect(no(await decide('areaManager', forManager.id))).toEqual([422, 'no_longer_open']);
  });

  test('the table itself takes no side’s word', async () => {
    const { id } = yes<Delegation>(await ask('seller1', holiday('dealerManager')));
    const force = (who: PersonName, by: PersonName) => world.context(who, {}, ({ tx }) => tx.run(sql`update identity.delegations set state = 'approved', decided_at = now(), decided_by = ${world.person(by).accountId} where id = ${id}`));
    await expect(force('dealerManager', 'dealerManager')).rejects.toThrow(/check constraint/);
    await expect(force('seller1', 'areaManager')).rejects.toThrow(/row-level security/);
    await expect(world.context('seller1', {}, ({ tx }) => tx.run(sql`update identity.delegations set state = 'approved' where id = ${id}`))).rejects.toThrow(/row-level security|nobody agreed/);
    await expect(world.context('seller1', {}, ({ tx }) => tx.run(sql`update identity.delegations set amount_limit_cents = null where id = ${id}`))).rejects.toThrow(/permission denied/);
    expect(await world.context('seller3', {}, ({ tx }) => tx.run(sql`update identity.delegations set state = 'ended', ended_at = now() where id = ${id}`))).toBe(0);
    expect(await world.context('altManager', {}, ({ tx }) => tx.rows(sql`select from identity.delegations`))).toEqual([]);
  });

  test('a borrowed place is not lent further, and changes no rights', async () => {
    const acting = await actFor(await agreed('seller1', 'seller2', 'dealerManager'), 'seller2');
    expect(no(await http.call(acting, askDelegationRoute, { body: holiday('dealerManager') }))).toEqual([422, 'not_while_standing_in']);
    // From the dealer manager even what is passable does not bring the right to agree.
    const manager = await agreed('dealerManager', 'seller2', 'areaManager', { privileges: ['quoting.quote.write', 'identity.people.read'] });
    const open = yes<Delegation>(await ask('seller1', holiday('seller2', { validFrom: '2027-01-01', validTo: '2027-01-05' })));
    const actingManager = await actFor(manager, 'seller2');
    expect(no(await http.call(actingManager, decideDelegationRoute, { params: { id: open.id }, body: { approve: true, note: '' } }))).toEqual([403, 'forbidden']);
    expect(no(await ask('dealerManager', holiday('seller2', { validFrom: '2027-02-01', validTo: '2027-02-02', privileges: ['identity.delegation.approve'] })))).toEqual([422, 'privilege_not_passable']);
  });

  test('another’s delegation, another’s personality under it, one that ended between choosing and using', async () => {
    const delegation = await agreed('seller1', 'seller2', 'dealerManager');
    expect(await switchTo(await as('seller3'), { personalityId: delegation.absent.personalityId, delegationId: delegation.id })).toEqual([404, 'not_found']);
    expect(await switchTo(await as('seller2'), { personalityId: world.person('dealerManager').personalityId, delegationId: delegation.id })).toEqual([404, 'not_found']);
    expect(await switchTo(await as('seller2'), { personalityId: delegation.absent.personalityId })).toEqual([404, 'not_found']);
    const chosen = await as('seller2');
    yes(await http.call(await as('seller1'), endDelegationRoute, { params: { id: delegation.id }, body: { note: '' } }));
    expect(await switchTo(chosen, { personalityId: delegation.absent.personalityId, delegationId: delegation.id })).toEqual([404, 'not_found']);
    expect(await stands(chosen)).toBe(200);
  });

  test('a session row that borrows without a delegation is dead', async () => {
    const who = await world.signIn('seller2', { now });
    await world.database.asOwner((tx) => tx.run(sql`update identity.sessions set personality_id = ${world.person('seller1').personalityId} where id = ${who.sessionId}`));
    expect(await stands(who)).toBe(401);
  });

  test('asked too late, over what is gone, twice at the same moment', async () => {
    const late = yes<Delegation>(await ask('seller1', holiday('seller2', { validTo: '2027-01-10' })));
    now = new Date(worldNow.getTime() + 14 * 86_400_000);
    expect(no(await decide('dealerManager', late.id))).toEqual([422, 'no_longer_open']);
    now = worldNow;
    await world.database.asOwner((tx) => tx.run(sql`delete from identity.profile_privileges where tenant_id = 1 and profile_key = 'seller' and privilege = 'quoting.quote.write'`));
    expect(no(await decide('dealerManager', late.id))).toEqual([422, 'request_stale']);
    await world.database.asOwner((tx) => tx.run(sql`insert into identity.profile_privileges values (1, 'seller', 'quoting.quote.write')`));
    const [one, other] = await Promise.all([decide('dealerManager', late.id), decide('areaManager', late.id)]);
    expect([one.status, other.status].toSorted((a, b) => a - b)).toEqual([200, 422]);
  });

  test('agreeing asks for a proof of this moment', async () => {
    const { id } = yes<Delegation>(await ask('seller1', holiday('seller2')));
    const tired = await world.signIn('dealerManager', { now, strongAt: new Date(now.getTime() - 6 * 60_000) });
    expect(no(await http.call(tired, decideDelegationRoute, { params: { id }, body: { approve: true, note: '' } }))).toEqual([403, 'step_up_needed']);
  });
});
