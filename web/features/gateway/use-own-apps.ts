import type { ResponseOf } from '../../request/index.ts';
import { useQueryOf } from '../../request/index.ts';
import type { listAppsRoute } from '#gateway/api';
import { listApps } from './endpoints.ts';

export type OwnApp = ResponseOf<typeof listAppsRoute>['items'][number];

/** The applications that show themselves to the active personality; none while unknown. */
export function useOwnApps(): readonly OwnApp[] {
  return useQueryOf(listApps, undefined, { staleTimeMs: 300_000 }).data?.items ?? [];
}
