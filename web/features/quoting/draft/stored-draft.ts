/**
 * The unsaved quote of this tab, kept until it is saved or thrown away: a reload, a lost session or a wrong click must
 * not cost the seller what the customer has already said. One draft a personality; it leaves with the tab and with the person.
 */
import type { QuoteKind, VehicleChoice } from '#quoting/api';
import { announceTabDraft, currentSession, forgetTabDraft, keepTabDraft, readTabDraft } from '../../../request/index.ts';
import { openProposal } from './proposal.ts';
import { plainSale, type QuoteDraft } from './quote-draft.ts';
import type { QuoteStore } from './quote-store.ts';

/** A proposal as it is kept: its car is read again, with the offers of the day. */
export interface StoredProposal {
  readonly choice: VehicleChoice;
  readonly quantity: number;
  readonly draft: QuoteDraft;
}

export interface StoredDraft {
  /** What the page was opened for: `stock:…`, `version:…`, `from:…`, `revise:…`. */
  readonly source: string;
  readonly vehicleName: string;
  /** The open proposal. */
  readonly draft: QuoteDraft;
  readonly kind: QuoteKind;
  readonly active: number;
  /** All proposals; none in a draft kept by an older release. */
  readonly proposals: readonly StoredProposal[];
}

function kept({ kind, active, proposals }: Partial<StoredDraft>): Pick<StoredDraft, 'kind' | 'active' | 'proposals'> {
  return { kind: kind === 'fleet' ? 'fleet' : 'alternatives', active: active ?? 0, proposals: Array.isArray(proposals) ? proposals : [] };
}

export function readStoredDraft(personalityId: string): StoredDraft | undefined {
  try {
    const text = readTabDraft(personalityId);
    const value = text === null ? undefined : (JSON.parse(text) as StoredDraft);
    // A tab that was open before a new release kept less.
    return typeof value?.source === 'string' && typeof value.draft === 'object' ? { ...value, ...kept(value), draft: { ...plainSale, ...value.draft } } : undefined;
  } catch {
    // Forbidden storage or a text of another version: there is no draft.
    return undefined;
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
export function keepDraft(store: QuoteStore, personalityId: string, about: Pick<StoredDraft, 'source'>): DraftKeeping {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = store.desk();
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    known = store.desk();
    // Who signed out takes it along: the page that is being put away writes nothing more.
    if (currentSession().phase === 'nobody') return;
    const { car, draft } = openProposal(known);
    const proposals = known.proposals.map((proposal) => ({ choice: proposal.car.choice, quantity: proposal.quantity, draft: proposal.draft }));
    const whole: StoredDraft = { ...about, vehicleName: `${car.make} ${car.carline} ${car.name}`, draft, kind: known.kind, active: known.active, proposals };
    try {
      keepTabDraft(personalityId, JSON.stringify(whole));
    } catch {
      // The draft lives in the page only.
    }
  };
  const flush = (): void => (timer === undefined ? undefined : write());
  const unsubscribe = store.subscribe(() => {
    if (store.desk() === known || timer !== undefined) return;
    announceTabDraft();
    timer = setTimeout(write, restMs);
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
      forgetTabDraft(personalityId);
    },
  };
}
