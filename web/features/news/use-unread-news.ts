import { useQueryOf } from '../../request/index.ts';
import type { RecentItems } from '../../shells/feature.ts';
import { useFormat, useLanguage } from '../../ui/index.ts';
import { listNews } from './endpoints.ts';

const shown = 4;
const words = {
  it: { confirm: (day: string | null) => (day === null ? 'Da leggere e confermare' : `Da leggere e confermare entro il ${day}`), read: 'Da leggere' },
  en: { confirm: (day: string | null) => (day === null ? 'To read and confirm' : `To read and confirm by ${day}`), read: 'To read' },
} as const;

/** What the acting personality has not read yet, for the home page. */
export function useUnreadNews(): RecentItems {
  const format = useFormat();
  const language = useLanguage();
  const { data, error, refetch } = useQueryOf(listNews, { query: { unread: 'yes', limit: shown } });
  const items = (data?.items ?? []).map((item) => ({
    key: item.id,
    title: (language === 'en' ? item.titleEn : null) ?? item.titleIt,
    detail: item.mustConfirm ? words[language].confirm(item.confirmBy === null ? null : format.date(item.confirmBy)) : words[language].read,
    at: item.publishedAt,
    path: `/news/${item.id}`,
  }));
  return { state: data !== undefined ? 'ready' : error !== null ? 'failed' : 'loading', items, retry: () => void refetch() };
}
