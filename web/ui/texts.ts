/**
 * Typed dictionaries. `texts.it.ts` is the source: an object of strings and of functions with typed parameters;
 * `texts.en.ts` is typed by it, so a missing key or parameter is a type error. English is loaded only when asked for.
 *
 *     // texts.it.ts
 *     export const it = { save: 'Salva', rows: (count: number) => `${count} righe` };
 *     // texts.en.ts
 *     export const en: typeof it = { save: 'Save', rows: (count) => `${count} rows` };
 *     // beside them
 *     export const useTexts = createTexts(it, () => import('./texts.en.ts'));
 */
import { use } from 'react';
import { currentLanguage, onLanguageNeeded, useLanguage } from './language.ts';
import type { Language } from './language.ts';

/** The hook of one dictionary. `read` serves code outside components and answers in Italian until English is loaded. */
export interface TextsHook<T> {
  (): T;
  readonly read: () => T;
}

/** A promise that tells React by itself what came of it: read again, it is there at once. */
type Told<T> = Promise<T> & { status?: 'fulfilled'; value?: T };

/** Joins the two languages of one dictionary. The hook suspends only when English is wanted and not yet loaded. */
export function createTexts<T extends object>(it: T, loadEnglish: () => Promise<{ readonly en: NoInfer<T> }>): TextsHook<T> {
  let loading: Told<T> | undefined;
  let en: T | undefined;

  async function load(): Promise<T> {
    try {
      en = (await loadEnglish()).en;
      if (loading !== undefined) {
        loading.status = 'fulfilled';
        loading.value = en;
      }
      return en;
    } catch (error) {
      // A failed download must not be remembered: the next attempt starts anew.
      loading = undefined;
      throw error;
    }
  }
  const english = (): Promise<T> => (loading ??= load());
  onLanguageNeeded((language: Language) => (language === 'en' ? english() : Promise.resolve()));

  function useTexts(): T {
    const language = useLanguage();
    // Asked of React also when it is there: a component that suspended is run again by the hooks it had, and must meet the same ones.
    return language === 'it' ? it : use(english());
  }
  return Object.assign(useTexts, { read: () => (currentLanguage() === 'en' ? (en ?? it) : it) });
}
