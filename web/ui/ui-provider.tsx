/** What every shell stands in: Mantine with our tokens, the colour scheme, Enter-to-next, toasts. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { listenForEnterNext } from './enter-next.ts';
import { cssVariablesResolver, theme } from './theme.ts';
import { Toasts } from './toasts.tsx';

const schemeStore = localStorageColorSchemeManager({ key: 'volano.scheme' });

/**
 * The value the server put into the page for this visit; style elements without it are refused by the content policy.
 * Read as a property, because browsers hide the attribute from scripts.
 */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

// Mantine locks the page behind a dialog with a library that reads the value from this well-known global.
Object.assign(globalThis, { __webpack_nonce__: typeof document === 'undefined' ? '' : styleNonce() });

/** Wraps a shell. Everything below may use the blocks of web/ui. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  useEffect(listenForEnterNext, []);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} getStyleNonce={styleNonce} colorSchemeManager={schemeStore} defaultColorScheme="auto">
      {children}
      <Toasts />
    </MantineProvider>
  );
}
