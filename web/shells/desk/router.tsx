import { createBrowserHistory, createRootRoute, createRoute, createRouter, Outlet, type AnyRouter } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useMay } from '../../request/index.ts';
import type { Feature, FeatureRoute } from '../feature.ts';
import { lazyPage, type LazyPage } from '../lazy-page.tsx';
import { DeskFrame } from './desk-frame.tsx';
import { FailedPage, ForbiddenPage, NotFoundPage, PendingPage } from './page-states.tsx';

/** One for the life of the page: each personality gets a router of its own, all speak to the same address bar. */
const history = createBrowserHistory();

/** The page, or a word about the privilege it needs. */
function guarded({ privilege, page }: FeatureRoute): LazyPage {
  const Page = lazyPage(page);
  function Guarded() {
    const may = useMay();
    return may(privilege) ? <Page /> : <ForbiddenPage privilege={privilege} />;
  }
  return Object.assign(Guarded, { preload: Page.preload });
}

/** The gallery of the design system: for who builds, outside the frame. */
const gallery = (): Promise<ComponentType> => import('../../gallery/gallery-page.tsx').then((module) => module.GalleryPage);

function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Routes of all features inside the frame of the desk. */
export function createDeskRouter(features: readonly Feature[]): AnyRouter {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
  const frame = createRoute({ getParentRoute: () => root, id: 'desk', component: DeskFrame, notFoundComponent: NotFoundPage });
  const pages = features.flatMap((feature) => feature.routes ?? []).map((route) => createRoute({ getParentRoute: () => frame, path: route.path, component: guarded(route) }));
  const anywhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });
  const parts = createRoute({ getParentRoute: () => root, path: '/_ui', component: lazyPage(gallery) });
  return createRouter({
    routeTree: root.addChildren([parts, frame.addChildren([...pages, anywhere])]),
    history,
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PendingPage,
    defaultErrorComponent: FailedPage,
    scrollRestoration: true,
    scrollToTopSelectors: ['#main'],
    // Plain texts both ways: an address reads `?search=123`, not `?search="123"`.
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: writeSearch,
  });
}
