/** The routes that the page of a quote calls, besides the quote itself. */
import type { comparisonRoute, duplicateQuoteRoute, quoteReservationsRoute, releaseForQuoteRoute, replayQuoteRoute, reserveForQuoteRoute, setFollowUpsRoute, timelineRoute } from '#quoting/api';
import { endpoint } from '../../../request/index.ts';

export const timeline = endpoint<typeof timelineRoute>('GET', '/api/quoting/quotes/:id/timeline');
export const replayQuote = endpoint<typeof replayQuoteRoute>('GET', '/api/quoting/quotes/:id/replay');
export const duplicateQuote = endpoint<typeof duplicateQuoteRoute>('POST', '/api/quoting/quotes/:id/duplicate');
export const printComparison = endpoint<typeof comparisonRoute>('GET', '/api/quoting/quotes/:id/comparison-document');
export const quoteReservations = endpoint<typeof quoteReservationsRoute>('GET', '/api/quoting/quotes/:id/reservation');
export const reserveForQuote = endpoint<typeof reserveForQuoteRoute>('POST', '/api/quoting/quotes/:id/reservation');
export const releaseForQuote = endpoint<typeof releaseForQuoteRoute>('DELETE', '/api/quoting/quotes/:id/reservation');
export const setFollowUps = endpoint<typeof setFollowUpsRoute>('POST', '/api/quoting/follow-ups');
