import { use, type ComponentType, type FunctionComponent } from 'react';

/** A page fetched when first wanted; `preload` fetches it earlier, when a link to it is under the pointer. */
export type LazyPage = FunctionComponent & { preload: () => Promise<void> };

/** Ways to try again the downloads that failed. */
const failed = new Set<() => void>();

/** Makes pages whose download failed try again at their next rendering. */
export function forgetFailedPages(): void {
  for (const forget of failed) forget();
  failed.clear();
}

/**
 * Wraps the import of a page. A failed download throws to the error page around it and stays failed until
 * `forgetFailedPages`; nothing is reloaded by itself.
 */
export function lazyPage(load: () => Promise<ComponentType>): LazyPage {
  let loaded: ComponentType | undefined;
  let loading: Promise<ComponentType> | undefined;
  const fetchPage = (): Promise<ComponentType> => {
    loading ??= load().then(
      (component) => (loaded = component),
      (error: unknown) => {
        failed.add(() => (loading = undefined));
        throw error;
      },
    );
    return loading;
  };
  function Page() {
    const Shown = loaded ?? use(fetchPage());
    return <Shown />;
  }
  return Object.assign(Page, { preload: async () => void (await fetchPage()) });
}
