/** Forms with unsaved changes: the page is not reloaded under them, and nobody leaves them by a slip. */
import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConfirmConsequence } from '../ui/index.ts';
import { useDeskTexts } from './desk/use-desk-texts.ts';
import { countOpenForm } from './open-forms.ts';

/**
 * Stands in every form that keeps what is typed only in the page; `changed` while it holds what is not saved. A link or the
 * back button then asks first, and so does the browser before it closes or reloads. What goes on after saving navigates with
 * `ignoreBlocker`.
 */
export function OpenForm({ changed }: { readonly changed: boolean }) {
  const texts = useDeskTexts().leaving;
  useEffect(() => {
    if (!changed) return;
    countOpenForm(1);
    return () => countOpenForm(-1);
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
