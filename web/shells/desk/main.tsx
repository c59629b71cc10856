/** Entry of the desk: staff, dealers, partners. */
import '../../global.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadSession, queryClient } from '../../request/index.ts';
import { languageReady, UiProvider } from '../../ui/index.ts';
import { App } from './app.tsx';
import { deskFeatures } from './features.ts';
import { preloadPage } from './preload-page.ts';

/** How long the first picture waits for the answers: drawing a splash only to replace it costs a slow machine more. */
const splashAfterMs = 250;

/** Asks for everything at once, so that the answers arrive while the program is still busy, then draws. */
async function start(root: HTMLElement): Promise<void> {
  const { pathname, search } = window.location;
  const answers = Promise.all([loadSession(), preloadPage(deskFeatures, pathname, search)]);
  // Without its words the page still works in Italian; a failed download must not leave it white.
  await languageReady().catch(() => undefined);
  await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, splashAfterMs))]);
  createRoot(root).render(
    <StrictMode>
      <UiProvider>
        <QueryClientProvider client={queryClient}>
          <App />
        </QueryClientProvider>
      </UiProvider>
    </StrictMode>,
  );
}

// Not awaited here: the files of the pages import this one, and would wait for its end.
const root = document.getElementById('root');
if (root !== null) void start(root);
