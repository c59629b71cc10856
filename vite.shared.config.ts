import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Our own modules do nothing by being imported, except styles and the entry. */
const actsOnImport = /\.css($|\?)|\/main\.tsx$/;

/** The customer's page: a build of its own beside the desk's, so that neither carries a byte of the other. */
export default defineConfig({
  root: path('./web'),
  build: {
    outDir: path('./dist/web'),
    emptyOutDir: false,
    assetsDir: 'assets',
    target: 'baseline-widely-available',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: path('./web/shared.html'),
      onLog(level, log, pass) {
        // The query library marks its files for server components, which do not exist here.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') pass(level, log);
      },
      treeshake: {
        moduleSideEffects: (id) => (id.startsWith(path('./web/')) || id.startsWith(path('./server/')) ? actsOnImport.test(id) : undefined),
      },
    },
  },
});
