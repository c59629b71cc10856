import { defineFeature } from '../../shells/feature.ts';

/** The first page: who I am here, what I may do, where I left off. */
export const homeFeature = defineFeature({
  key: 'home',
  routes: [{ path: '/', privilege: null, page: () => import('./home-page.tsx').then((module) => module.HomePage) }],
});
