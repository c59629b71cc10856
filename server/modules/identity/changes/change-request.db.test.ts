/** Changes of rights by two persons: how they are made, and the ways around it that do not work. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../../testing/database.ts';
import { createTestHttp, type TestHttp } from '../../../testing/http.ts';
import { no, yes } from '../../../testing/showroom-day.ts';
import { createWorld, worldNow, type PersonName, type World } from '../../../testing/world.ts';
import { addAccount, addPersonality, endPersonality } from '../accounts/accounts.ts';
import { meRoute, type Me } from '../api.ts';
import { decideChangeRoute, listChangeRequestsRoute, listProfilesRoute, proposeChangeRoute, withdrawChangeRoute, type ChangeRequest, type RightsChange } from './change-request-contracts.ts';
import { identityRoutes } from '../http.ts';
import { invite, resendInvitation } from '../invitations/invitation-send.ts';
import { acceptInvitation } from '../invitations/invitations.ts';
import { endPersonRoute, movePersonRoute } from '../people/own-sellers-contracts.ts';
import { ownSellersRoutes } from '../people/own-sellers-routes.ts';
import { rightsRoutes } from '../rules/rights-http.ts';

const testDatabase = useTestDatabase();
let world: World;
let http: TestHttp;
let now = worldNow;
const known = ['quoting.quote.read', 'quoting.quote.write', 'identity.audit.read', 'identity.rights.approve', 'identity.rights.propose', 'news.item.read'];

beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
  http = await createTestHttp(world.database, [...identityRoutes, ...ownSellersRoutes, ...rightsRoutes(known.map((key) => ({ key, it: key, en: key })))], () => now);
});
afterAll(() => http.close());

const as = (name: PersonName) => world.signIn(name, { now });
const propose = async (name: PersonName, change: RightsChange, reason = 'Serve') => http.call(await as(name), proposeChangeRoute, { body: { change, reason } });
const decide = async (name: PersonName, id: string, approve = true, note = approve ? '' : 'no') => http.call(await as(name), decideChangeRoute, { params: { id }, body: { approve, note } });
const asked = async (name: PersonName, change: RightsChange) => yes<ChangeRequest>(await propose(name, change));
const privilegesOf = async (name: PersonName) => yes<Me>(await http.call(await as(name), meRoute, {})).privileges;
const widen = (profile: string, privilege: string): RightsChange => ({ kind: 'changeProfile', profile, add: [privilege], remove: [] });
const narrow = (profile: string, privilege: string): RightsChange => ({ kind: 'changeProfile', profile, add: [], remove: [privilege] });
const newcomer = (profile: string, node: string) =>
  world.asSystem({}, async (ctx) => {
    const accountId = await addAccount(ctx, { loginName: `n${Math.random()}@tst.example`, displayName: 'Nuova Persona', passwordHash: null });
    return { accountId, personalityId: await addPersonality(ctx, { accountId, profile, nodeId: world.node(node), label: profile, validFrom: '2026-01-01' }) };
  });

describe('a change of a profile', () => {
  test('is asked for by one, made by another at once for everybody who holds it, and told with both names', async () => {
    expect(await privilegesOf('careOperator')).not.toContain('quoting.quote.read');
    const request = await asked('systemAdministrator', widen('careOperator', 'quoting.quote.read'));
    expect(request).toMatchObject({ state: 'open', mayDecide: false, decisionFault: 'own_request', mayWithdraw: true, about: { profile: { it: 'Operatore assistenza clienti' }, person: null } });
    expect(await privilegesOf('careOperator')).not.toContain('quoting.quote.read');
    expect(no(await decide('systemAdministrator', request.id))).toEqual([422, 'own_request']);
    expect(yes<ChangeRequest>(await decide('headOfCredit', request.id, true, 'ok'))).toMatchObject({ state: 'approved', decidedBy: 'Persona headOfCredit', requestedBy: 'Persona systemAdministrator' });
    expect(await privilegesOf('careOperator')).toContain('quoting.quote.read');
    const [row] = await world.database.asOwner((tx) => tx.rows<{ details: Record<string, unknown>; account_id: string }>(sql`select e.account_id, e.details from platform.audit_events e where e.action = 'identity.change.approve' and e.object_id = ${request.id}`));
    expect([row?.account_id, row?.details['requestedBy']]).toEqual([world.person('headOfCredit').accountId, world.person('systemAdministrator').accountId]);
    const profile = yes<{ profiles: { key: string; privileges: string[]; people: number }[] }>(await http.call(await as('itTechnician'), listProfilesRoute, {})).profiles.find(({ key }) => key === 'careOperator');
    expect(profile).toMatchObject({ people: 1, privileges: expect.arrayContaining(['quoting.quote.read']) as string[] });
  });

  test('is not approved by whoever holds the profile and gains, is by whoever only loses', async () => {
    const gain = await asked('systemAdministrator', widen('creditOperator', 'identity.audit.read'));
    // The head of credit inherits from the operator.
    expect(no(await decide('headOfCredit', gain.id))).toEqual([422, 'own_benefit']);
    yes(await http.call(await as('systemAdministrator'), withdrawChangeRoute, { params: { id: gain.id } }));
    const loss = await asked('systemAdministrator', narrow('creditOperator', 'vehicles.catalogue.read'));
    expect(yes<ChangeRequest>(await decide('headOfCredit', loss.id)).state).toBe('approved');
    expect(await privilegesOf('creditOperator')).not.toContain('vehicles.catalogue.read');
  });

  test('is refused when the profile has changed since', async () => {
    const request = await asked('systemAdministrator', widen('collector', 'quoting.quote.read'));
    await world.database.asOwner((tx) => tx.run(sql`insert into identity.profile_privileges values (1, 'collector', 'quoting.quote.write')`));
    const [shown] = yes<{ items: ChangeRequest[] }>(await http.call(await as('headOfCredit'), listChangeRequestsRoute, { query: { state: 'open' } })).items;
    expect(shown).toMatchObject({ id: request.id, stale: true, mayDecide: false, decisionFault: 'request_stale' });
    expect(no(await decide('headOfCredit', request.id))).toEqual([422, 'request_stale']);
    expect(yes<ChangeRequest>(await decide('headOfCredit', request.id, false, 'superata')).state).toBe('refused');
    await world.database.asOwner((tx) => tx.run(sql`delete from identity.profile_privileges where profile_key = 'collector' and privilege = 'quoting.quote.write'`));
  });

  test('must say something that can be, within the program, at the root, and once', async () => {
    expect(no(await propose('systemAdministrator', widen('careOperator', 'quoting.quote.fly')))).toEqual([422, 'privilege_unknown']);
    expect(no(await propose('systemAdministrator', widen('nobody', 'quoting.quote.read')))).toEqual([422, 'profile_unknown']);
    expect(no(await propose('systemAdministrator', narrow('collector', 'quoting.quote.read')))).toEqual([422, 'nothing_changes']);
    expect(no(await propose('areaManager', widen('seller', 'identity.audit.read')))).toEqual([422, 'place_not_possible']);
    expect(no(await propose('seller1', widen('seller', 'identity.audit.read')))).toEqual([403, 'forbidden']);
    const once = await asked('systemAdministrator', widen('payoutOperator', 'quoting.quote.read'));
    expect(no(await propose('systemAdministrator', widen('payoutOperator', 'quoting.quote.read')))).toEqual([422, 'already_asked']);
    expect(no(await http.call(await as('areaManager'), withdrawChangeRoute, { params: { id: once.id } }))).toEqual([404, 'not_found']);
    expect(yes<ChangeRequest>(await http.call(await as('systemAdministrator'), withdrawChangeRoute, { params: { id: once.id } })).state).toBe('withdrawn');
    expect(no(await decide('headOfCredit', once.id))).toEqual([422, 'no_longer_open']);
  });

  test('lapses after fourteen days', async () => {
    const late = await asked('systemAdministrator', widen('payoutOperator', 'quoting.quote.read'));
    now = new Date(worldNow.getTime() + 14 * 86_400_000);
    expect(no(await decide('headOfCredit', late.id))).toEqual([422, 'no_longer_open']);
    const past = yes<{ items: ChangeRequest[] }>(await http.call(await as('headOfCredit'), listChangeRequestsRoute, { query: { state: 'decided' } })).items;
    expect(past.find(({ id }) => id === late.id)).toMatchObject({ id: late.id, state: 'lapsed' });
    now = worldNow;
    yes(await http.call(await as('systemAdministrator'), withdrawChangeRoute, { params: { id: late.id } }));
  });

  test('approved by two at the same moment is made once', async () => {
    const second = await newcomer('headOfCredit', 'TST');
    const twin = await world.signIn('headOfCredit', { now, personalityId: second.personalityId });
    const request = await asked('systemAdministrator', widen('payoutOperator', 'quoting.quote.write'));
    const answers = await Promise.all([decide('headOfCredit', request.id), http.call(twin, decideChangeRoute, { params: { id: request.id }, body: { approve: true, note: '' } })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422]);
    const { count } = await world.database.asOwner((tx) => tx.row<{ count: number }>(sql`select count(*) as count from platform.audit_events e where e.action = 'identity.change.approve' and e.object_id = ${request.id}`));
    expect(count).toBe(1);
  });
});

describe('a personality above the seller', () => {
  test('is given, moved and ended by two persons who see the place', async () => {
    const { accountId } = await newcomer('seller', 'DLR001-S2');
    const request = await asked('areaManager', { kind: 'grantPersonality', accountId, profile: 'dealerManager', nodeId: world.node('DLR001') });
    expect(request.about).toEqual({ person: 'Nuova Persona', profile: { it: 'Responsabile di concessionaria', en: 'Dealer manager' }, node: 'Nodo DLR001' });
    expect(no(await decide('areaManager', request.id))).toEqual([403, 'forbidden']);
    expect(no(await decide('altAdministrator', request.id))).toEqual([404, 'not_found']);
    expect(yes<ChangeRequest>(await decide('districtManager', request.id)).state).toBe('approved');
    const given = await world.asSystem({}, (ctx) => ctx.tx.row<{ id: string; label: string }>(sql`select p.id, p.label from identity.personalities p where p.account_id = ${accountId} and p.profile_key = 'dealerManager'`));
    expect(given.label).toBe('Responsabile di concessionaria · Nodo DLR001');

    const move = await asked('areaManager', { kind: 'movePersonality', personalityId: given.id, nodeId: world.node('DLR002') });
    expect(yes<ChangeRequest>(await decide('districtManager', move.id)).state).toBe('approved');
    const moved = await world.asSystem({}, (ctx) => ctx.tx.row<{ id: string }>(sql`select p.id from identity.personalities p where p.account_id = ${accountId} and p.node_id = ${world.node('DLR002')} and p.valid_to is null`));
    const who = await world.signIn('seller1', { now, personalityId: moved.id });
    expect((await http.call(who, meRoute, {})).status).toBe(200);
    const end = await asked('areaManager', { kind: 'endPersonality', personalityId: moved.id });
    expect(yes<ChangeRequest>(await decide('districtManager', end.id)).state).toBe('approved');
    expect((await http.call(who, meRoute, {})).status).toBe(401);
  });

  test('is not approved by whoever receives it, in whichever personality', async () => {
    const request = await asked('systemAdministrator', { kind: 'grantPersonality', accountId: world.person('headOfCredit').accountId, profile: 'systemAdministrator', nodeId: world.node('TST') });
    expect(no(await decide('headOfCredit', request.id))).toEqual([422, 'own_benefit']);
    const otherHat = await world.asSystem({}, (ctx) => addPersonality(ctx, { accountId: world.person('headOfCredit').accountId, profile: 'districtManager', nodeId: world.node('TST'), label: 'altro', validFrom: '2026-01-01' }));
    const hat = await world.signIn('headOfCredit', { now, personalityId: otherHat });
    expect(no(await http.call(hat, decideChangeRoute, { params: { id: request.id }, body: { approve: true, note: '' } }))).toEqual([422, 'own_benefit']);
    await world.asSystem({}, (ctx) => endPersonality(ctx, otherHat));
    yes(await http.call(await as('systemAdministrator'), withdrawChangeRoute, { params: { id: request.id } }));
  });

  test('administration is given by those who hold it; a seller needs no second person; what is out of sight is not there', async () => {
    const { accountId } = await newcomer('seller', 'DLR001-S2');
    const grant = (profile: string, node: string): RightsChange => ({ kind: 'grantPersonality', accountId, profile, nodeId: world.node(node) });
    expect(no(await propose('areaManager', grant('systemAdministrator', 'DLR001')))).toEqual([422, 'place_not_possible']);
    expect(no(await propose('areaManager', grant('districtManager', 'DLR001')))).toEqual([422, 'place_not_possible']);
    expect(no(await propose('areaManager', grant('seller', 'DLR001')))).toEqual([422, 'no_second_person_needed']);
    expect(no(await propose('areaManager', grant('dealerManager', 'TST')))).toEqual([422, 'place_not_possible']);
    expect(no(await propose('areaManager', grant('dealerManager', 'ALT-DLR001')))).toEqual([422, 'place_not_possible']);
    expect(no(await propose('areaManager', { ...grant('dealerManager', 'DLR001'), accountId: world.person('altSeller').accountId } as RightsChange))).toEqual([422, 'person_not_found']);
    expect(no(await propose('areaManager', { kind: 'endPersonality', personalityId: world.person('systemAdministrator').personalityId }))).toEqual([422, 'person_not_found']);
    expect(no(await propose('areaManager', { kind: 'endPersonality', personalityId: world.person('altManager').personalityId }))).toEqual([422, 'person_not_found']);
  });

  test('is ended, moved and invited by nobody alone; an invitation that was allowed goes out once, from whoever asked', async () => {
    const manager = { params: { id: world.person('dealerManager').personalityId } };
    expect(no(await http.call(await as('areaManager'), endPersonRoute, { ...manager, body: { from: '2026-11-23' } }))).toEqual([422, 'second_person_needed']);
    expect(no(await http.call(await as('areaManager'), movePersonRoute, { ...manager, body: { nodeId: world.node('DLR002') } }))).toEqual([422, 'second_person_needed']);
    const wanted = { email: 'nuova@tst.example', profile: 'dealerManager', nodeId: world.node('DLR002') };
    const post = { publicUrl: 'https://auto.example', sendMail: () => Promise.resolve() };
    const send = (name: PersonName, changes: object = {}) => world.context(name, { now }, (ctx) => invite(ctx, post, { ...wanted, language: 'it', ...changes }));
    expect(await send('systemAdministrator')).toMatchObject({ refusal: 'second_person_needed' });
    const request = await asked('systemAdministrator', { kind: 'invitePersonality', ...wanted });
    expect(await send('systemAdministrator')).toMatchObject({ refusal: 'second_person_needed' });
    expect(yes<ChangeRequest>(await decide('headOfCredit', request.id)).state).toBe('approved');
    expect(await send('systemAdministrator', { nodeId: world.node('DLR001') })).toMatchObject({ refusal: 'second_person_needed' });
    expect(await send('systemAdministrator', { email: 'altra@tst.example' })).toMatchObject({ refusal: 'second_person_needed' });
    expect((await send('systemAdministrator')).ok).toBe(true);
  });

  test('what two allowed is used once: neither a second invitation nor one sent again later is one person’s', async () => {
    const wanted = { email: 'una.volta@tst.example', profile: 'dealerManager', nodeId: world.node('DLR002') };
    const mails: string[] = [];
    const post = { publicUrl: 'https://auto.example', sendMail: (_ctx: unknown, { text }: { text: string }) => Promise.resolve(mails.push(text)) };
    const send = () => world.context('systemAdministrator', { now }, (ctx) => invite(ctx, post, { ...wanted, language: 'it' }));
    const again = (id: string) => world.context('systemAdministrator', { now }, (ctx) => resendInvitation(ctx, post, id));
    const allow = async () => yes(await decide('headOfCredit', (await asked('systemAdministrator', { kind: 'invitePersonality', ...wanted })).id));
    await allow();
    const first = await send();
    const id = first.ok ? first.value.id : '';
    expect((await again(id)).ok).toBe(true);
    now = new Date(worldNow.getTime() + 15 * 86_400_000);
    expect(await again(id)).toMatchObject({ refusal: 'second_person_needed' });
    await allow();
    expect((await again(id)).ok).toBe(true);
    const token = /#([\w-]{43})/.exec(mails.at(-1) ?? '')?.[1] ?? '';
    const accepted = await world.database.gate((tx) => acceptInvitation(tx, token, now, { displayName: 'Una Volta', language: 'it', passwordHash: null }));
    expect(accepted.outcome).toBe('accepted');
    await world.asSystem({ now }, (ctx) => endPersonality(ctx, accepted.personality_id));
    expect(await send()).toMatchObject({ refusal: 'second_person_needed' });
    now = worldNow;
  });

  test('administrative privileges in a profile are given by holders alone', async () => {
    const { accountId } = await newcomer('seller', 'DLR001-S2');
    await world.database.asOwner((tx) => tx.run(sql`insert into identity.profile_privileges values (1, 'dealerManager', 'identity.audit.read')`));
    expect(no(await propose('areaManager', { kind: 'grantPersonality', accountId, profile: 'dealerManager', nodeId: world.node('DLR002') }))).toEqual([422, 'profile_beyond_yours']);
    const fromAbove = await asked('systemAdministrator', { kind: 'grantPersonality', accountId, profile: 'dealerManager', nodeId: world.node('DLR002') });
    expect(no(await decide('districtManager', fromAbove.id))).toEqual([422, 'profile_beyond_yours']);
    await world.database.asOwner((tx) => tx.run(sql`delete from identity.profile_privileges where tenant_id = 1 and profile_key = 'dealerManager' and privilege = 'identity.audit.read'`));
  });

  test('the table and its functions take no single person’s word', async () => {
    const request = await asked('systemAdministrator', widen('payoutOperator', 'identity.audit.read'));
    await expect(world.context('systemAdministrator', {}, ({ tx }) => tx.run(sql`update identity.change_requests set state = 'approved', decided_at = now(), decided_by = ${world.person('systemAdministrator').accountId} where id = ${request.id}`))).rejects.toThrow(/check constraint/);
    await expect(world.context('systemAdministrator', {}, ({ tx }) => tx.run(sql`update identity.change_requests set state = 'approved', decided_at = now(), decided_by = ${world.person('headOfCredit').accountId} where id = ${request.id}`))).rejects.toThrow(/row-level security/);
    await expect(world.context('systemAdministrator', {}, ({ tx }) => tx.run(sql`select identity.change_profile(${request.id})`))).rejects.toThrow(/no rows/);
    await expect(world.context('systemAdministrator', {}, ({ tx }) => tx.run(sql`insert into identity.profile_privileges values (1, 'payoutOperator', 'identity.audit.read')`))).rejects.toThrow(/permission denied/);
    await expect(world.context('systemAdministrator', {}, ({ tx }) => tx.run(sql`update identity.change_requests set beneficiary_id = null where id = ${request.id}`))).rejects.toThrow(/permission denied/);
    // One that was approved in an earlier transaction is not carried out once more.
    yes(await decide('headOfCredit', request.id));
    await expect(world.context('headOfCredit', {}, ({ tx }) => tx.run(sql`select identity.change_profile(${request.id})`))).rejects.toThrow(/no rows/);
    expect(await world.context('altAdministrator', {}, ({ tx }) => tx.rows(sql`select from identity.change_requests`))).toEqual([]);
    expect(await world.context('seller1', {}, ({ tx }) => tx.rows(sql`select from identity.change_requests`))).toEqual([]);
  });

  test('asking and approving want a proof of this moment', async () => {
    const tired = { now, strongAt: new Date(now.getTime() - 6 * 60_000) };
    expect(no(await http.call(await world.signIn('systemAdministrator', tired), proposeChangeRoute, { body: { change: widen('collector', 'identity.audit.read'), reason: 'Serve' } }))).toEqual([403, 'step_up_needed']);
    const request = await asked('systemAdministrator', widen('collector', 'identity.audit.read'));
    expect(no(await http.call(await world.signIn('headOfCredit', tired), decideChangeRoute, { params: { id: request.id }, body: { approve: true, note: '' } }))).toEqual([403, 'step_up_needed']);
  });
});

describe('the last administrator', () => {
  test('is not lost, not even by two', async () => {
    const last = await asked('systemAdministrator', { kind: 'endPersonality', personalityId: world.person('systemAdministrator').personalityId });
    expect(no(await decide('headOfCredit', last.id))).toEqual([422, 'last_administrator']);
    expect(await privilegesOf('systemAdministrator')).toContain('identity.rights.propose');
    const profile = await asked('systemAdministrator', narrow('systemAdministrator', 'identity.rights.propose'));
    expect(no(await decide('headOfCredit', profile.id))).toEqual([422, 'last_administrator']);
    const second = await newcomer('systemAdministrator', 'TST');
    expect(yes<ChangeRequest>(await decide('headOfCredit', last.id)).state).toBe('approved');
    // Of the two that were there, the second is now the last.
    const heir = await world.signIn('systemAdministrator', { now, personalityId: second.personalityId });
    const again = yes<ChangeRequest>(await http.call(heir, proposeChangeRoute, { body: { change: { kind: 'endPersonality', personalityId: second.personalityId }, reason: 'Serve' } }));
    expect(no(await decide('headOfCredit', again.id))).toEqual([422, 'last_administrator']);
  });

  test('alone in a tenant gives it a second person, and nothing else, and not himself', async () => {
    const alt = (change: RightsChange) => propose('altAdministrator', change);
    const root = world.node('ALT');
    // Nobody else of the other tenant decides on rights.
    const account = world.person('altManager').accountId;
    const before = yes<ChangeRequest>(await alt({ kind: 'grantPersonality', accountId: account, profile: 'pricingManager', nodeId: root }));
    expect(before).toMatchObject({ state: 'open', alone: false });
    expect(yes<ChangeRequest>(await alt({ kind: 'grantPersonality', accountId: world.person('altAdministrator').accountId, profile: 'headOfCredit', nodeId: root })).state).toBe('open');
    expect(yes<ChangeRequest>(await alt(widen('careOperator', 'quoting.quote.read'))).state).toBe('open');
    expect(yes<ChangeRequest>(await alt({ kind: 'grantPersonality', accountId: account, profile: 'headOfCredit', nodeId: root }))).toMatchObject({ state: 'approved', alone: true, decidedBy: 'Persona altAdministrator' });
    // From now on there are two.
    expect(yes<ChangeRequest>(await alt({ kind: 'grantPersonality', accountId: world.person('altSeller').accountId, profile: 'headOfCredit', nodeId: root })).state).toBe('open');
    const { decision } = await world.database.asOwner((tx) => tx.row<{ decision: string }>(sql`select e.details ->> 'alone' as decision from platform.audit_events e where e.action = 'identity.change.ask' and e.details ->> 'alone' = 'true'`));
    expect(decision).toBe('true');
  });
});
