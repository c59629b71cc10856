/** Entry of the page behind a shared link: no sign-in, no router, no library of controls. */
import './shared.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SharedPage } from '../../features/sharing/shared-page.tsx';
import { languageReady, setLanguage } from '../../ui/index.ts';

/** The token of the address; kept out of titles and of the history of searches. */
const token = window.location.pathname.replace(/^\/p\//, '');

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const followScheme = (): void => document.documentElement.setAttribute('data-mantine-color-scheme', dark.matches ? 'dark' : 'light');

async function start(root: HTMLElement): Promise<void> {
  followScheme();
  dark.addEventListener('change', followScheme);
  const wanted = navigator.languages.find((language) => /^(it|en)\b/.test(language));
  // Without its words the page still works in Italian.
  await (wanted?.startsWith('en') ? setLanguage('en') : languageReady()).catch(() => undefined);
  createRoot(root).render(
    <StrictMode>
      <SharedPage token={token} />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void start(root);
