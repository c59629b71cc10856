import { useEffect } from 'react';

/** What a field tells its form; it must be the same function at every drawing. */
export type TellUnreadable = (isUnreadable: boolean) => void;

/**
 * Tells the form that a field shows something it cannot take, and that it no longer does: until then the value that the form
 * holds is not what stands on the screen. A field that goes away takes its fault along.
 */
export function useTellUnreadable(isUnreadable: boolean, tell: TellUnreadable | undefined): void {
  useEffect(() => {
    if (!isUnreadable || tell === undefined) return undefined;
    tell(true);
    return () => tell(false);
  }, [isUnreadable, tell]);
}
