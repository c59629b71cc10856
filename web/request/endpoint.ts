/**
 * A route contract as the browser holds it: two strings, and the contract's types.
 *
 * Contracts are imported as types only (`endpoint<typeof meRoute>('GET', '/api/identity/me')`): the schemas stay on
 * the server, which validates anyway, and the first load is 90 kB lighter. The compiler proves that the strings are
 * the contract's own.
 */
import type { RequestOf, ResponseOf, RouteContract } from '#platform/contract';

export interface Endpoint<C extends RouteContract> {
  readonly method: C['method'];
  readonly path: C['path'];
  /** The contract calculates only: no idempotency key. */
  readonly readOnly: boolean;
  /** Carries the contract's type; never set. */
  readonly contract?: C;
}

type Traits<C extends RouteContract> = C extends { readonly readOnly: true } ? [trait: 'read-only'] : [];

/** Names a route of the server. `'read-only'` must be said for contracts that only calculate. */
export function endpoint<C extends RouteContract>(method: C['method'], path: C['path'], ...traits: Traits<C>): Endpoint<C> {
  return { method, path, readOnly: method === 'GET' || traits.length > 0 };
}

/** What a call must be given; nothing when the contract takes nothing. */
export type RequestArgument<C extends RouteContract> = object extends RequestOf<C> ? [request?: RequestOf<C>] : [request: RequestOf<C>];

export type { RequestOf, ResponseOf };

interface LooseRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

/** Path and query of a request, parameters filled in; keys without a value (or with one that no address can hold) are left out. */
export function addressWith<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C> | undefined): string {
  const { params = {}, query = {} } = (request ?? {}) as LooseRequest;
  const path = target.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if ((typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean') search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** The same for a link, such as that of a document to open: `addressOf(print, { params: { id }, query: {} })`. */
export function addressOf<C extends RouteContract>(target: Endpoint<C>, ...[request]: RequestArgument<C>): string {
  return addressWith(target, request);
}
