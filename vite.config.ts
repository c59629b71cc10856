import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { firstFiles } from './web/build/first-files.ts';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Our own modules do nothing by being imported, except styles and the entries: what a page does not use stays out of it. */
const actsOnImport = /\.css($|\?)|\/main\.tsx$|\/web\/ui\/ui-provider\.tsx$/;

/** Parts of the design system that need no library of their own, the road to the server, money and dates. */
const lightBlock = /\/server\/platform\/|\/web\/(request\/|shells\/(?!open-form\.)|ui\/(?!action-menu|confirm-consequence|data-table|date-field|side-panel|tabs|tree-))/;

/** What everybody sees before the desk: the sign-in and its passkey. */
const entrance = /\/web\/features\/identity\/(?:entrance\/(?:sign-in-|entrance-(?:frame|texts\.it)|plan-wheel|use-entrance-texts)|endpoints|joining\/(?:joining\.module|passkey-(?:entrance|ceremony)|endpoints)|federation\/(?:entrance-notices|federated-(?:entrances|journey)|federation\.module|endpoints))/;

/** The feature whose pages share this module; engine and contracts are there for the quotes. Null leaves it where it is. */
function featureOf(id: string): string | null {
  if (/\/server\/(engine|modules)\//.test(id)) return 'quoting';
  // The sign-in is the first thing anybody loads: what it shares with the pages behind it stays small.
  if (entrance.test(id)) return 'entrance';
  // Panels are lazy and bring the drawer with them; the configurator stands in panels alone.
  return id.endsWith('-panel.tsx') || id.includes('/vehicles/configurator/') ? null : (/\/web\/features\/(\w+)\//.exec(id)?.[1] ?? null);
}

/**
 * The web: one page for the desk. JSX needs no plug-in; imports such as `#engine` and `#quoting/api` resolve through
 * package.json "imports", the same map the server and the tests use.
 */
export default defineConfig({
  root: path('./web'),
  plugins: [firstFiles()],
  build: {
    outDir: path('./dist/web'),
    emptyOutDir: true,
    assetsDir: 'assets',
    manifest: true,
    target: 'baseline-widely-available',
    // Without an explicit target the build rewrites colour functions that these browsers understand as they are.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // The content policy takes fonts only as files of our own.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Sizes are held by e2e/budget.spec.ts, compressed and per first load.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: (id) => (id.startsWith(path('./web/')) || id.startsWith(path('./server/')) ? actsOnImport.test(id) : undefined),
      },
      output: {
        codeSplitting: {
          // What pages share falls into forty files otherwise, each a request of its own: the first load is one, the
          // light blocks are one, and what the pages of one feature share is one. Blocks that bring a library stay apart.
          groups: [
            { name: 'desk', tags: ['$initial'], priority: 3 },
            { name: 'blocks', test: lightBlock, minShareCount: 2, priority: 2 },
            { name: featureOf, debugName: 'features', minShareCount: 2, priority: 1, includeDependenciesRecursively: false },
          ],
        },
      },
      onLog(level, log, pass) {
        // The component library marks its files for server components, which do not exist here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') pass(level, log);
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
});
