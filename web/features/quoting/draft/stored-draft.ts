/**
 * The unsaved quote of this tab, kept until it is saved or thrown away: a reload, a lost session or a wrong click must
 * not cost the seller what the customer has already said. One draft a personality; it leaves with the tab.
 */
import { plainSale, type QuoteDraft } from './quote-draft.ts';
import type { QuoteStore } from './quote-store.ts';

export interface StoredDraft {
  /** What the page was opened for: `stock:…`, `version:…`, `from:…`, `revise:…`. */
  readonly source: string;
  readonly vehicleName: string;
  readonly draft: QuoteDraft;
}

const keyOf = (personalityId: string): string => `volano.quote-draft.${personalityId}`;

export function readStoredDraft(personalityId: string): StoredDraft | undefined {
  try {
    const text = sessionStorage.getItem(keyOf(personalityId));
    const value = text === null ? undefined : (JSON.parse(text) as StoredDraft);
    // A tab that was open before a new release kept less.
    return typeof value?.source === 'string' && typeof value.draft === 'object' ? { ...value, draft: { ...plainSale, ...value.draft } } : undefined;
  } catch {
    // Forbidden storage or a text of another version: there is no draft.
    return undefined;
  }
}

export function forgetStoredDraft(personalityId: string): void {
  try {
    sessionStorage.removeItem(keyOf(personalityId));
  } catch {
    // Without storage there is nothing to forget.
  }
}

const restMs = 250;

export interface DraftKeeping {
  /** Stops, with the last change kept: the page is left. */
  readonly leave: () => void;
  /** Stops and forgets: the quote is saved or thrown away. */
  readonly drop: () => void;
}

/** Keeps the draft as it changes. Nothing is written before the first change. */
export function keepDraft(store: QuoteStore, personalityId: string, about: Omit<StoredDraft, 'draft'>): DraftKeeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = store.get().draft;
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    kept = store.get().draft;
    try {
      sessionStorage.setItem(keyOf(personalityId), JSON.stringify({ ...about, draft: kept }));
    } catch {
      // The draft lives in the page only.
    }
  };
  const flush = (): void => (timer === undefined ? undefined : write());
  const unsubscribe = store.subscribe(() => {
    if (store.get().draft !== kept) timer ??= setTimeout(write, restMs);
  });
  window.addEventListener('pagehide', flush);
  const stop = (): void => {
    unsubscribe();
    window.removeEventListener('pagehide', flush);
  };
  return {
    leave: () => {
      stop();
      flush();
    },
    drop: () => {
      stop();
      clearTimeout(timer);
      timer = undefined;
      forgetStoredDraft(personalityId);
    },
  };
}
