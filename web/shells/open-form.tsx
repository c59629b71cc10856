/** Forms with unsaved changes: the page is not reloaded under them, and nobody leaves them by a slip. */
import { useBlocker } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { ConfirmConsequence } from '../ui/index.ts';
import { useDeskTexts } from './desk/use-desk-texts.ts';

let open = 0;
const listeners = new Set<() => void>();

function count(step: 1 | -1): void {
  open += step;
  for (const listener of listeners) listener();
}

/**
 * Stands in every form that keeps what is typed only in the page; `changed` while it holds what is not saved. A link or the
 * back button then asks first, and so does the browser before it closes or reloads. What goes on after saving navigates with
 * `ignoreBlocker`.
 */
export function OpenForm({ changed }: { readonly changed: boolean }) {
  const texts = useDeskTexts().leaving;
  useEffect(() => {
    if (!changed) return;
    count(1);
    return () => count(-1);
  }, [changed]);
  // Another filter or version of the same page takes nothing away.
  const leaving = useBlocker({ shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname, disabled: !changed, enableBeforeUnload: changed, withResolver: true });
  return (
    <ConfirmConsequence
      opened={leaving.status === 'blocked'} onClose={() => leaving.reset?.()} title={texts.title} consequence={texts.detail} danger
      confirmLabel={texts.leave} onConfirm={() => leaving.proceed?.()}
    />
  );
}

/** Whether any form on the page holds unsaved changes. */
export function useHasOpenForm(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => open > 0,
  );
}
