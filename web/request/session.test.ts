import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '#identity/api';
import { caller } from './caller.ts';
import { queryClient } from './query-client.ts';
import { currentSession, leave, loadSession, signIn, signOut, switchPersonality } from './session.ts';

const personality = (id: string): Me['personality'] => ({
  id, profile: 'seller', profileName: { it: 'Venditore', en: 'Seller' }, label: 'Venditore · AutoNord', node: { id: 1, kind: 'seller', code: 'S', name: 'S' }, dealer: null,
});
const me = (id: string, csrfToken: string): Me => ({
  account: { id: 'a', loginName: 'luca.ferri@dlr001.example', displayName: 'Luca Ferri', language: 'it' }, tenant: { code: 't', name: 'T' }, personality: personality(id), personalities: [], standIns: [], onBehalfOf: null, privileges: [], csrfToken, secondFactorNeeded: false, demo: true,
});
const problem = (status: number, code: string) => ({ type: '', title: 'T', status, detail: 'D', code, requestId: 'r', fields: [] });

/** The server: its next answers, in turn. */
function server(...answers: readonly (readonly [number, unknown] | 'lost')[]): void {
  const left = [...answers];
  vi.stubGlobal('fetch', async (address: string) => {
    // The check of the connection after a lost request is no part of these stories.
    if (address === '/api/health/live') return new Response('{}', { status: 200 });
    const answer = left.shift();
    if (answer === undefined || answer === 'lost') throw new TypeError('lost');
    return new Response(JSON.stringify(answer[1]), { status: answer[0], headers: { 'content-type': 'application/json' } });
  });
}

beforeEach(leave);
afterEach(() => vi.unstubAllGlobals());

test('somebody is in: the token of the answer goes with every write', async () => {
  server([200, me('p1', 'token-1')]);
  await loadSession();
  expect(currentSession()).toMatchObject({ phase: 'in', me: { personality: { id: 'p1' } } });
  expect(caller.csrfToken).toBe('token-1');
});

test('nobody is in', async () => {
  server([401, problem(401, 'not_signed_in')]);
  await loadSession();
  expect(currentSession()).toEqual({ phase: 'nobody' });
});

test('a session that ends under an open page is told apart from nobody: the page stays', async () => {
  server([200, me('p1', 'token-1')], [401, problem(401, 'not_signed_in')]);
  await loadSession();
  queryClient.setQueryData(['/api/x', {}], 'kept');
  await loadSession();
  expect(currentSession()).toMatchObject({ phase: 'ended', me: { personality: { id: 'p1' } } });
  expect(caller.csrfToken).toBe('');
  expect(queryClient.getQueryData(['/api/x', {}])).toBe('kept');
});

test('a lost request is no end of the session', async () => {
  server([200, me('p1', 'token-1')], 'lost');
  await loadSession();
  await loadSession();
  expect(currentSession().phase).toBe('in');
});

test('another personality starts with an empty memory', async () => {
  server([200, me('p1', 'token-1')], [200, me('p2', 'token-2')]);
  await loadSession();
  queryClient.setQueryData(['/api/x', {}], 'of the first');
  const order: string[] = [];
  await switchPersonality({ personalityId: 'p2' }, () => order.push(currentSession().phase === 'in' ? caller.csrfToken : ''));
  expect(order).toEqual(['token-1']);
  expect(caller.csrfToken).toBe('token-2');
  expect(queryClient.getQueryData(['/api/x', {}])).toBeUndefined();
});

test.each([
  ['the personality before', [200, me('p1', 'token-1')]],
  ['nobody', [401, problem(401, 'not_signed_in')]],
] as const)('an answer about %s that comes after a change is asked for again', async (_, [status, body]) => {
  server([200, me('p1', 'token-1')]);
  await loadSession();
  let come: (answer: Response) => void = () => undefined;
  const late = new Promise<Response>((resolve) => (come = resolve));
  const json = { headers: { 'content-type': 'application/json' } };
  const answers = [late, Response.json(me('p2', 'token-2')), Response.json(me('p2', 'token-3'))];
  vi.stubGlobal('fetch', async () => answers.shift());
  const doubt = loadSession();
  await switchPersonality({ personalityId: 'p2' });
  come(new Response(JSON.stringify(body), { status, ...json }));
  await doubt;
  expect([answers.length, currentSession()]).toEqual([0, expect.objectContaining({ phase: 'in', me: me('p2', 'token-3') })]);
});

test('a refused sign-in changes nothing', async () => {
  server([422, problem(422, 'credentials_not_valid')]);
  await expect(signIn('luca', 'wrong')).rejects.toMatchObject({ code: 'credentials_not_valid' });
  expect(currentSession()).toEqual({ phase: 'nobody' });
});

test('signing out of a session that already ended is no failure; a server out of reach is', async () => {
  server([200, me('p1', 'token-1')], 'lost', [401, problem(401, 'not_signed_in')]);
  await loadSession();
  await expect(signOut()).rejects.toMatchObject({ code: 'network' });
  expect(currentSession().phase).toBe('in');
  await signOut();
  expect(currentSession()).toEqual({ phase: 'nobody' });
});
