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

// Asked before anything is drawn: the answer and the program arrive together.
void loadSession();
preloadPage(deskFeatures, window.location.pathname);

const root = document.getElementById('root');
if (root !== null) {
  // Without its words the page still works in Italian; a failed download must not leave it white.
  await languageReady().catch(() => undefined);
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
