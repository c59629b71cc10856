/** What an application, or somebody who plays one, sends to the door of the protocol. */
import { createHash, randomBytes } from 'node:crypto';
import { getQuoteRoute } from '#quoting/api';
import { registerAppRoute } from '../../server/modules/gateway/api.ts';
import type { Attack, BlackBox, Seen } from '../../server/testing/black-box.ts';
import { TestBrowser } from '../../server/testing/browser.ts';

const back = 'http://127.0.0.1:9/ritorno';
const verifier = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(verifier).digest('base64url');

interface Joined {
  readonly browser: TestBrowser;
  readonly appId: string;
}
let joined: Promise<Joined> | undefined;

/** Two public applications and a browser of seller1, made once. */
function setUp(at: BlackBox): Promise<Joined> {
  joined ??= (async () => {
    const words = { description: '', icon: 'app', address: 'http://127.0.0.1:9/', redirectUris: [back], postLogoutUris: ['http://127.0.0.1:9/addio'], backchannelUri: null, pushUri: null, defaultVisible: true, defaultSettings: {} };
    const register = async (clientId: string, kind: string, resource: string | null) =>
      at.call(await at.fresh('systemAdministrator'), registerAppRoute, { body: { ...words, clientId, kind, resource, name: clientId } as never });
    const made = await register('ricambi', 'oidcPublic', 'https://ricambi.example/api');
    await register('vicina', 'oidcPublic', null);
    const confidential = await register('riservata', 'oidcConfidential', null);
    if (made.status !== 200 || confidential.status !== 200) throw new Error(made.text);
    return { browser: (await at.browser('seller1')).browser, appId: (JSON.parse(made.text) as { app: { id: string } }).app.id };
  })();
  return joined;
}

type Query = Record<string, string | undefined>;
const asked = (changes: Query = {}): string => {
  const query = { client_id: 'ricambi', response_type: 'code', redirect_uri: back, scope: 'openid profile', code_challenge: challenge, code_challenge_method: 'S256', state: 'stato', nonce: 'una-volta', ...changes };
  return `/oidc/auth?${new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()}`;
};

/** Lets the browser go as far as the house leads it; the last address stands in `location`. */
async function go(at: BlackBox, path: string, browser?: TestBrowser): Promise<Seen> {
  const page = await (browser ?? (await setUp(at)).browser).go(`${at.origin}${path}`, (url) => url.origin === at.origin);
  return { status: page.status === 0 ? 302 : page.status, headers: { location: page.status === 0 ? page.url : undefined }, text: page.text, code: page.status === 0 ? (new URL(page.url).searchParams.get('error') ?? undefined) : undefined };
}
const honestRequest = (at: BlackBox) => go(at, asked());

async function freshCode(at: BlackBox, changes: Query = {}): Promise<string> {
  const seen = await go(at, asked(changes));
  return new URL(String(seen.headers['location'])).searchParams.get('code') ?? '';
}

