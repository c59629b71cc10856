import { defineFeature } from '../../shells/feature.ts';
import { useUnreadNews } from './use-unread-news.ts';

const read = 'news.item.read';
const write = 'news.item.write';
const receipts = 'news.receipt.read';

/** What the house tells its people, and who has read it. */
export const newsFeature = defineFeature({
  key: 'news',
  routes: [
    { path: '/news', privilege: read, page: () => import('./news-page.tsx').then((module) => module.NewsPage) },
    { path: '/news/$id', privilege: read, page: () => import('./item-page.tsx').then((module) => module.ItemPage) },
    { path: '/news-desk', privilege: write, page: () => import('./written-page.tsx').then((module) => module.WrittenPage) },
    { path: '/news-desk/$id', privilege: write, page: () => import('./editor-page.tsx').then((module) => module.EditorPage) },
    { path: '/news-receipts', privilege: receipts, page: () => import('./receipts-page.tsx').then((module) => module.ReceiptsPage) },
  ],
  navigation: [
    { section: 'news', key: 'news', path: '/news', privilege: read, label: { it: 'Comunicazioni', en: 'News' } },
    { section: 'news', key: 'news-desk', path: '/news-desk', privilege: write, label: { it: 'Redazione', en: 'News desk' } },
    { section: 'news', key: 'news-receipts', path: '/news-receipts', privilege: receipts, label: { it: 'Chi ha letto', en: 'Who has read' } },
  ],
  palette: { commands: [{ key: 'news', label: { it: 'Comunicazioni', en: 'News' }, keywords: { it: 'circolari notizie avvisi', en: 'circulars documents' }, privilege: read, does: { path: '/news' } }] },
  home: {
    lists: [
      {
        key: 'news', privilege: read, path: '/news', useItems: useUnreadNews,
        title: { it: 'Comunicazioni da leggere', en: 'News to read' },
        empty: { it: 'Hai letto tutto.', en: 'You have read everything.' },
      },
    ],
  },
  notifications: {
    'news.reminder': (facts, { language, format }) => {
      const title = String((language === 'en' ? facts['titleEn'] : null) ?? facts['titleIt'] ?? '');
      const day = format.date(String(facts['confirmBy'] ?? ''));
      return { title, detail: language === 'en' ? `To read and confirm by ${day}` : `Da leggere e confermare entro il ${day}` };
    },
  },
  live: [
    { kinds: ['news.changed'], refreshes: ['/api/news/'], spreadMs: 30_000 },
    { kinds: ['news.read'], refreshes: ['/api/news/'] },
  ],
});
