/** Requests that say they come from somebody else, from another page, or carry more than they were asked for. */
import { meRoute, setLanguageRoute, signInRoute, switchPersonalityRoute } from '#identity/api';
import { getQuoteRoute, listQuotesRoute, setFollowUpsRoute, shareQuoteRoute } from '#quoting/api';
import { reserveVehicleRoute } from '#vehicles/api';
import { everybodysPassword, type Attack, type BlackBox, type Seen } from '../../server/testing/black-box.ts';
import type { SignedIn } from '../../server/testing/world.ts';

const own = (at: BlackBox) => at.call('seller1', getQuoteRoute, { params: { id: at.ours.id } });
const ours = (at: BlackBox) => ({ params: { id: at.ours.id } });

/** Reads our quote with these headers and nothing else. */
async function reading(at: BlackBox, headers: Record<string, string | string[]>, query = ''): Promise<Seen> {
  return at.send({ path: `/api/quoting/quotes/${at.ours.id}${query}`, headers });
}

const identities: Attack[] = [
  { name: 'nobody at all', honest: own, attempt: (at) => reading(at, {}), ends: '401 not_signed_in' },
  { name: 'a token made up', honest: own, attempt: (at) => reading(at, { cookie: `volano=${'A'.repeat(43)}` }), ends: '401 not_signed_in' },
  { name: 'a token with one letter changed', honest: own, attempt: async (at) => reading(at, { cookie: `volano=${flipped((await at.as('seller1')).token)}` }), ends: '401 not_signed_in' },
  { name: 'the number of the session for its token', honest: own, attempt: async (at) => reading(at, { cookie: `volano=${(await at.as('seller1')).sessionId}` }), ends: '401 not_signed_in' },
  { name: 'the token in the address', honest: own, attempt: async (at) => reading(at, {}, `?volano=${(await at.as('seller1')).token}`), ends: '401 not_signed_in' },
  { name: 'the token under another name', honest: own, attempt: async (at) => reading(at, { cookie: `session=${(await at.as('seller1')).token}` }), ends: '401 not_signed_in' },
  { name: 'the token as a bearer’s', honest: own, attempt: async (at) => reading(at, { authorization: `Bearer ${(await at.as('seller1')).token}` }), ends: '401 not_signed_in' },
  { name: 'the secret of the form as a token', honest: own, attempt: async (at) => reading(at, { cookie: `volano=${(await at.as('seller1')).csrf}` }), ends: '401 not_signed_in' },
  { name: 'a question for the database as a token', honest: own, attempt: (at) => reading(at, { cookie: `volano=' or true --` }), ends: '401 not_signed_in' },
  { name: 'a very long token', honest: own, attempt: (at) => reading(at, { cookie: `volano=${'A'.repeat(6000)}` }), ends: '401 not_signed_in' },
  { name: 'name and password in the header', honest: own, attempt: (at) => reading(at, { authorization: `Basic ${Buffer.from(`seller1@tst.example:${everybodysPassword}`).toString('base64')}` }), ends: '401 not_signed_in' },
  ...(['x-volano-personality', 'x-personality-id', 'x-tenant-id', 'x-user', 'x-forwarded-user', 'remote-user', 'x-original-user', 'x-volano-identity'] as const).map((header): Attack => ({
    name: `the stranger’s own session with another in ${header}`,
    honest: own,
    attempt: async (at) => reading(at, { ...(await at.as('seller3')).headers, [header]: at.world.person('seller1').personalityId }),
    ends: '404 not_found',
  })),
  {
    name: 'two sessions in one request: the stranger’s first',
    honest: own,
    attempt: async (at) => reading(at, { cookie: `volano=${(await at.as('seller3')).token}; volano=${'A'.repeat(43)}` }),
    ends: (seen) => mustBe(seen, [401, 404]),
  },
  {
    name: 'an address of the house in x-forwarded-for',
    honest: own,
    attempt: (at) => reading(at, { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' }),
    ends: '401 not_signed_in',
  },
];

function flipped(token: string): string {
  return `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
}

function mustBe(seen: Seen, statuses: readonly number[]): void {
  if (!statuses.includes(seen.status)) throw new Error(`${seen.status} ${seen.text.slice(0, 300)}`);
}

const share = (at: BlackBox, headers: Record<string, string> = {}, who?: SignedIn) => at.call(who ?? 'seller1', shareQuoteRoute, { ...ours(at), body: { expiresOn: at.ours.expiresOn } }, headers);
const body = (at: BlackBox) => JSON.stringify({ expiresOn: at.ours.expiresOn });

/** Another site makes the seller’s browser write. */
const otherPages: Attack[] = [
  { name: 'a write without the secret of the form', honest: share, attempt: async (at) => send(at, { cookie: (await at.as('seller1')).cookie, 'content-type': 'application/json' }), ends: '403 csrf_token_invalid' },
  { name: 'with the secret of a colleague', honest: share, attempt: async (at) => share(at, { 'x-volano-csrf': (await at.as('seller2')).csrf }), ends: '403 csrf_token_invalid' },
  { name: 'with an empty secret', honest: share, attempt: (at) => share(at, { 'x-volano-csrf': '' }), ends: '403 csrf_token_invalid' },
  { name: 'from another site, by the browser’s word', honest: share, attempt: (at) => share(at, { 'sec-fetch-site': 'cross-site' }), ends: '403 csrf_token_invalid' },
  { name: 'from a neighbouring name', honest: share, attempt: (at) => share(at, { 'sec-fetch-site': 'same-site' }), ends: '403 csrf_token_invalid' },
  { name: 'as a form', honest: share, attempt: async (at) => send(at, { ...(await at.as('seller1')).headers, 'content-type': 'application/x-www-form-urlencoded' }, 'expiresOn=2026-12-01'), ends: '415 unsupported_media_type' },
  { name: 'as plain text', honest: share, attempt: async (at) => send(at, { ...(await at.as('seller1')).headers, 'content-type': 'text/plain' }), ends: '400 invalid_input' },
  { name: 'as a form of parts', honest: share, attempt: async (at) => send(at, { ...(await at.as('seller1')).headers, 'content-type': 'multipart/form-data; boundary=x' }), ends: '415 unsupported_media_type' },
  {
    name: 'sign the victim in as the attacker, from another site',
    honest: (at) => signIn(at, 'careoperator@tst.example'),
    attempt: (at) => signIn(at, 'careoperator@tst.example', { 'sec-fetch-site': 'cross-site' }),
    ends: '403 csrf_token_invalid',
  },
  ...(['x-http-method-override', 'x-method-override', 'x-http-method'] as const).map((header): Attack => ({
    name: `a read that says it is a write, in ${header}`,
    honest: own,
    attempt: async (at) => at.send({ path: `/api/quoting/quotes/${at.theirs.id}`, headers: { ...(await at.as('seller1')).headers, [header]: 'DELETE' } }),
    ends: '404 not_found',
  })),
  {
    name: 'another site’s page reading an answer',
    honest: own,
    attempt: async (at) => at.send({ path: '/api/identity/me', headers: { ...(await at.as('seller1')).headers, origin: 'https://evil.example' } }),
    ends: (seen) => {
      if (seen.headers['access-control-allow-origin'] !== undefined) throw new Error('another origin may read');
    },
  },
  {
    name: 'another site asking first whether it may write',
    honest: own,
    attempt: (at) => at.send({ method: 'OPTIONS', path: `/api/quoting/quotes/${at.ours.id}/shares`, headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-volano-csrf' } }),
    ends: (seen) => {
      if (seen.headers['access-control-allow-origin'] !== undefined || seen.status === 200) throw new Error('another origin may ask');
    },
  },
];

function send(at: BlackBox, headers: Record<string, string>, text?: string): Promise<Seen> {
  return at.send({ method: 'POST', path: `/api/quoting/quotes/${at.ours.id}/shares`, headers, body: text ?? body(at) });
}

function signIn(at: BlackBox, loginName: string, headers: Record<string, string> = {}): Promise<Seen> {
  return at.call(undefined, signInRoute, { body: { loginName, password: everybodysPassword } }, headers);
}

/** Fields nobody asked for. */
const more: Attack[] = [
  ...([
    ['a tenant', { tenantId: 2 }], ['a maker', { createdBy: '00000000-0000-4000-8000-000000000001' }], ['a node', { nodeId: 1 }], ['a longer life', { status: 'open' }], ['a parent of all objects', { __proto__x: { admin: true } }],
  ] as const).map(([what, extra]): Attack => ({
    name: `${what} sent along with a link`,
    honest: share,
    attempt: (at) => at.call('seller1', shareQuoteRoute, { ...ours(at), body: { expiresOn: at.ours.expiresOn, ...extra } }),
    ends: '400 invalid_input',
  })),
  {
    name: 'the parent of all objects in the words of a request',
    honest: share,
    attempt: async (at) => send(at, { ...(await at.as('seller1')).headers, 'content-type': 'application/json' }, `{"expiresOn":"${at.ours.expiresOn}","__proto__":{"privileges":["identity.audit.read"]}}`),
    ends: (seen) => mustBe(seen, [400]),
  },
  {
    name: 'a personality chosen while signing in',
    honest: (at) => signIn(at, 'collector@tst.example'),
    attempt: (at) => at.call(undefined, signInRoute, { body: { loginName: 'collector@tst.example', password: everybodysPassword, personalityId: at.world.person('systemAdministrator').personalityId } }),
    ends: '400 invalid_input',
  },
  {
    name: 'a profile sent along with the language',
    honest: (at) => at.call('seller2', setLanguageRoute, { body: { language: 'it' } }),
    attempt: (at) => at.call('seller2', setLanguageRoute, { body: { language: 'it', profile: 'systemAdministrator' } }),
    ends: '400 invalid_input',
  },
  {
    name: 'a tenant in the question of a list',
    honest: (at) => at.call('seller1', listQuotesRoute, { query: {} }),
    attempt: (at) => at.call('altManager', listQuotesRoute, { query: { tenantId: 1 } }),
    ends: '400 invalid_input',
  },
  {
    name: 'a longer reservation than the route knows',
    honest: (at) => at.call('seller1', listQuotesRoute, { query: {} }),
    attempt: (at) => at.call('seller1', reserveVehicleRoute, { params: { id: at.showroom.usedCar }, body: { days: 1, until: '2099-01-01' } }),
    ends: '400 invalid_input',
  },
  {
    name: 'a follow-up by an idempotency key of a colleague: the answer is not his',
    honest: (at) => at.call('seller1', setFollowUpsRoute, { body: { ids: [at.ours.id], followUpOn: null } }, { 'idempotency-key': 'the-key-of-seller1' }),
    attempt: (at) => at.call('seller3', setFollowUpsRoute, { body: { ids: [at.ours.id], followUpOn: null } }, { 'idempotency-key': 'the-key-of-seller1' }),
    ends: (seen) => {
      if (/"changed":\s*1|"set":\s*1/.test(seen.text)) throw new Error(`the colleague’s answer: ${seen.text}`);
    },
  },
];

/** A session known beforehand to whoever planted it. */
const planted: Attack[] = [
  {
    name: 'a session planted before the sign-in is not taken over',
    honest: (at) => signIn(at, 'payoutoperator@tst.example'),
    attempt: async (at) => {
      const token = 'P'.repeat(43);
      const signedIn = await signIn(at, 'payoutoperator@tst.example', { cookie: `volano=${token}` });
      if ([signedIn.headers['set-cookie'] ?? []].flat().some((line) => line.includes(token))) throw new Error('the planted token lives on');
      return at.call(undefined, meRoute, {}, { cookie: `volano=${token}` });
    },
    ends: '401 not_signed_in',
  },
  {
    name: 'the attacker’s own open session, planted, is ended by the victim’s sign-in',
    honest: (at) => signIn(at, 'payoutoperator@tst.example'),
    attempt: async (at) => {
      const attacker = await at.fresh('payoutOperator');
      await signIn(at, 'payoutoperator@tst.example', { cookie: attacker.cookie });
      return at.call(attacker, meRoute);
    },
    ends: '401 not_signed_in',
  },
  {
    name: 'the token from before a switch of personality',
    honest: (at) => at.call('twoHats', meRoute),
    attempt: async (at) => {
      const before = await at.fresh('twoHats');
      await at.call(before, switchPersonalityRoute, { body: { personalityId: at.world.customerHat } });
      return at.call(before, meRoute);
    },
    ends: '401 not_signed_in',
  },
];

export const forgedAttacks: readonly Attack[] = [...identities, ...otherPages, ...more, ...planted];
