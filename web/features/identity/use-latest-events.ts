import { useQueryOf } from '../../request/index.ts';
import type { RecentItems } from '../../shells/feature.ts';
import { useLanguage } from '../../ui/index.ts';
import { actionName } from './audit-actions.ts';
import { auditTrail } from './endpoints.ts';

/** The latest rows of the audit trail, for the home page of who may read it. */
export function useLatestEvents(): RecentItems {
  const language = useLanguage();
  const { data, isError, refetch } = useQueryOf(auditTrail, { query: { limit: 6 } });
  if (data === undefined) return { state: isError ? 'failed' : 'loading', items: [], retry: () => void refetch() };
  const words = language === 'it' ? { system: 'Sistema', refused: 'rifiutato' } : { system: 'System', refused: 'refused' };
  return {
    state: 'ready',
    items: data.items.map((event) => {
      const who = event.displayName ?? words.system;
      return { key: String(event.id), title: actionName(event.action, language), detail: event.outcome === 'done' ? who : `${who} · ${words.refused}`, at: event.at, path: '/audit' };
    }),
  };
}
