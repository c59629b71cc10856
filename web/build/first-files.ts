/**
 * Writes `first-files.json` beside the page: for every route of the features the files its page is made of, so that the
 * server can name them in the page itself and the browser fetches them beside the program instead of after it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** What the pages of a feature look like in its `feature.ts`. */
const routePattern = /path: '([^']+)'[^}]*?page: \(\) => import\('([^']+)'\)/g;

/** What whoever has no session sees first, at whatever address; the key is no address. */
const entrance = ['nobody', '/web/features/identity/entrance/sign-in-page.tsx'] as const;

/** The pages that a feature file declares: address pattern and the module behind it. */
export function pagesIn(file: string, source: string): readonly (readonly [pattern: string, module: string])[] {
  const pages = [...source.matchAll(routePattern)].map(([, pattern = '', module = '']) => [pattern, join(dirname(file), module)] as const);
  const declared = source.match(/\bpage: \(\) =>/g)?.length ?? 0;
  if (pages.length !== declared) throw new Error(`${file}: ${declared} pages, but only ${pages.length} read as { path: '…', …, page: () => import('…') }`);
  return pages;
}

/** The chunk and what it imports, imported ones first: styles keep the order in which they build on each other. Chunks may import each other in a circle, and are told apart by name: the bundler hands out a new object at every look. */
function closureOf(chunk: Rolldown.OutputChunk, bundle: Rolldown.OutputBundle): readonly Rolldown.OutputChunk[] {
  const seen = new Set<string>();
  const ordered: Rolldown.OutputChunk[] = [];
  const visit = (one: Rolldown.OutputChunk): void => {
    if (seen.has(one.fileName)) return;
    seen.add(one.fileName);
    for (const name of one.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') visit(imported);
    }
    ordered.push(one);
  };
  visit(chunk);
  return ordered;
}

/** The plug-in of the build. */
export function firstFiles(): Plugin {
  return {
    name: 'volano:first-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const html = bundle['index.html'];
      const named = html?.type === 'asset' ? String(html.source) : '';
      if (!named.includes('<script')) throw new Error('the page of the desk names no script');
      const isNew = (file: string): boolean => !named.includes(file);
      const filesOf = (module: string): { readonly scripts: string[]; readonly styles: string[] } => {
        const page = chunks.find((chunk) => chunk.facadeModuleId === module);
        if (page === undefined) throw new Error(`no chunk begins with ${module}`);
        const own = closureOf(page, bundle);
        const styles = new Set(own.flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
        return { scripts: own.map((chunk) => chunk.fileName).filter(isNew), styles: [...styles].filter(isNew) };
      };
      const features = [...this.getModuleIds()].filter((id) => /\/web\/features\/\w+\/feature\.ts$/.test(id));
      const [nobody, signIn] = entrance;
      const before = [...this.getModuleIds()].filter((id) => id.endsWith(signIn)).map((module) => [nobody, filesOf(module)]);
      if (before.length !== 1) throw new Error(`no page ${signIn}`);
      const pages = [...before, ...features.flatMap((file) => pagesIn(file, readFileSync(file, 'utf8'))).map(([pattern, module]) => [pattern, filesOf(module)])];
      this.emitFile({ type: 'asset', fileName: 'first-files.json', source: JSON.stringify(Object.fromEntries(pages), null, 1) });
    },
  };
}
