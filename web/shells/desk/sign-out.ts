/** Signing out on purpose: asks first when something unsaved would be lost. */
import { useSyncExternalStore } from 'react';
import { hasTabDraft, ProblemError, signOut } from '../../request/index.ts';
import { showToast } from '../../ui/index.ts';
import { hasOpenForm } from '../open-forms.ts';

/** What would be lost: a quote, in any tab, or a form of this page. */
export type Lost = 'quote' | 'form';

let asked: Lost | undefined;
const listeners = new Set<() => void>();

function ask(lost: Lost | undefined): void {
  asked = lost;
  for (const listener of listeners) listener();
}

export const stay = (): void => ask(undefined);

/** What the open question is about; undefined when none is asked. */
export function useSignOutAsked(): Lost | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}

/** Signs out; when the server does not hear, says that the session is still open. */
export async function signOutOrSay(failed: string): Promise<void> {
  ask(undefined);
  try {
    await signOut();
  } catch (error) {
    showToast({ text: error instanceof ProblemError ? `${failed} ${error.detail}` : failed });
  }
}

/** Signs out at once, or asks when something is unsaved. */
export async function signOutOrAsk(failed: string): Promise<void> {
  const lost = (await hasTabDraft()) ? 'quote' : hasOpenForm() ? 'form' : undefined;
  if (lost === undefined) await signOutOrSay(failed);
  else ask(lost);
}
