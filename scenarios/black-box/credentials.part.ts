/** Ways in and back in, people of others, stand-ins, changes of rights: taken by whoever has no right to them. */
import { createHash, randomBytes } from 'node:crypto';
import {
  addProviderRoute, askDelegationRoute, beginFederatedSignInRoute, completeFederationRoute, completeSignInRoute, confirmIdentityRoute, confirmRecoveryRoute, decideChangeRoute, decideDelegationRoute,
  endDelegationRoute, endPersonRoute, endSessionsOfRoute, inviteRoute, listAuditRoute, listChangeRequestsRoute, listInvitationsRoute, listPasskeysRoute, lookRecoveryRoute, meRoute, movePersonRoute,
  openInvitationRoute, personOperationsRoute, proposeChangeRoute, proveAuditRoute, removePasskeyRoute, replayDecisionRoute, resendInvitationRoute, resetPasswordRoute, revokeInvitationRoute,
  setAccountStatusRoute, signInRoute, stopRecoveryRoute, suspendPersonRoute, whyQuestionsRoute, writeSecurityRoute,
} from '#identity/api';
import { addDays } from '#platform/civil-date';
import { civilDateIn } from '#platform/civil-date-in';
import type { RouteContract } from '#platform/contract';
import { sql, type SqlFragment } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import { everybodysPassword, type Attack, type BlackBox, type Seen } from '../../server/testing/black-box.ts';
import type { PersonName } from '../../server/testing/world.ts';

const guards = ['identity'];
const guessed = 'A'.repeat(43);
const nothing = '0190f000-0000-7000-8000-000000000000';
const notEnabled = '0190f000-0000-7000-8000-000000000001';

function refusedAs(...wanted: readonly string[]): (seen: Seen) => void {
  return (seen) => {
    const got = `${seen.status} ${seen.code ?? ''}`;
    if (!wanted.includes(got)) throw new Error(`${got}: ${seen.text.slice(0, 300)}`);
  };
}
const me = (who: PersonName) => (at: BlackBox) => at.call(who, meRoute);
const entry = (at: BlackBox) => at.call(undefined, signInRoute, { body: { loginName: 'careoperator@tst.example', password: everybodysPassword } });

/** Sessions of the run are younger than five minutes, so nothing but the right is missing. */
const attempt = (who: PersonName | undefined, contract: RouteContract, request: (at: BlackBox) => object) => (at: BlackBox) => at.call(who, contract, request(at));

const owner = (at: BlackBox, statement: SqlFragment) => at.world.database.asOwner((tx) => tx.run(statement));
/** Beside each guess stands a real one, so that a door that opens for any word would open. */
const beside = (make: (at: BlackBox) => Promise<unknown>) => async (at: BlackBox) => {
  await make(at);
  return entry(at);
};
const soon = () => new Date(Date.now() + 600_000);
const realLink = beside((at) => owner(at, sql`insert into identity.password_resets (token_hash, account_id, expires_at) values (${randomBytes(32)}, ${at.world.person('careOperator').accountId}, ${soon()})`));
const realRecovery = beside((at) => owner(at, sql`
  insert into identity.factor_recoveries (tenant_id, id, account_id, personality_id, node_id, stop_hash, asked_at, expires_at)
  values (1, gen_random_uuid(), ${at.world.person('careOperator').accountId}, ${at.world.person('careOperator').personalityId}, ${at.world.node('TST')}, ${randomBytes(32)}, now(), ${soon()})`));
const realHalf = beside((at) => owner(at, sql`
  insert into identity.half_sign_ins (token_hash, browser_hash, account_id, expires_at) values (${randomBytes(32)}, ${createHash('sha256').update('').digest()}, ${at.world.person('careOperator').accountId}, ${soon()})`));
const realProvider = beside((at) => owner(at, sql`
  insert into identity.providers (tenant_id, id, name, issuer, client_id, domains, created_at, changed_at) values (1, ${notEnabled}, 'Altra casa', 'http://127.0.0.1:9', 'volano', '{}', now(), now()) on conflict do nothing`));
const realInvitation = beside(async (at) => at.call(await at.fresh('dealerManager'), inviteRoute, invitation('attesa@tst.example', 'seller', 'DLR001-B1')(at)));

