/**
 * Who is signed in, one truth for the page and for all tabs of the browser. A personality is a world of its own: when
 * it changes, everything the page remembered is forgotten.
 */
import { useSyncExternalStore } from 'react';
import type { completeSignInRoute, HalfSignIn, Me, meRoute, setLanguageRoute, signInRoute, signOutRoute, switchPersonalityRoute } from '#identity/api';
import { currentLanguage, setLanguage, type Language } from '../ui/language.ts';
import { call } from './call.ts';
import { caller, onRenewal, onSessionDoubt } from './caller.ts';
import { endpoint } from './endpoint.ts';
import { localProblem, ProblemError } from './problem-error.ts';
import { queryClient } from './query-client.ts';
import { forgetTabDrafts } from './tab-draft.ts';

export type Session =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly problem: ProblemError }
  | { readonly phase: 'nobody' }
  | { readonly phase: 'in'; readonly me: Me }
  /** The server ended the session while the page was open; `me` is who it was. */
  | { readonly phase: 'ended'; readonly me: Me };

const readMe = endpoint<typeof meRoute>('GET', '/api/identity/me');
const postSignIn = endpoint<typeof signInRoute>('POST', '/api/identity/sign-in');
const postCode = endpoint<typeof completeSignInRoute>('POST', '/api/identity/sign-in/code');
const postSignOut = endpoint<typeof signOutRoute>('POST', '/api/identity/sign-out');
const postPersonality = endpoint<typeof switchPersonalityRoute>('POST', '/api/identity/personality');
const putLanguage = endpoint<typeof setLanguageRoute>('PUT', '/api/identity/me/language');

let session: Session = { phase: 'loading' };
const listeners = new Set<() => void>();
const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('volano.session');

function become(next: Session): void {
  session = next;
  caller.csrfToken = next.phase === 'in' ? next.me.csrfToken : '';
  for (const listener of listeners) listener();
}

export const currentSession = (): Session => session;

export function subscribeSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The whole state, for shells. Pages use `useMe`. */
export function useSession(): Session {
  return useSyncExternalStore(subscribeSession, currentSession);
}

/** Takes over an answer of the server; another personality starts with an empty memory. */
async function adopt(me: Me): Promise<void> {
  const before = session.phase === 'in' || session.phase === 'ended' ? session.me.personality.id : undefined;
  // At the start there is nothing of anybody else: the page may already have asked for what it begins with.
  if (before !== me.personality.id && session.phase !== 'loading') queryClient.clear();
  // What somebody else left unsaved in this tab is no business of whoever is in now.
  forgetTabDrafts([me.personality, ...me.personalities, ...me.standIns].map(({ id }) => id));
  // The interface stays in the language it has when the other one cannot be fetched.
  if (me.account.language !== currentLanguage()) await setLanguage(me.account.language).catch(() => undefined);
  become({ phase: 'in', me });
  if (before === me.personality.id) void queryClient.invalidateQueries();
}

/** Counts what changed who is in: an answer asked for before such a change tells of somebody who was. */
let changes = 0;

/** Asks the server who is signed in; at the start of the page and whenever there is a doubt. An answer that a change overtook is asked for again. */
export async function loadSession(): Promise<void> {
  const asked = changes;
  try {
    const me = await call(readMe);
    if (asked !== changes) return await loadSession();
    await adopt(me);
  } catch (error) {
    if (asked !== changes) return loadSession();
    const problem = error instanceof ProblemError ? error : localProblem('unreadable', currentLanguage());
    if (problem.code === 'not_signed_in') become(session.phase === 'in' || session.phase === 'ended' ? { phase: 'ended', me: session.me } : { phase: 'nobody' });
    else if (session.phase !== 'in' && session.phase !== 'ended') become({ phase: 'failed', problem });
  }
}

/** Goes on as whoever the server has just let in. */
export async function enterDesk(me: Me, chosen: Language | undefined): Promise<void> {
  const language = chosen ?? me.account.language;
  changes += 1;
  await adopt({ ...me, account: { ...me.account, language } });
  tabs?.postMessage('changed');
  // The choice holds on this page even if the server does not hear of it.
  if (language !== me.account.language) await call(putLanguage, { body: { language } }).catch(() => undefined);
}

/**
 * Signs in; a language chosen on the sign-in page becomes the account's. Answers what still lacks where the account has a
 * second factor. Throws the server's refusal.
 */
export async function signIn(loginName: string, password: string, chosen?: Language): Promise<HalfSignIn | undefined> {
  const answer = await call(postSignIn, { body: { loginName, password } });
  if ('half' in answer) return answer;
  await enterDesk(answer, chosen);
  return undefined;
}

/** Completes a sign-in with a one-time code or a recovery code. Throws the server's refusal. */
export async function completeSignIn(half: string, code: string, chosen?: Language): Promise<void> {
  await enterDesk(await call(postCode, { body: { half, code } }), chosen);
}

/** Ends the session here and in every tab. A server that cannot be reached is reported: the session would live on. */
export async function signOut(): Promise<void> {
  try {
    await call(postSignOut);
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'not_signed_in')) throw error;
  }
  leave();
  tabs?.postMessage('signed-out');
}

/** Forgets everything of the person, without asking the server. */
export function leave(): void {
  changes += 1;
  queryClient.clear();
  forgetTabDrafts();
  become({ phase: 'nobody' });
}

/** Goes on as another of one's own personalities, or in the place of an absent colleague, in every tab; `accepted` runs between the server's yes and the first render. */
export async function switchPersonality(to: { readonly personalityId: string; readonly delegationId?: string }, accepted: () => void = () => undefined): Promise<void> {
  const me = await call(postPersonality, { body: to });
  accepted();
  changes += 1;
  await adopt(me);
  tabs?.postMessage('changed');
}

/** Changes the language of the screens at once and of the account behind. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setLanguage(language);
  if (session.phase !== 'in') return;
  become({ phase: 'in', me: { ...session.me, account: { ...session.me.account, language } } });
  await call(putLanguage, { body: { language } });
  // Answers may carry words of the server, in the language asked for.
  await queryClient.invalidateQueries();
}

onRenewal((csrfToken) => {
  if (session.phase !== 'in') return;
  become({ phase: 'in', me: { ...session.me, csrfToken } });
  tabs?.postMessage('changed');
});

onSessionDoubt((doubt) => {
  if (session.phase !== 'in') return;
  if (doubt === 'not_signed_in') become({ phase: 'ended', me: session.me });
  else void loadSession();
});

tabs?.addEventListener('message', ({ data }) => (data === 'signed-out' ? leave() : void loadSession()));
