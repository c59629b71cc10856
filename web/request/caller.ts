/**
 * What every write carries of the session, and who hears that the server no longer knows it. Set by the session, read
 * by `call`; a leaf, so that neither has to import the other.
 */
interface Caller {
  /** Empty before anybody is signed in. */
  csrfToken: string;
  /** How often token and cookie were renewed while the page stood. */
  generation: number;
  /** Under way while a request is being answered that renews them: others wait, lest they carry the old ones. */
  renewing: Promise<unknown> | undefined;
}

export const caller: Caller = { csrfToken: '', generation: 0, renewing: undefined };

const renewalListeners = new Set<(csrfToken: string) => void>();

/** Hears the new token after a proof. */
export function onRenewal(listener: (csrfToken: string) => void): () => void {
  renewalListeners.add(listener);
  return () => renewalListeners.delete(listener);
}

/** Takes the new token for every request from now on. */
export function renew(csrfToken: string): void {
  caller.csrfToken = csrfToken;
  caller.generation += 1;
  for (const listener of renewalListeners) listener(csrfToken);
}

export type SessionDoubt = 'not_signed_in' | 'csrf_token_invalid';
const listeners = new Set<(doubt: SessionDoubt) => void>();

/** Hears when the server knows no session of this browser, or knows it by another token. */
export function onSessionDoubt(listener: (doubt: SessionDoubt) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function raiseSessionDoubt(doubt: SessionDoubt): void {
  for (const listener of listeners) listener(doubt);
}
