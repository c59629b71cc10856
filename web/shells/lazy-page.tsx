import { use, type ComponentType, type FunctionComponent } from 'react';

/** A page fetched when first wanted; `preload` fetches it earlier, when a link to it is under the pointer. */
export type LazyPage = FunctionComponent & { preload: () => Promise<void> };

const pages = new WeakMap<() => Promise<ComponentType>, LazyPage>();

/**
 * Wraps the import of a page, once for the life of the program: what was fetched is drawn at once. A failed download throws to the error page around it, which offers to reload: a second
 * import would not fetch the style sheet that the first one missed.
 */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  const known = pages.get(load);
  if (known !== undefined) return known;
  let loaded: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const fetchPage = (): Promise<ComponentType> => (loading ??= load().then((component) => (loaded = component)));
  function Page() {
    const Shown = loaded ?? use(fetchPage());
    return <Shown />;
  }
  const page = Object.assign(Page, { preload: async () => void (await fetchPage()) });
  pages.set(load, page);
  return page;
}
