/** What a browser sends to save a quote, for tests: choices with the figures that were shown. */
import { noExtras, plainQuoteSale, shownFigures, type QuoteFigures, type QuoteInput, type SaveQuoteBody } from '#quoting/api';

/** A choice without options, accessories and a car given in, unless it names them. */
export function quoteChoice(choice: Omit<QuoteInput, keyof typeof noExtras> & Partial<QuoteInput>): QuoteInput {
  return { ...noExtras, ...choice };
}

/** One alternative for a consumer in the showroom, unless `words` say otherwise. */
export function saveBody(input: QuoteInput, figures: QuoteFigures, startDate: string, words: Partial<SaveQuoteBody> = {}): SaveQuoteBody {
  return {
    kind: 'alternatives',
    ...plainQuoteSale,
    proposals: [{ quantity: 1, input, shown: shownFigures(figures) }],
    startDate,
    ...words,
  };
}
