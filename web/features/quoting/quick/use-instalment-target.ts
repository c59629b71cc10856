/** The instalment turned round: the customer names it, the deposit follows at each key, and the other ways stand ready. */
import { useState } from 'react';
import { solveQuoteDeposit } from '#quoting/api';
import { useFormat, useLanguage } from '../../../ui/index.ts';
import { offerOf, pricedCar, quoteInput, useQuoteStore, type QuoteState, type SolvedAmounts } from '../draft/quote-store.ts';
import { refusalWords } from '../refusal-words.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

/** Where the aiming began, and where it has come to. */
export interface Aim {
  readonly wantedCents: number | null;
  /** The quote before: every way is computed from it. */
  readonly before: QuoteState;
  readonly problem?: { readonly words: string; readonly nearestCents: number | undefined } | undefined;
}

export interface InstalmentTarget {
  /** Null while the instalment is only read. */
  readonly aim: Aim | null;
  /** Something stands in the field that is no amount: nothing is wished then. */
  readonly isUnread: boolean;
  readonly setUnread: (isUnread: boolean) => void;
  readonly open: (shownCents: number | null) => void;
  readonly take: (cents: number | null) => void;
  /** Ends with another way than the deposit. */
  readonly choose: (amounts: SolvedAmounts) => void;
  /** Ends, keeping the deposit found. */
  readonly keep: () => void;
  /** Ends, putting the former amounts back. */
  readonly undo: () => void;
}

export function useInstalmentTarget(): InstalmentTarget {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const language = useLanguage();
  const [aim, setAim] = useState<Aim | null>(null);
  const [isUnread, setUnread] = useState(false);

  function problemOf(cents: number): Aim['problem'] {
    const state = store.get();
    const solved = solveQuoteDeposit(quoteInput(state), offerOf(state), state.today, cents, pricedCar(state));
    if (solved.ok) {
      store.setAmount('depositCents', solved.depositCents);
      return undefined;
    }
    const nearest = solved.details?.['nearestCents'];
    const serviceName = (code: string): string => offerOf(state).services.find((service) => service.code === code)?.name[language] ?? code;
    return { words: refusalWords(solved, { language, format, texts, serviceName }), nearestCents: typeof nearest === 'number' ? nearest : undefined };
  }

  return {
    aim,
    isUnread,
    setUnread,
    open: (shownCents) => setAim({ wantedCents: shownCents, before: store.get() }),
    take: (cents) => aim !== null && setAim({ ...aim, wantedCents: cents, problem: cents === null || cents <= 0 ? undefined : problemOf(cents) }),
    choose: (amounts) => {
      store.putAmounts(amounts);
      setAim(null);
    },
    keep: () => setAim(null),
    undo: () => {
      if (aim !== null) store.putAmounts(aim.before.draft);
      setAim(null);
    },
  };
}
