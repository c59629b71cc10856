/**
 * What every write carries of the session, and who hears that the server no longer knows it. Set by the session, read
 * by `call`; a leaf, so that neither has to import the other.
 */
interface Caller {
  /** Empty before anybody is signed in. */
  csrfToken: string;
}

export const caller: Caller = { csrfToken: '' };

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
