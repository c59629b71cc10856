import type { Feature } from '../feature.ts';

/** `/quotes/$id` covers `/quotes/7`. */
function covers(pattern: string, address: string): boolean {
  const parts = pattern.split('/');
  const given = address.split('/');
  return parts.length === given.length && parts.every((part, at) => part === given[at] || (part.startsWith('$') && given[at] !== ''));
}

/** Fetches the page that an address asks for, while the server still says who is there. A failure shows when the page is wanted. */
export function preloadPage(features: readonly Feature[], address: string): void {
  const routes = features.flatMap((feature) => feature.routes ?? []);
  // A word in its place is worth more than a parameter: `/quotes/new` before `/quotes/$id`.
  const route = routes.find(({ path }) => path === address) ?? routes.find(({ path }) => covers(path, address));
  route?.page().catch(() => undefined);
}
