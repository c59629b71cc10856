import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

const retries = 2;

/** A refusal stays a refusal; only a server not reached is asked again by itself. */
function mayRetry(failures: number, error: Error): boolean {
  return error instanceof ProblemError && error.retryable && error.status !== 429 && failures < retries;
}

/** The page's memory of what the server answered. Live events tell what is no longer true, so answers may stay a while. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 300_000, retry: mayRetry, retryDelay: (attempt) => 400 * 2 ** attempt, networkMode: 'always', throwOnError: false },
    // Writes repeat under the same key, and only when the person asks: see use-write.ts.
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Forgets the answers of routes whose path begins with one of these, and asks again for those on screen. */
export async function refreshPaths(prefixes: readonly string[]): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey: [path] }) => typeof path === 'string' && prefixes.some((prefix) => path.startsWith(prefix)) });
}
