/** Paths, bodies and files that are not what they seem. */
import { listPeopleRoute, meRoute, signInRoute } from '#identity/api';
import { getQuoteRoute, listQuotesRoute, priceQuoteRoute, sharedQuoteRoute } from '#quoting/api';
import { addPhotoRoute, listStockRoute } from '#vehicles/api';
import sharp from 'sharp';
import type { Attack, BlackBox, Seen } from '../../server/testing/black-box.ts';

const page = (at: BlackBox) => at.send({ path: '/', headers: { accept: 'text/html' } });
const me = (at: BlackBox) => at.call('seller1', meRoute);
const list = (at: BlackBox) => at.call('seller1', listQuotesRoute, { query: { text: at.ours.number } });

function notFile(seen: Seen): void {
  if (/"dependencies"|root:x:0|BEGIN (EC |RSA )?PRIVATE KEY|create table|"signing"/.test(seen.text)) throw new Error(`a file came out: ${seen.text.slice(0, 200)}`);
}

/** Out of the folder of the pages. */
const paths: Attack[] = [
  '/../package.json', '/../../package.json', '/%2e%2e/package.json', '/%2e%2e%2fpackage.json', '/..%2fpackage.json', '/..%5cpackage.json', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2fpackage.json', '/assets/....//....//package.json', '//etc/passwd', '/assets//etc/passwd', '/assets/%00/../package.json', '/.git/config', '/audit.key', '/gateway-keys.json', '/server/schema.sql',
  '/api/../../../../etc/passwd', '/p/..%2f..%2fpackage.json', '/assets/%c0%ae%c0%ae/package.json',
].map((path): Attack => ({
  name: `ask for ${path}`,
  honest: page,
  attempt: (at) => at.send({ path, headers: { accept: '*/*' } }),
  ends: (seen) => {
    notFile(seen);
    if (seen.status < 400 && !path.startsWith('/p/')) throw new Error(`answered ${seen.status}: ${seen.text.slice(0, 100)}`);
  },
}));

const post = async (at: BlackBox, path: string, body: string | Buffer, headers: Record<string, string> = {}) => at.send({ method: 'POST', path, headers: { ...(await at.as('seller1')).headers, 'content-type': 'application/json', ...headers }, body });
const pricePath = priceQuoteRoute.path;