const links: Attack[] = [
  { name: 'a link for a new password, guessed: looked at', honest: realLink, attempt: attempt(undefined, lookRecoveryRoute, () => ({ body: { token: guessed } })), ends: '422 link_over', guards },
  { name: 'a link for a new password, guessed: used', honest: realLink, attempt: attempt(undefined, resetPasswordRoute, () => ({ body: { token: guessed, password: 'sedici gatti su una scala' } })), ends: '422 link_over', guards },
  { name: 'the link that stops a recovery, guessed', honest: realRecovery, attempt: attempt(undefined, stopRecoveryRoute, () => ({ body: { token: guessed } })), ends: '422 link_over', guards },
  { name: 'an invitation, guessed', honest: realInvitation, attempt: attempt(undefined, openInvitationRoute, () => ({ body: { token: guessed } })), ends: '422 invitation_not_valid', guards },
  { name: 'a half sign-in, guessed', honest: realHalf, attempt: attempt(undefined, completeSignInRoute, () => ({ body: { half: guessed, code: '000000' } })), ends: '422 half_not_valid', guards },
  { name: 'a house that is not enabled', honest: realProvider, attempt: attempt(undefined, beginFederatedSignInRoute, () => ({ body: { providerId: notEnabled } })), ends: '404 not_found', guards },
  {
    name: 'the way back from another house, made up',
    honest: realProvider,
    attempt: attempt(undefined, completeFederationRoute, () => ({ body: { providerId: notEnabled, browser: guessed, answer: { state: guessed, code: guessed } } })),
    ends: '422 federation_failed',
    guards,
  },
];

const theirPasskey = '0190f000-0000-7000-8000-000000000002';
const proofs: Attack[] = [
  { name: 'a proof with a wrong password', honest: me('seller1'), attempt: attempt('seller1', confirmIdentityRoute, () => ({ body: { by: 'password', password: 'sbagliata del tutto' } })), ends: '422 proof_not_valid', guards },
  { name: 'a proof with a code where there is none', honest: me('seller1'), attempt: attempt('seller1', confirmIdentityRoute, () => ({ body: { by: 'code', code: '123456' } })), ends: '422 proof_not_valid', guards },
  {
    name: 'the token from before a proof',
    honest: (at) => at.call(undefined, signInRoute, { body: { loginName: 'seller2@tst.example', password: everybodysPassword } }),
    attempt: async (at) => {
      const before = await at.fresh('seller2');
      const confirmed = await at.call(before, confirmIdentityRoute, { body: { by: 'password', password: everybodysPassword } });
      if (confirmed.status !== 200) throw new Error(confirmed.text);
      return at.call(before, meRoute);
    },
    ends: '401 not_signed_in',
  },
  {
    name: 'another’s passkey taken away',
    honest: async (at) => {
      const { accountId } = at.world.person('itTechnician');
      await owner(at, sql`insert into identity.passkey_holders (account_id, user_handle) values (${accountId}, ${randomBytes(32)}) on conflict do nothing`);
      await owner(at, sql`
        insert into identity.passkeys (id, account_id, credential_id, public_key, counter, transports, backed_up, name, created_at)
        values (${theirPasskey}, ${accountId}, ${randomBytes(16)}, ${randomBytes(16)}, 0, '{}', false, 'Telefono', now()) on conflict do nothing`);
      return at.call('itTechnician', listPasskeysRoute);
    },
    attempt: attempt('seller3', removePasskeyRoute, () => ({ params: { id: theirPasskey } })),
    ends: '404 not_found',
    guards,
  },
  {
    name: 'a delicate deed with an old proof',
    honest: (at) => at.call('systemAdministrator', listInvitationsRoute, { query: {} }),
    attempt: async (at) => at.call(await at.world.signIn('systemAdministrator', { strongAt: new Date(Date.now() - 6 * 60_000) }), endSessionsOfRoute, { params: { id: at.world.person('seller1').accountId }, body: {} }),
    ends: '403 step_up_needed',
  },
];

let invitationId = '';
const invitation = (email: string, profile: string, code: string) => (at: BlackBox) => ({ body: { email, profile, nodeId: at.world.node(code), language: 'it' } });
const invites: Attack[] = [
  {
    name: 'send another dealer’s invitation again',
    honest: async (at) => {
      const made = await at.call(await at.fresh('dealerManager'), inviteRoute, invitation('nuova.persona@tst.example', 'seller', 'DLR001-B1')(at));
      const listed = JSON.parse((await at.call('dealerManager', listInvitationsRoute, { query: {} })).text) as { items: { id: string }[] };
      invitationId = listed.items[0]?.id ?? '';
      return made;
    },
    attempt: (at) => at.call('altManager', resendInvitationRoute, { params: { id: invitationId } }),
    ends: '404 not_found',
    guards,
  },
  { name: 'take another dealer’s invitation back', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: (at) => at.call('altManager', revokeInvitationRoute, { params: { id: invitationId } }), ends: '404 not_found', guards },
  { name: 'invite to a profile above one’s own', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: attempt('dealerManager', inviteRoute, invitation('capo@tst.example', 'systemAdministrator', 'DLR001')), ends: refusedAs('422 profile_not_given', '422 second_person_needed', '422 place_not_fitting'), guards },
  { name: 'invite into another dealer', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: attempt('dealerManager', inviteRoute, invitation('altrove@tst.example', 'seller', 'DLR002-B1')), ends: refusedAs('404 not_found', '422 place_not_fitting'), guards },
  { name: 'invite into another company', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: attempt('dealerManager', inviteRoute, invitation('altrove@tst.example', 'seller', 'ALT-DLR001-B1')), ends: refusedAs('404 not_found', '422 place_not_fitting'), guards },
  { name: 'invite as a seller', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: attempt('seller1', inviteRoute, invitation('amico@tst.example', 'seller', 'DLR001-B1')), ends: '403 forbidden', guards },
  { name: 'a tenant sent along with an invitation', honest: (at) => at.call('dealerManager', listInvitationsRoute, { query: {} }), attempt: async (at) => at.call('dealerManager', inviteRoute, { body: { ...invitation('amico@tst.example', 'seller', 'DLR001-B1')(at).body, tenantId: 2 } }), ends: '400 invalid_input', guards },
];

