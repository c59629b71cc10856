import { useEffect } from 'react';

/**
 * After each change of address the focus goes to the heading of the new page, unless the page put it somewhere itself;
 * the document's title follows the heading, also when it is known only later ("VOL-2026-00012 · Rossi").
 */
export function useHeading(main: HTMLElement | null, address: string, product: string): void {
  useEffect(() => {
    if (main === null) return;
    let focused = false;
    const follow = (): void => {
      const heading = main.querySelector('h1');
      const words = heading?.textContent?.trim() ?? '';
      const title = words === '' ? product : `${words} · ${product}`;
      if (document.title !== title) document.title = title;
      if (focused || heading === null) return;
      focused = true;
      if (main.contains(document.activeElement) && document.activeElement !== main) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(follow);
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    follow();
    return () => observer.disconnect();
  }, [main, address, product]);
}