const token = (at: BlackBox, parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  at.send({ method: 'POST', path: '/oidc/token', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams({ client_id: 'ricambi', ...parameters }).toString() });
const taken = async (at: BlackBox, changes: Query = {}) => ({ grant_type: 'authorization_code', code: await freshCode(at, changes), redirect_uri: back, code_verifier: verifier });
const honestCode = async (at: BlackBox) => token(at, await taken(at));
const read = (seen: Seen) => JSON.parse(seen.text) as { access_token: string; refresh_token: string; id_token: string };
const userinfo = (at: BlackBox, bearer: string) => at.send({ path: '/oidc/me', headers: { authorization: `Bearer ${bearer}` } });

/** Sent back with an error and without a code. */
const sentBack = (seen: Seen): void => {
  const location = String(seen.headers['location'] ?? '');
  if (!location.startsWith(back) || !location.includes('error=') || location.includes('code=')) throw new Error(`${seen.status} ${location} ${seen.text.slice(0, 200)}`);
};
/** Answered on a page of the house, and sent nowhere. */
const keptHere = (seen: Seen): void => {
  if (seen.status !== 400 || seen.headers['location'] !== undefined) throw new Error(`${seen.status} ${String(seen.headers['location'])}`);
};
const request = (name: string, changes: Query, ends: Attack['ends'] = sentBack): Attack => ({ name, honest: honestRequest, works: 302, attempt: (at) => go(at, asked(changes)), ends });

const requests: Attack[] = [
  request('PKCE left out', { code_challenge: undefined, code_challenge_method: undefined }),
  request('PKCE in plain letters', { code_challenge_method: 'plain' }),
  request('a token at once', { response_type: 'token' }),
  request('an identity at once', { response_type: 'id_token' }),
  request('everything at once', { response_type: 'code id_token token' }),
  request('a request that lies elsewhere', { request_uri: 'https://evil.example/richiesta' }),
  request('a request signed by nobody', { request: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"client_id":"ricambi"}').toString('base64url')}.` }),
  request('a service of somebody else', { resource: 'https://altra.example/api' }),
  request('another’s personality', { personality: '0190f000-0000-7000-8000-000000000000' }),
  ...[
    'https://evil.example/ritorno', `${back}/oltre`, `${back}?x=1`, `${back}#x`, back.replace('http://', 'http://evil.example@'), back.replace(':9', ':10'), back.replace('127.0.0.1', '127.0.0.1.evil.example'), back.replace('/ritorno', '/x/../ritorno'),
    'javascript:alert(1)', '//evil.example', 'data:text/html,x',
  ].map((uri) => request(`a return to ${uri}`, { redirect_uri: uri }, keptHere)),
  request('an application that is not registered', { client_id: 'nessuna' }, keptHere),
  {
    name: 'the state with a script comes back as it went, in an address and in no page',
    honest: honestRequest,
    works: 302,
    attempt: (at) => go(at, asked({ state: '"><script>alert(1)</script>', response_mode: 'form_post' })),
    ends: (seen) => {
      if (seen.text.includes('<script>alert(1)')) throw new Error('a page holds the script');
    },
  },
  {
    name: 'a quiet request of nobody',
    honest: (at) => go(at, asked({ prompt: 'none' })),
    works: 302,
    attempt: (at) => go(at, asked({ prompt: 'none' }), new TestBrowser()),
    ends: sentBack,
  },
  {
    name: 'leave the house with a false return after signing out',
    honest: honestRequest,
    works: 302,
    attempt: (at) => at.send({ path: `/oidc/session/end?client_id=ricambi&post_logout_redirect_uri=${encodeURIComponent('https://evil.example/')}` }),
    ends: keptHere,
  },
  {
    name: 'sign somebody out with an identity signed by nobody',
    honest: honestRequest,
    works: 302,
    attempt: (at) => at.send({ path: `/oidc/session/end?id_token_hint=${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: `${at.origin}/oidc`, aud: 'ricambi', sub: at.world.person('seller1').accountId })).toString('base64url')}.` }),
    ends: keptHere,
  },
];

const codes: Attack[] = [
  {
    name: 'a code a second time',
    honest: honestCode,
    attempt: async (at) => {
      const once = await taken(at);
      await token(at, once);
      return token(at, once);
    },
    ends: '400 invalid_grant',
  },
  {
    name: 'what the first use of a code gave, after the second',
    honest: honestCode,
    attempt: async (at) => {
      const once = await taken(at);
      const first = read(await token(at, once));
      await token(at, once);
      return userinfo(at, first.access_token);
    },
    ends: '401 invalid_token',
  },
  { name: 'a code with another verifier', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), code_verifier: 'x'.repeat(43) }), ends: '400 invalid_grant' },
  { name: 'a code with its challenge for a verifier', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), code_verifier: challenge }), ends: '400 invalid_grant' },
  { name: 'a code by the application next door', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), client_id: 'vicina' }), ends: '400 invalid_grant' },
  { name: 'a code with another return address', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), redirect_uri: `${back}/` }), ends: '400 invalid_grant' },
  { name: 'a code made up', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), code: randomBytes(32).toString('base64url') }), ends: '400 invalid_grant' },
  { name: 'a confidential application without its secret', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), client_id: 'riservata' }), ends: '401 invalid_client' },
  { name: 'a confidential application with a guessed secret', honest: honestCode, attempt: async (at) => token(at, { ...(await taken(at)), client_id: 'riservata', client_secret: 'indovinato' }), ends: '401 invalid_client' },
  ...(['password', 'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code', 'urn:ietf:params:oauth:grant-type:token-exchange', 'urn:ietf:params:oauth:grant-type:jwt-bearer'] as const).map((kind): Attack => ({
    name: `tokens by ${kind}`,
    honest: honestCode,
    attempt: (at) => token(at, { grant_type: kind, username: 'seller1@tst.example', password: 'x' }),
    ends: (seen) => {
      if (seen.status !== 400 || seen.text.includes('access_token')) throw new Error(seen.text);
    },
  })),
];

