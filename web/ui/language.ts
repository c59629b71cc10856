/**
 * The language of the screens: one value for the page, kept for the next visit, told to the browser through the lang
 * attribute. A change waits until every catalogue of the new language is there, so that no screen shows two languages.
 */
import { useSyncExternalStore } from 'react';

/** Italian is the source of every text; English is the second language. */
export type Language = 'it' | 'en';

const storageKey = 'volano.language';
const listeners = new Set<() => void>();
/** Loads what a language needs before it may be shown; filled by `createTexts`. */
const preparations = new Set<(language: Language) => Promise<unknown>>();

function readStored(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'it';
  } catch {
    // Storage may be forbidden or absent (private windows, tests without a page).
    return 'it';
  }
}

let current: Language = readStored();

/** The language in use now, for code outside components. Inside one, `useLanguage`. */
export function currentLanguage(): Language {
  return current;
}

/** Registers something to load before a language is shown; starts at once when that language is already in use. */
export function onLanguageNeeded(prepare: (language: Language) => Promise<unknown>): void {
  preparations.add(prepare);
}

/** Resolves when the texts of the present language are loaded. The shell waits for it before its first render. */
export async function languageReady(): Promise<void> {
  await Promise.all([...preparations].map((prepare) => prepare(current)));
  document.documentElement.lang = current;
}

/** Changes the language of the page and keeps it. Rejects, changing nothing, when its texts cannot be loaded. */
export async function setLanguage(language: Language): Promise<void> {
  await Promise.all([...preparations].map((prepare) => prepare(language)));
  current = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The choice lasts for this page only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language in use; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage, currentLanguage);
}
