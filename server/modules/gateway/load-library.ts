import type { Library } from './provider.ts';

/**
 * Loads the provider when the first request needs it: commands that serve nothing do without. On Node 20, which this
 * program supports and tests, the library prints a sentence about newer versions; operators are spared it.
 */
export async function loadLibrary(): Promise<Library> {
  const speaker = globalThis.console;
  const { warn } = speaker;
  speaker.warn = () => undefined;
  try {
    return await import('oidc-provider');
  } finally {
    speaker.warn = warn;
  }
}