const refreshed = (at: BlackBox, refreshToken: string, more: Record<string, string> = {}) => token(at, { grant_type: 'refresh_token', refresh_token: refreshToken, ...more });
const tokens: Attack[] = [
  {
    name: 'a refresh token a second time',
    honest: async (at) => refreshed(at, read(await honestCode(at)).refresh_token),
    attempt: async (at) => {
      const first = read(await honestCode(at));
      await refreshed(at, first.refresh_token);
      return refreshed(at, first.refresh_token);
    },
    ends: '400 invalid_grant',
  },
  {
    name: 'the newest of a family of which one was replayed',
    honest: async (at) => refreshed(at, read(await honestCode(at)).refresh_token),
    attempt: async (at) => {
      const first = read(await honestCode(at));
      const second = read(await refreshed(at, first.refresh_token));
      await refreshed(at, first.refresh_token);
      return refreshed(at, second.refresh_token);
    },
    ends: '400 invalid_grant',
  },
  { name: 'a refresh token by the application next door', honest: honestCode, attempt: async (at) => refreshed(at, read(await honestCode(at)).refresh_token, { client_id: 'vicina' }), ends: '400 invalid_grant' },
  {
    name: 'a refresh that asks for more',
    honest: honestCode,
    attempt: async (at) => refreshed(at, read(await honestCode(at)).refresh_token, { scope: 'openid profile email offline_access' }),
    ends: '400 invalid_scope',
  },
  { name: 'an access token for a refresh token', honest: honestCode, attempt: async (at) => refreshed(at, read(await honestCode(at)).access_token), ends: '400 invalid_grant' },
  { name: 'an identity for an access token', honest: honestCode, attempt: async (at) => userinfo(at, read(await honestCode(at)).id_token), ends: '401 invalid_token' },
  {
    name: 'an access token signed by nobody',
    honest: honestCode,
    attempt: (at) => userinfo(at, `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: `${at.origin}/oidc`, sub: at.world.person('seller1').accountId, exp: 4_000_000_000 })).toString('base64url')}.`),
    ends: '401 invalid_token',
  },
  { name: 'an identity as a key to our own data', honest: (at) => at.call('seller1', getQuoteRoute, { params: { id: at.ours.id } }), attempt: async (at) => at.send({ path: `/api/quoting/quotes/${at.ours.id}`, headers: { authorization: `Bearer ${read(await honestCode(at)).id_token}` } }), ends: '401 not_signed_in' },
  {
    name: 'the token of an application without the right to our own data',
    honest: (at) => at.call('seller1', getQuoteRoute, { params: { id: at.ours.id } }),
    attempt: async (at) => at.send({ path: `/api/quoting/quotes/${at.ours.id}`, headers: { authorization: `Bearer ${read(await honestCode(at)).access_token}` } }),
    ends: (seen) => {
      if (seen.status !== 401 && seen.status !== 403) throw new Error(`${seen.status}`);
    },
  },
  { name: 'rules with a token made up', honest: honestCode, attempt: (at) => at.send({ path: '/oidc/rules', headers: { authorization: `Bearer ${randomBytes(32).toString('base64url')}` } }), ends: (seen) => refusedAs(seen, 401) },
  {
    name: 'rules by the mark of somebody else’s copy',
    honest: async (at) => at.send({ path: '/oidc/rules', headers: { authorization: `Bearer ${read(await honestCode(at)).access_token}` } }),
    attempt: (at) => at.send({ path: '/oidc/rules', headers: { 'if-none-match': '*' } }),
    ends: (seen) => refusedAs(seen, 401),
  },
  {
    name: 'a token of a session that was signed out',
    honest: honestCode,
    attempt: async (at) => {
      const { browser, desk } = await at.browser('seller2');
      const seen = await go(at, asked(), browser);
      const given = await token(at, { grant_type: 'authorization_code', code: new URL(String(seen.headers['location'])).searchParams.get('code') ?? '', redirect_uri: back, code_verifier: verifier });
      if (given.status !== 200) throw new Error(given.text);
      await at.send({ method: 'POST', path: '/api/identity/sign-out', headers: desk.headers });
      return userinfo(at, read(given).access_token);
    },
    ends: '401 invalid_token',
  },
  ...(['/oidc/reg', '/oidc/device/auth', '/oidc/request', '/oidc/token/introspection', '/oidc/ciba', '/oidc/backchannel'] as const).map((path): Attack => ({
    name: `${path}, which is not open`,
    honest: honestCode,
    attempt: (at) => at.send({ method: 'POST', path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'client_id=ricambi' }),
    ends: (seen) => {
      if (seen.status < 400) throw new Error(`${seen.status}`);
    },
  })),
];

function refusedAs(seen: Seen, status: number): void {
  if (seen.status !== status) throw new Error(`${seen.status} ${seen.text.slice(0, 200)}`);
}

export const protocolAttacks: readonly Attack[] = [...requests, ...codes, ...tokens];
