/**
 * What a tab keeps of unsaved work: it survives a reload and a session that ended, and leaves with the person. Desks are
 * shared: after a sign-out, or when somebody else signs in, nothing of it may stay. A lock tells the other tabs that there is some.
 */
const prefix = 'volano.quote-draft.';
const lockName = 'volano.unsaved';

let release: (() => void) | undefined;

const locks = (): LockManager | undefined => (typeof navigator === 'undefined' ? undefined : navigator.locks);

function owners(): string[] {
  try {
    return Object.keys(sessionStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  } catch {
    // Storage may be forbidden: nothing is kept.
    return [];
  }
}

/** From the first change on, before anything is written: the other tabs ask before they sign out. */
export function announceTabDraft(): void {
  if (release !== undefined) return;
  const held = new Promise<void>((resolve) => (release = resolve));
  void locks()?.request(lockName, { mode: 'shared' }, () => held);
}

/** Whether this tab or another of this browser holds unsaved work. Without a safe connection the browser tells of this one alone. */
export async function hasTabDraft(): Promise<boolean> {
  if (release !== undefined || owners().length > 0) return true;
  const { held = [] } = (await locks()?.query()) ?? {};
  return held.some(({ name }) => name === lockName);
}

export function readTabDraft(personalityId: string): string | null {
  const text = sessionStorage.getItem(prefix + personalityId);
  if (text !== null) announceTabDraft();
  return text;
}

/** Throws where storage is forbidden or full. */
export function keepTabDraft(personalityId: string, text: string): void {
  announceTabDraft();
  sessionStorage.setItem(prefix + personalityId, text);
}

/** Forgets the drafts of everybody but these. */
export function forgetTabDrafts(but: readonly string[] = []): void {
  for (const owner of owners()) if (!but.includes(owner)) forgetTabDraft(owner);
  if (owners().length === 0) settle();
}

export function forgetTabDraft(personalityId: string): void {
  try {
    sessionStorage.removeItem(prefix + personalityId);
  } catch {
    // Without storage there is nothing to forget.
  }
  if (owners().length === 0) settle();
}

function settle(): void {
  release?.();
  release = undefined;
}