/** Words for the database, for a program that reads the answer, for the parser. */
const words: Attack[] = [
  ...["' or 1=1 --", '"; drop table quoting.quotes; --', '%', '_', '\\', '\u0000', '*:*', ')) union select'].map((text): Attack => ({
    name: `look for ${JSON.stringify(text)} among the quotes`,
    honest: list,
    attempt: (at) => at.call('seller3', listQuotesRoute, { query: { text } }),
    ends: (seen) => oneOf(seen, [200, 400]),
  })),
  {
    name: 'a cursor made by hand',
    honest: list,
    attempt: (at) => at.call('seller3', listQuotesRoute, { query: { cursor: Buffer.from(JSON.stringify({ id: at.ours.id, value: "' or true" })).toString('base64url') } }),
    ends: (seen) => oneOf(seen, [200, 400]),
  },
  {
    name: 'a cursor of a colleague',
    honest: (at) => at.call('seller1', listQuotesRoute, { query: { limit: '1' } }),
    attempt: async (at) => {
      const { nextCursor } = JSON.parse((await at.call('seller1', listQuotesRoute, { query: { limit: '1' } })).text) as { nextCursor: string | null };
      return at.call('seller3', listQuotesRoute, { query: { cursor: nextCursor ?? 'none' } });
    },
    ends: (seen) => oneOf(seen, [200, 400]),
  },
  { name: 'a page of a million rows', honest: list, attempt: (at) => at.call('seller1', listQuotesRoute, { query: { limit: '1000000' } }), ends: '400 invalid_input' },
  { name: 'an order that is no column', honest: list, attempt: (at) => at.call('seller1', listQuotesRoute, { query: { sort: '(select password_hash from identity.accounts)' } }), ends: '400 invalid_input' },
  { name: 'a number with a question for the database', honest: list, attempt: (at) => at.send({ path: "/api/quoting/quotes/' or true --".replaceAll(' ', '%20') }), ends: '401 not_signed_in' },
  { name: 'two values where one is asked', honest: list, attempt: async (at) => at.send({ path: '/api/quoting/quotes?limit=1&limit=200', headers: (await at.as('seller1')).headers }), ends: '400 invalid_input' },
  { name: 'a list as a body', honest: me, attempt: (at) => post(at, pricePath, '[]'), ends: '400 invalid_input' },
  { name: 'nothing as a body', honest: me, attempt: (at) => post(at, pricePath, 'null'), ends: '400 invalid_input' },
  { name: 'half a body', honest: me, attempt: (at) => post(at, pricePath, '{"input":'), ends: '400 invalid_input' },
  { name: 'a body ten thousand brackets deep', honest: me, attempt: (at) => post(at, pricePath, `${'['.repeat(10_000)}${']'.repeat(10_000)}`), ends: '400 invalid_input' },
  { name: 'a body of a megabyte', honest: me, attempt: (at) => post(at, pricePath, JSON.stringify({ input: 'x'.repeat(1_000_000) })), ends: '413 too_large' },
  { name: 'a packed body', honest: me, attempt: (at) => post(at, pricePath, Buffer.from('1f8b0800', 'hex'), { 'content-encoding': 'gzip' }), ends: '415 encoding_not_accepted' },
  { name: 'bytes that are no text', honest: me, attempt: (at) => post(at, pricePath, Buffer.from([0x22, 0xff, 0xfe, 0x22])), ends: '400 invalid_input' },
  { name: 'an endless header', honest: me, attempt: async (at) => at.send({ path: '/api/identity/me', headers: { ...(await at.as('seller1')).headers, 'x-long': 'a'.repeat(60_000) } }), ends: (seen) => oneOf(seen, [431, 400]) },
  { name: 'an address of ten thousand letters', honest: me, attempt: async (at) => at.send({ path: `/api/quoting/quotes/${'a'.repeat(10_000)}`, headers: (await at.as('seller1')).headers }), ends: (seen) => oneOf(seen, [400, 404, 414]) },
  {
    name: 'another name of the house in the request: no answer repeats it',
    honest: page,
    attempt: (at) => at.send({ path: '/oidc/.well-known/openid-configuration', headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' } }),
    ends: (seen) => {
      if (seen.text.includes('evil.example')) throw new Error('the foreign name came back');
    },
  },
  {
    name: 'a line break in a number: no header is born of it',
    honest: me,
    attempt: async (at) => at.send({ path: `/api/quoting/quotes/${at.theirs.id}%0d%0aset-cookie:%20volano=x`, headers: (await at.as('seller1')).headers }),
    ends: (seen) => {
      oneOf(seen, [400, 404]);
      if (seen.headers['set-cookie'] !== undefined) throw new Error('a header was born');
    },
  },
  {
    name: 'a script as a search: it comes back as data that no browser runs',
    honest: (at) => at.call('areaManager', listPeopleRoute, { query: { search: 'persona' } }),
    attempt: (at) => at.call('areaManager', listPeopleRoute, { query: { search: '<script>alert(1)</script>' } }),
    ends: (seen) => {
      if (!String(seen.headers['content-type']).startsWith('application/json') || seen.headers['x-content-type-options'] !== 'nosniff') throw new Error('a browser could read it as a page');
    },
  },
];

function oneOf(seen: Seen, statuses: readonly number[]): void {
  if (!statuses.includes(seen.status)) throw new Error(`${seen.status} ${seen.text.slice(0, 300)}`);
}

const picture = async () => sharp({ create: { width: 900, height: 600, channels: 3, background: '#334455' } }).jpeg().toBuffer();
const photoPath = (at: BlackBox) => addPhotoRoute.path.replace(':id', at.showroom.newCar);
const upload = async (at: BlackBox, bytes: Buffer, type: string) => at.send({ method: 'POST', path: photoPath(at), headers: { ...(await at.as('seller1')).headers, 'content-type': type }, body: bytes });
const honestPhoto = async (at: BlackBox) => upload(at, await picture(), 'image/jpeg');

const files: Attack[] = [
  ...([
    ['a page said to be a picture', '<html><script>alert(1)</script></html>', 'image/jpeg'],
    ['a drawing with a script', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['a drawing said to be a picture', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/png'],
    ['a program', 'MZ\u0090\u0000', 'image/png'],
    ['the head of a picture and nothing else', '\u0089PNG\r\n\u001a\n', 'image/png'],
    ['a document', '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj', 'image/jpeg'],
  ] as const).map(([name, text, type]): Attack => ({
    name: `${name} as a photo`,
    honest: honestPhoto,
    attempt: (at) => upload(at, Buffer.from(text, 'latin1'), type),
    ends: (seen) => oneOf(seen, [400, 415, 422]),
  })),
  { name: 'a photo without being anybody', honest: honestPhoto, attempt: async (at) => at.send({ method: 'POST', path: photoPath(at), headers: { 'content-type': 'image/jpeg' }, body: await picture() }), ends: '401 not_signed_in' },
];

/** What must not stay in a cache, or in a frame of another page. */
const kept: Attack[] = [
  ...(['/api/identity/me', '/api/quoting/quotes', '/api/vehicles/stock'] as const).map((path): Attack => ({
    name: `${path} from a cache shared by two people`,
    honest: async (at) => at.send({ path, headers: (await at.as('seller1')).headers }),
    attempt: async (at) => at.send({ path, headers: (await at.as('seller3')).headers }),
    secret: 'seller1@tst.example',
    ends: (seen) => {
      if (!/no-store/.test(String(seen.headers['cache-control']))) throw new Error(`it may be kept: ${String(seen.headers['cache-control'])}`);
    },
  })),
  {
    name: 'a quote’s paper from a cache',
    honest: (at) => at.call('seller1', getQuoteRoute, { params: { id: at.ours.id } }),
    attempt: (at) => at.send({ path: `/api/quoting/quotes/${at.ours.id}/document`, headers: { 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() } }),
    ends: '401 not_signed_in',
  },
  {
    name: 'a shared quote from a cache',
    honest: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken } }),
    attempt: (at) => at.call(undefined, sharedQuoteRoute, { params: { token: at.shareToken } }),
    ends: (seen) => {
      if (!/no-store/.test(String(seen.headers['cache-control']))) throw new Error(`it may be kept: ${String(seen.headers['cache-control'])}`);
    },
  },
  ...(['/', '/accedi', '/oidc/session/end'] as const).map((path): Attack => ({
    name: `${path} in a frame of another page`,
    honest: page,
    attempt: (at) => at.send({ path, headers: { accept: 'text/html' } }),
    ends: (seen) => {
      if (!/frame-ancestors 'none'/.test(String(seen.headers['content-security-policy']))) throw new Error(`it may be framed: ${String(seen.headers['content-security-policy'])}`);
    },
  })),
  {
    name: 'a stock list by whoever holds only a link',
    honest: (at) => at.call('seller1', listStockRoute, { query: {} }),
    attempt: (at) => at.send({ path: `/api/vehicles/stock?token=${at.shareToken}`, headers: { referer: `${at.origin}/p/${at.shareToken}` } }),
    ends: '401 not_signed_in',
  },
  {
    name: 'signing in with the words in the address',
    honest: me,
    attempt: (at) => at.send({ path: `${signInRoute.path}?loginName=seller1@tst.example&password=x` }),
    ends: (seen) => oneOf(seen, [404, 405]),
  },
];

export const inputAttacks: readonly Attack[] = [...paths, ...words, ...files, ...kept];