const person = (name: PersonName) => (at: BlackBox) => ({ id: at.world.person(name).personalityId });
const account = (name: PersonName) => (at: BlackBox) => ({ id: at.world.person(name).accountId });
/** The same deed on somebody out of reach, by two who are out of reach. */
const onPeople = ([name, contract, body]: readonly [string, RouteContract, object | undefined]): Attack[] =>
  ([['seller3', 'dealerManager'], ['seller1', 'altManager'], ['dealerManager', 'dealerManager']] as const).map(([whom, who]): Attack => ({
    name: `${name} ${whom}, by ${who}`,
    honest: (at) => at.call('dealerManager', personOperationsRoute, { params: person('seller1')(at) }),
    attempt: attempt(who, contract, (at) => ({ params: person(whom)(at), ...(body === undefined ? {} : { body: 'nodeId' in body ? { nodeId: at.world.node('DLR001-B1') } : body }) })),
    ends: refusedAs('404 not_found', '403 forbidden'),
    guards,
  }));
const people: Attack[] = [
  ...([['suspend', suspendPersonRoute, undefined], ['end', endPersonRoute, { from: '2027-01-01' }], ['move', movePersonRoute, { nodeId: 0 }]] as const).flatMap(onPeople),
  ...([['end the sessions of', endSessionsOfRoute, {}], ['block', setAccountStatusRoute, { status: 'blocked' }]] as const).flatMap(([name, contract, body]) =>
    ([['seller3', 'dealerManager'], ['seller1', 'altManager'], ['systemAdministrator', 'dealerManager'], ['dealerManager', 'dealerManager']] as const).map(([whom, who]): Attack => ({
      name: `${name} ${whom}, by ${who}`,
      honest: (at) => at.call('dealerManager', personOperationsRoute, { params: person('seller1')(at) }),
      attempt: attempt(who, contract, (at) => ({ params: account(whom)(at), body })),
      ends: refusedAs('404 not_found', '403 forbidden', '422 own_account', '422 profile_above'),
      guards,
    })),
  ),
];

const day = (offset: number) => addDays(civilDateIn(houseZone, new Date()), offset);
const ask = (who: PersonName, request: (at: BlackBox) => object, name: string, ends: string): Attack => ({
  name,
  honest: async (at) => {
    const asked = await at.call(await at.fresh('seller1'), askDelegationRoute, lent(at, 'seller2') as never);
    const { id } = JSON.parse(asked.text) as { id?: string };
    if (id !== undefined) await at.call(await at.fresh('seller1'), endDelegationRoute, { params: { id }, body: { note: '' } });
    return asked;
  },
  attempt: attempt(who, askDelegationRoute, request),
  ends,
  guards,
});
const lent = (at: BlackBox, to: PersonName, more: object = {}) => ({ body: { standInPersonalityId: at.world.person(to).personalityId, validFrom: day(1), validTo: day(5), privileges: ['quoting.quote.write'], amountLimitCents: null, reason: 'Ferie', ...more } });
let theirDelegation = '';
const standIns: Attack[] = [
  ask('seller1', (at) => lent(at, 'altSeller'), 'lend one’s place to somebody of another company', '422 colleague_not_found'),
  ask('seller1', (at) => lent(at, 'seller1'), 'lend one’s place to oneself', '422 same_person'),
  ask('seller1', (at) => lent(at, 'seller2', { privileges: ['identity.rights.approve'] }), 'lend what one does not hold', '422 privilege_not_passable'),
  ask('seller1', (at) => lent(at, 'seller2', { validTo: day(400) }), 'lend one’s place for a year', '422 days_not_possible'),
  ask('seller1', (at) => lent(at, 'seller1', { absentPersonalityId: at.world.person('dealerManager').personalityId }), 'take somebody’s place by asking for it', '404 not_found'),
  {
    name: 'decide on a delegation of another dealer',
    honest: async (at) => {
      const asked = await at.call(await at.fresh('seller3'), askDelegationRoute, lent(at, 'twoHats') as never);
      theirDelegation = (JSON.parse(asked.text) as { id: string }).id;
      return asked;
    },
    attempt: attempt('dealerManager', decideDelegationRoute, () => ({ params: { id: theirDelegation }, body: { approve: true, note: '' } })),
    ends: '404 not_found',
    guards,
  },
];

