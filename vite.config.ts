import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

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
    // The content policy allows fonts only as files of our own.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
});
