/** Face of quoting. */
export { openQuote } from './open-quote.ts';
export { saveQuote, saveRevision } from './save-quote.ts';
export { quoteRevisedKind, quoteSavedKind } from './events.ts';