let requestId = '';
const change = (at: BlackBox) => ({ change: { kind: 'changeProfile', profile: 'collector', add: ['identity.organisation.read'], remove: [] }, reason: `Servono le sedi ${at.world.tenantId}` });
const propose = async (at: BlackBox) => {
  const known = JSON.parse((await at.call('systemAdministrator', listChangeRequestsRoute, { query: {} })).text) as { items: { id: string }[] };
  if (known.items[0] === undefined) await at.call(await at.fresh('systemAdministrator'), proposeChangeRoute, { body: change(at) as never });
  const listed = await at.call('systemAdministrator', listChangeRequestsRoute, { query: {} });
  requestId = (JSON.parse(listed.text) as { items: { id: string }[] }).items[0]?.id ?? '';
  if (requestId === '') throw new Error(listed.text);
  return listed;
};
const decide = (who: PersonName) => attempt(who, decideChangeRoute, () => ({ params: { id: requestId }, body: { approve: true, note: '' } }));
const fourEyes: Attack[] = [
  { name: 'approve what one asked for', honest: propose, attempt: decide('systemAdministrator'), ends: '422 own_request', guards },
  { name: 'approve it as another company’s administrator', honest: propose, attempt: decide('altAdministrator'), ends: '404 not_found', guards },
  { name: 'approve it as a seller', honest: propose, attempt: decide('seller1'), ends: '403 forbidden', guards },
  { name: 'propose a change as a seller', honest: propose, attempt: attempt('seller1', proposeChangeRoute, (at) => ({ body: change(at) })), ends: '403 forbidden', guards },
  { name: 'a decision sent along with a proposal', honest: propose, attempt: attempt('systemAdministrator', proposeChangeRoute, (at) => ({ body: { ...change(at), state: 'approved' } })), ends: '400 invalid_input', guards },
  { name: 'demand no second factor any more, as a manager', honest: propose, attempt: attempt('dealerManager', writeSecurityRoute, () => ({ body: { secondFactorFor: [] } })), ends: '403 forbidden', guards },
  { name: 'confirm a lost factor as a seller', honest: propose, attempt: attempt('seller1', confirmRecoveryRoute, () => ({ params: { id: nothing }, body: {} })), ends: '403 forbidden', guards },
  { name: 'connect another house as a manager', honest: propose, attempt: attempt('dealerManager', addProviderRoute, () => ({ body: {} })), ends: '403 forbidden', guards },
  {
    name: 'approve what widens the profile one inherits from',
    honest: async (at) => {
      const asked = await at.call(await at.fresh('systemAdministrator'), proposeChangeRoute, { body: { change: { kind: 'changeProfile', profile: 'creditOperator', add: ['identity.audit.read'], remove: [] }, reason: 'Serve il registro' } });
      requestId = (JSON.parse(asked.text) as { id: string }).id;
      return asked;
    },
    attempt: decide('headOfCredit'),
    ends: '422 own_benefit',
    guards,
  },
];

let eventId = 0;
const trail = async (at: BlackBox) => {
  const listed = await at.call('systemAdministrator', listAuditRoute, { query: { objectId: at.ours.id } });
  eventId = (JSON.parse(listed.text) as { items: { id: number }[] }).items[0]?.id ?? 0;
  return listed;
};
const trails: Attack[] = [
  { name: 'the proof of another company’s event', honest: trail, attempt: (at) => at.call('altAdministrator', proveAuditRoute, { params: { id: String(eventId) } }), ends: '404 not_found', guards },
  { name: 'the decision behind another company’s event', honest: trail, attempt: (at) => at.call('altAdministrator', replayDecisionRoute, { params: { id: String(eventId) } }), ends: '404 not_found', guards },
  { name: 'the proof of an event, as a seller', honest: trail, attempt: (at) => at.call('seller1', proveAuditRoute, { params: { id: String(eventId) } }), ends: '403 forbidden', guards },
  { name: 'why somebody may, as a seller', honest: (at) => at.call('areaManager', whyQuestionsRoute, { query: {} }), attempt: (at) => at.call('seller1', whyQuestionsRoute, { query: {} }), ends: '403 forbidden', guards },
];

export const credentialAttacks: readonly Attack[] = [...links, ...proofs, ...invites, ...people, ...standIns, ...fourEyes, ...trails];
