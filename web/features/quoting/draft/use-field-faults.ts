/** Faults of the fields of the quote in work, for the components that show them. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { deskFields, draftFaults, type DeskField } from './desk-fields.ts';
import { useQuotePart, useQuoteStore } from './quote-store.ts';

/** Fields of the open proposal and its customer that cannot be saved as they stand, in the order of the page. */
export function useDeskFaults(): readonly DeskField[] {
  const { subscribe, faults } = useQuoteStore();
  const draft = useQuotePart((state) => state.draft);
  const unread = useSyncExternalStore(subscribe, faults.unread);
  const told = useSyncExternalStore(subscribe, faults.told);
  return useMemo(() => {
    const wrong = new Set<DeskField>([...draftFaults(draft), ...unread, ...told.keys()]);
    return (Object.keys(deskFields) as DeskField[]).filter((field) => wrong.has(field));
  }, [draft, unread, told]);
}

/** What a field of the desk calls when it cannot read what stands in it. */
export function useUnread(field: DeskField): (isUnread: boolean) => void {
  const { faults } = useQuoteStore();
  return useCallback((isUnread) => faults.setUnread(field, isUnread), [faults, field]);
}

/** Words of the server on a field. */
export function useTold(field: DeskField): string | undefined {
  const { subscribe, faults } = useQuoteStore();
  return useSyncExternalStore(subscribe, () => faults.told().get(field));
}
