/** Prices the quote in work; the answer for a state is computed once, whoever asks. */
import { priceQuote, type QuotePricing, type QuoteRefusal } from '#quoting/api';
import type { Refused } from '#platform/result';
import { offerOf, pricedCar, quoteInput, type QuoteState } from './quote-store.ts';

export type DraftPricing = QuotePricing | Refused<QuoteRefusal>;

const answers = new WeakMap<QuoteState, DraftPricing>();

/** Figures and plan of a state, or why there are none. */
export function priceDraft(state: QuoteState): DraftPricing {
  let answer = answers.get(state);
  if (answer === undefined) {
    answer = priceQuote(quoteInput(state), offerOf(state), state.today, pricedCar(state));
    answers.set(state, answer);
  }
  return answer;
}
