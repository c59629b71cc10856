import { useEffect } from 'react';

/** A page that the browser has just loaded keeps the browser's own focus, so that Tab begins at the skip link. */
let freshlyLoaded = true;

/** The page changes without a load (after signing in): the next heading takes the focus. */
export function focusNextHeading(): void {
  freshlyLoaded = false;
}

/**
 * After each change of address the focus goes to the heading of the new page as soon as it is there, unless the page put
 * the focus somewhere itself.
 */
export function useHeading(main: HTMLElement | null, address: string): void {
  useEffect(() => {
    if (main === null) return;
    const stop = (): void => observer.disconnect();
    const follow = (): void => {
      const heading = main.querySelector('h1');
      if (heading === null) return;
      stop();
      const skip = freshlyLoaded;
      freshlyLoaded = false;
      if (skip || (main !== document.activeElement && main.contains(document.activeElement))) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(follow);
    observer.observe(main, { childList: true, subtree: true });
    follow();
    return stop;
  }, [main, address]);
}
