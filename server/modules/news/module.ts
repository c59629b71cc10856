import type { Module } from '#platform/module';
import { archiveJob } from './archive-old.ts';
import { fillDemoNews } from './demo.ts';
import { digestJob } from './digest.ts';
import { newsRoutes } from './http.ts';
import { publishDue } from './publish-version.ts';
import { findClosedGate } from './reading-gate.ts';
import { remindJob } from './reminders.ts';

/** main.ts hands the door's question over, and knows the address that mails lead to. */
export { digestJob, findClosedGate };

export const newsModule: Module = {
  name: 'news',
  privileges: [
    { key: 'news.item.read', it: 'Leggere le comunicazioni ricevute', en: 'Read what is addressed to one' },
    { key: 'news.item.write', it: 'Scrivere comunicazioni', en: 'Write news and circulars' },
    { key: 'news.item.publish', it: 'Pubblicare e ritirare comunicazioni', en: 'Publish and withdraw news and circulars' },
    { key: 'news.receipt.read', it: 'Vedere chi ha letto', en: 'See who has read' },
  ],
  routes: newsRoutes,
  jobs: [remindJob, archiveJob],
  pulses: [{ name: 'publish what is due', everyMs: 5000, run: publishDue }],
  demo: fillDemoNews,
};
