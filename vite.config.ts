import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Our own modules do nothing by being imported, except styles and the entries: what a page does not use stays out of it. */
const actsOnImport = /\.css($|\?)|\/main\.tsx$|\/web\/ui\/ui-provider\.tsx$/;

/**
 * The web: one page for the desk. JSX needs no plug-in; imports such as `#engine` and `#quoting/api` resolve through
 * package.json "imports", the same map the server and the tests use.
 */
export default defineConfig({
  root: path('./web'),
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
        // One file for the first load: shared with the lazy pages it would fall into forty, each a request of its own.
        codeSplitting: { groups: [{ name: 'desk', tags: ['$initial'] }] },
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
