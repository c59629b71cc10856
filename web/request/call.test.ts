import { afterEach, describe, expect, test, vi } from 'vitest';
import type { confirmIdentityRoute, listPeopleRoute, meRoute, setLanguageRoute } from '#identity/api';
import type { printQuoteRoute, priceQuoteRoute } from '#quoting/api';
import { call } from './call.ts';
import { caller, onSessionDoubt } from './caller.ts';
import { addressOf, endpoint } from './endpoint.ts';
import { ProblemError } from './problem-error.ts';
import { isProofAsked, settleProof, subscribeProof } from './step-up.ts';

const me = endpoint<typeof meRoute>('GET', '/api/identity/me');
const people = endpoint<typeof listPeopleRoute>('GET', '/api/identity/people');
const saveLanguage = endpoint<typeof setLanguageRoute>('PUT', '/api/identity/me/language');
const confirm = endpoint<typeof confirmIdentityRoute>('POST', '/api/identity/confirm');
const price = endpoint<typeof priceQuoteRoute>('POST', '/api/quoting/price', 'read-only');
const print = endpoint<typeof printQuoteRoute>('GET', '/api/quoting/quotes/:id/document');

/** The network at the edge of the browser: answers in turn, remembers what was asked. */
function network(...answers: (Response | Error)[]) {
  const asked: { address: string; init: RequestInit; headers: Headers }[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push({ address, init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (answer === undefined || answer instanceof Error) throw answer ?? new Error('nobody answers');
    return answer;
  });
  return asked;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers } });

const problem = (status: number, code: string) => ({ type: '', title: 'T', status, detail: 'D', code, requestId: 'r1', fields: [] });

afterEach(() => {
  vi.unstubAllGlobals();
  caller.csrfToken = '';
});

test('an address carries parameters and only the query keys that have a value', () => {
  expect(addressOf(print, { params: { id: 'a/b' }, query: { language: 'en', revision: undefined } })).toBe('/api/quoting/quotes/a%2Fb/document?language=en');
  expect(addressOf(people, { query: { search: 'rossi & figli', state: 'all' } })).toBe('/api/identity/people?search=rossi+%26+figli&state=all');
});

describe('headers', () => {
  test('a read carries the language and neither token nor key', async () => {
    caller.csrfToken = 'secret';
    const [asked] = [network(json(200, { account: {} }))];
    await call(me);
    expect(asked[0]?.headers.get('accept-language')).toBe('it');
    expect(asked[0]?.headers.get('x-volano-csrf')).toBeNull();
    expect(asked[0]?.headers.get('idempotency-key')).toBeNull();
  });

  test('a write carries the token and a key of its own, or the one it is given', async () => {
    caller.csrfToken = 'secret';
    const asked = network(json(200, { language: 'en' }), json(200, { language: 'en' }));
    await call(saveLanguage, { body: { language: 'en' } });
    await call(saveLanguage, { body: { language: 'en' } }, { idempotencyKey: 'key-of-the-form' });
    expect(asked[0]?.headers.get('x-volano-csrf')).toBe('secret');
    expect(asked[0]?.headers.get('idempotency-key')).toMatch(/^[\w-]{8,100}$/);
    expect(asked[1]?.headers.get('idempotency-key')).toBe('key-of-the-form');
    expect(asked[0]?.init.body).toBe('{"language":"en"}');
  });

  test('a calculation carries the token but no key', async () => {
    caller.csrfToken = 'secret';
    const asked = network(json(422, problem(422, 'nothing_to_finance')));
    const input = { vehicle: { kind: 'catalogue' as const, versionId: 'x' }, offerId: 'o', offerVersion: 1, priceCents: 0, discountCents: 0, tradeInCents: 0, depositCents: 0, termMonths: 48, balloonCents: null, kmPerYear: null, serviceCodes: [], optionCodes: [], accessories: [], tradeIn: null };
    await expect(call(price, { body: { input } })).rejects.toMatchObject({ code: 'nothing_to_finance' });
    expect(asked[0]?.headers.get('x-volano-csrf')).toBe('secret');
    expect(asked[0]?.headers.get('idempotency-key')).toBeNull();
  });
});

