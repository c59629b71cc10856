import { use, type ComponentType, type FunctionComponent } from 'react';

/** A page fetched when first wanted; `preload` fetches it earlier, when a link to it is under the pointer. */
export type LazyPage = FunctionComponent & { preload: () => Promise<void> };

/**
 * Wraps the import of a page. A failed download throws to the error page around it, which offers to reload: a second
 * import would not fetch the style sheet that the first one missed.
 */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loaded: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const fetchPage = (): Promise<ComponentType> => (loading ??= load().then((component) => (loaded = component)));
  function Page() {
    const Shown = loaded ?? use(fetchPage());
    return <Shown />;
  }
  return Object.assign(Page, { preload: async () => void (await fetchPage()) });
}
