import { useEffect, useRef } from 'react';

/** Rows before the end at which the next page is asked for, so that a steady reader never waits. */
const headstart = 20;

/** Calls `onEnd` once per length of the list when the last row drawn nears its end. */
export function useEndReached(lastDrawn: number, length: number, hasMore: boolean, loadingMore: boolean, onEnd: (() => void) | undefined): void {
  const near = hasMore && !loadingMore && length > 0 && lastDrawn >= length - headstart;
  // Only the approach to an end counts; a new callback from a new render must not ask again.
  const latest = useRef(onEnd);
  useEffect(() => {
    latest.current = onEnd;
  });
  useEffect(() => {
    if (near) latest.current?.();
  }, [near, length]);
}
