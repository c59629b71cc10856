/** The routes of sharing and mail. */
import type { endShareRoute, listSharesRoute, mailQuoteRoute, shareQuoteRoute } from '#quoting/api';
import { endpoint } from '../../../request/index.ts';

export const shareQuote = endpoint<typeof shareQuoteRoute>('POST', '/api/quoting/quotes/:id/shares');
export const listShares = endpoint<typeof listSharesRoute>('GET', '/api/quoting/quotes/:id/shares');
export const endShare = endpoint<typeof endShareRoute>('DELETE', '/api/quoting/quotes/:id/shares/:shareId');
export const mailQuote = endpoint<typeof mailQuoteRoute>('POST', '/api/quoting/quotes/:id/mail');
