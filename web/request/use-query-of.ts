import { keepPreviousData, useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RouteContract } from '#platform/contract';
import { callWith } from './call.ts';
import type { Endpoint, RequestOf, ResponseOf } from './endpoint.ts';
import type { ProblemError } from './problem-error.ts';
import { queryClient } from './query-client.ts';

export interface QueryChoices {
  /** False waits, for example for a choice the request needs. */
  readonly enabled?: boolean;
  readonly staleTimeMs?: number;
  readonly everyMs?: number;
  /** Shows the former answer while another request of the same route is under way, as lists do between filters. */
  readonly keepPrevious?: boolean;
}

/** Where the answer of a request is remembered: path first, so that live events can name what to refresh. */
export function queryKeyOf<C extends RouteContract>(target: Endpoint<C>, request?: RequestOf<C>): readonly [string, object] {
  return [target.path, request ?? {}];
}

/** Asks ahead of the page: `useQueryOf` of the same request then has its answer at once. A failure is left to the page. */
export async function prefetchOf<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C>): Promise<void> {
  await queryClient.prefetchQuery({ queryKey: queryKeyOf(target, request), queryFn: ({ signal }) => callWith(target, request, { signal }), retry: false });
}

/** The answer of a request, remembered for whoever asks the same; `staleTimeMs` 0 asks anew. Throws a ProblemError. */
export async function answerOf<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C>, staleTimeMs: number): Promise<ResponseOf<C>> {
  return queryClient.fetchQuery<ResponseOf<C>>({ queryKey: queryKeyOf(target, request), queryFn: ({ signal }) => callWith(target, request, { signal }), staleTime: staleTimeMs });
}

/** Several answers read as one thing of the page; `key` names it. It is read once, until the page asks again. */
export function useReading<T>(key: readonly unknown[], read: () => Promise<T>, enabled = true): UseQueryResult<T, ProblemError> {
  return useQuery<T, ProblemError>({ queryKey: key, queryFn: read, enabled, staleTime: Infinity, gcTime: 0 });
}

/** An answer of the server, remembered and kept fresh: `useQueryOf(endpoint, { params, query }, choices)`. */
export function useQueryOf<C extends RouteContract>(target: Endpoint<C>, request?: RequestOf<C>, choices: QueryChoices = {}): UseQueryResult<ResponseOf<C>, ProblemError> {
  return useQuery<ResponseOf<C>, ProblemError>({
    queryKey: queryKeyOf(target, request),
    queryFn: ({ signal }) => callWith(target, request, { signal }),
    ...(choices.enabled === undefined ? {} : { enabled: choices.enabled }),
    ...(choices.staleTimeMs === undefined ? {} : { staleTime: choices.staleTimeMs }),
    ...(choices.everyMs === undefined ? {} : { refetchInterval: choices.everyMs }),
    ...(choices.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | number | null;
}
type ItemOf<C extends RouteContract> = ResponseOf<C> extends Page<infer T> ? T : never;

export interface PagedList<T, P> {
  /** Rows read so far, in the server's order. */
  readonly items: readonly T[];
  /** The first page, for what it tells beside its rows. */
  readonly first: P | undefined;
  readonly state: 'loading' | 'failed' | 'ready';
  readonly problem: ProblemError | undefined;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
  /** An answer for other filters is shown until the new one comes. */
  readonly isFormer: boolean;
}

/** A list that the server pages by cursor, read page by page: `usePagesOf(endpoint, { query: { search } })`. */
export function usePagesOf<C extends RouteContract>(target: Endpoint<C>, request: RequestOf<C>, choices: Pick<QueryChoices, 'enabled' | 'staleTimeMs'> = {}): PagedList<ItemOf<C>, ResponseOf<C>> {
  const result = useInfiniteQuery({
    queryKey: [...queryKeyOf(target, request), 'pages'],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...('query' in request ? (request.query as object) : {}), ...(pageParam === null ? {} : { cursor: pageParam }) };
      return callWith(target, { ...request, query }, { signal });
    },
    initialPageParam: null as string | number | null,
    getNextPageParam: (last) => (last as Page<unknown>).nextCursor,
    placeholderData: keepPreviousData,
    ...(choices.enabled === undefined ? {} : { enabled: choices.enabled }),
    ...(choices.staleTimeMs === undefined ? {} : { staleTime: choices.staleTimeMs }),
  });
  const pages = result.data?.pages;
  const items = useMemo(() => (pages ?? []).flatMap((page) => (page as Page<ItemOf<C>>).items), [pages]);
  return {
    items,
    first: pages?.[0],
    state: result.data !== undefined ? 'ready' : result.isError ? 'failed' : 'loading',
    problem: (result.error as ProblemError | null) ?? undefined,
    hasMore: result.hasNextPage,
    loadingMore: result.isFetchingNextPage,
    loadMore: () => void (result.isFetchingNextPage ? undefined : result.fetchNextPage()),
    retry: () => void result.refetch(),
    isFormer: result.isPlaceholderData,
  };
}