describe('what goes wrong', () => {
  test('a problem document becomes a ProblemError with its words and the time to wait', async () => {
    network(json(429, problem(429, 'too_many_requests'), { 'retry-after': '30' }));
    const error: unknown = await call(me).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 429, code: 'too_many_requests', detail: 'D', requestId: 'r1', retryAfterSeconds: 30, retryable: true });
  });

  test('a network that fails is a problem of its own, and may be tried again', async () => {
    network(new TypeError('fetch failed'));
    await expect(call(me)).rejects.toMatchObject({ code: 'network', status: 0, retryable: true });
  });

  test('a page of the office network is not taken for an answer', async () => {
    network(new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }));
    await expect(call(me)).rejects.toMatchObject({ code: 'unreadable' });
  });

  test('a proxy that does not reach the server counts as network', async () => {
    network(new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }));
    await expect(call(me)).rejects.toMatchObject({ code: 'network', status: 502, retryable: true });
  });

  test('whoever cancels gets the cancellation, not a problem', async () => {
    network(json(200, {}));
    const control = new AbortController();
    control.abort();
    await expect(call(me, undefined, { signal: control.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('a lost session is told to whoever listens', async () => {
    network(json(401, problem(401, 'not_signed_in')));
    const heard: string[] = [];
    const forget = onSessionDoubt((doubt) => heard.push(doubt));
    await expect(call(me)).rejects.toMatchObject({ status: 401 });
    forget();
    expect(heard).toEqual(['not_signed_in']);
  });
});

describe('a proof that is asked for', () => {
  const proof = { body: { by: 'password', password: 'x' } } as const;

  test('the request waits, is repeated once under its key with the new token, and never asks a third time', async () => {
    const forget = subscribeProof(() => undefined);
    caller.csrfToken = 'old';
    const asked = network(json(403, problem(403, 'step_up_needed')), json(200, { csrfToken: 'new' }), json(200, { language: 'en' }));
    const saving = call(saveLanguage, { body: { language: 'en' } });
    await vi.waitFor(() => expect(isProofAsked()).toBe(true));
    await call(confirm, proof, { renews: true });
    settleProof(true);
    expect(await saving).toEqual({ language: 'en' });
    expect(asked.map(({ address }) => address)).toEqual(['/api/identity/me/language', '/api/identity/confirm', '/api/identity/me/language']);
    expect(asked[2]?.headers.get('idempotency-key')).toBe(asked[0]?.headers.get('idempotency-key'));
    expect(asked[2]?.headers.get('x-volano-csrf')).toBe('new');
    const stubborn = network(json(403, problem(403, 'step_up_needed')), json(403, problem(403, 'step_up_needed')));
    const again = call(saveLanguage, { body: { language: 'en' } }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(isProofAsked()).toBe(true));
    settleProof(true);
    expect(await again).toMatchObject({ code: 'step_up_needed' });
    expect(stubborn).toHaveLength(2);
    forget();
  });

  test('whoever thinks better of it gets the refusal; so does a page with nobody to ask', async () => {
    const forget = subscribeProof(() => undefined);
    const asked = network(json(403, problem(403, 'step_up_needed')), json(403, problem(403, 'step_up_needed')));
    const saving = call(saveLanguage, { body: { language: 'en' } }).catch((error: unknown) => error);
    await vi.waitFor(() => expect(isProofAsked()).toBe(true));
    expect(asked).toHaveLength(1);
    settleProof(false);
    expect(await saving).toMatchObject({ code: 'step_up_needed' });
    forget();
    await expect(call(saveLanguage, { body: { language: 'en' } })).rejects.toMatchObject({ code: 'step_up_needed' });
  });

  test('what went out with the old cookie while it was renewed is sent once more, and no session is lost over it', async () => {
    const doubts: string[] = [];
    const forget = onSessionDoubt((doubt) => doubts.push(doubt));
    let answerOld: (answer: Response) => void = () => undefined;
    const late = new Promise<Response>((resolve) => (answerOld = resolve));
    const answers: (Response | Promise<Response>)[] = [late, json(200, { csrfToken: 'new' }), json(200, { account: {} })];
    vi.stubGlobal('fetch', async () => answers.shift() ?? json(500, {}));
    const reading = call(me);
    await call(confirm, proof, { renews: true });
    answerOld(json(401, problem(401, 'not_signed_in')));
    expect(await reading).toEqual({ account: {} });
    expect(doubts).toEqual([]);
    forget();
  });
});
