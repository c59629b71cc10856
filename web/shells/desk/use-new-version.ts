import { useEffect, useEffectEvent, useState } from 'react';
import type { readAbout } from '#platform/about-api';
import { endpoint, useQueryOf } from '../../request/index.ts';

const about = endpoint<typeof readAbout>('GET', '/api/platform/about');
const everyMs = 300_000;

/**
 * True when the server runs another version than the one that gave this page: the first answer is the page's own,
 * a later one that differs is news. A part of the program that a server in reach no longer has says the same.
 */
export function useNewVersion(): boolean {
  const { data, refetch } = useQueryOf(about, undefined, { everyMs });
  const [own, setOwn] = useState<string>();
  const [partGone, setPartGone] = useState(false);
  if (own === undefined && data !== undefined) setOwn(data.version);
  const onPartMissing = useEffectEvent(async () => {
    const { isSuccess, isRefetchError } = await refetch();
    if (isSuccess && !isRefetchError) setPartGone(true);
  });
  useEffect(() => {
    const listen = (): void => void onPartMissing();
    window.addEventListener('vite:preloadError', listen);
    return () => window.removeEventListener('vite:preloadError', listen);
  }, []);
  return partGone || (own !== undefined && data !== undefined && data.version !== own);
}
