/** Face of quoting. */
export { duplicateQuote } from './duplicate-quote.ts';
export { openQuote } from './open-quote.ts';
export { replayQuote } from './replay-quote.ts';
export { saveQuote, saveRevision } from './save-quote.ts';
export { quoteRevisedKind, quoteSavedKind } from './events.ts';
