import type { Feature } from '../feature.ts';
import { lazyPage } from '../lazy-page.tsx';

/** `/quotes/$id` covers `/quotes/7`. */
function covers(pattern: string, address: string): boolean {
  const parts = pattern.split('/');
  const given = address.split('/');
  return parts.length === given.length && parts.every((part, at) => part === given[at] || (part.startsWith('$') && given[at] !== ''));
}

/**
 * Fetches the page that an address asks for and the answers it begins with, while the server still says who is there.
 * Resolves when all is there or given up: a failure shows when the page is wanted.
 */
export async function preloadPage(features: readonly Feature[], address: string, search = ''): Promise<void> {
  const routes = features.flatMap((feature) => feature.routes ?? []);
  // A word in its place is worth more than a parameter: `/quotes/new` before `/quotes/$id`.
  const route = routes.find(({ path }) => path === address) ?? routes.find(({ path }) => covers(path, address));
  if (route === undefined) return;
  await Promise.allSettled([lazyPage(route.page).preload(), route.prepare?.(Object.fromEntries(new URLSearchParams(search)))]);
}
