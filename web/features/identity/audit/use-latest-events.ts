import { useEffect, useState } from 'react';
import { useQueryOf } from '../../../request/index.ts';
import type { RecentItems } from '../../../shells/feature.ts';
import { useLanguage } from '../../../ui/index.ts';
import type { actionName } from './audit-actions.ts';
import { auditTrail } from '../endpoints.ts';

type ActionName = typeof actionName;

/** The words for two hundred actions come when somebody reads the trail: this file is in the first load of everybody. */
function useActionName(): ActionName | undefined {
  const [name, setName] = useState<ActionName>();
  useEffect(() => void import('./audit-actions.ts').then((actions) => setName(() => actions.actionName)), []);
  return name;
}

/** The latest rows of the audit trail, for the home page of who may read it. */
export function useLatestEvents(): RecentItems {
  const language = useLanguage();
  const nameOf = useActionName();
  const { data, isError, refetch } = useQueryOf(auditTrail, { query: { limit: 6 } });
  if (data === undefined || nameOf === undefined) return { state: isError ? 'failed' : 'loading', items: [], retry: () => void refetch() };
  const words = language === 'it' ? { system: 'Sistema', refused: 'rifiutato' } : { system: 'System', refused: 'refused' };
  return {
    state: 'ready',
    items: data.items.map((event) => {
      const who = event.displayName ?? words.system;
      return { key: String(event.id), title: nameOf(event.action, language), detail: event.outcome === 'done' ? who : `${who} · ${words.refused}`, at: event.at, path: '/audit' };
    }),
  };
}
