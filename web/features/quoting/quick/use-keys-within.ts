import { useEffect, useEffectEvent, useState, type RefCallback } from 'react';

/**
 * Enter and Escape for what is typed inside one element, before the page and the controls inside take them. Attach the
 * answer as `ref`.
 */
export function useKeysWithin(keys: { readonly enter?: () => void; readonly escape: () => void }): RefCallback<HTMLElement> {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const run = event.key === 'Enter' ? keys.enter : event.key === 'Escape' ? keys.escape : undefined;
    if (run === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
  useEffect(() => {
    if (element === null) return;
    element.addEventListener('keydown', onKeyDown);
    return () => element.removeEventListener('keydown', onKeyDown);
  }, [element]);
  return setElement;
}
