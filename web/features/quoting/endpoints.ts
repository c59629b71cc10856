/** The routes that the pages of quoting call. */
import type { applicableOffersRoute } from '#pricing/api';
import type { countQuotesRoute, getQuoteRoute, listQuotesRoute, printQuoteRoute, reviseQuoteRoute, saveQuoteRoute } from '#quoting/api';
import type { getStockVehicleRoute, getVersionRoute, searchVehiclesRoute, versionOptionsRoute } from '#vehicles/api';
import { endpoint } from '../../request/index.ts';

export const saveQuote = endpoint<typeof saveQuoteRoute>('POST', '/api/quoting/quotes');
export const reviseQuote = endpoint<typeof reviseQuoteRoute>('PUT', '/api/quoting/quotes/:id');
export const listQuotes = endpoint<typeof listQuotesRoute>('GET', '/api/quoting/quotes');
export const countQuotes = endpoint<typeof countQuotesRoute>('GET', '/api/quoting/quotes/open-count');
export const getQuote = endpoint<typeof getQuoteRoute>('GET', '/api/quoting/quotes/:id');
export const printQuote = endpoint<typeof printQuoteRoute>('GET', '/api/quoting/quotes/:id/document');
export const applicableOffers = endpoint<typeof applicableOffersRoute>('GET', '/api/pricing/offers/applicable');
export const searchVehicles = endpoint<typeof searchVehiclesRoute>('GET', '/api/vehicles/search');
export const getStockVehicle = endpoint<typeof getStockVehicleRoute>('GET', '/api/vehicles/stock/:id');
export const getVersion = endpoint<typeof getVersionRoute>('GET', '/api/vehicles/versions/:id');
export const versionOptions = endpoint<typeof versionOptionsRoute>('GET', '/api/vehicles/versions/:id/options');
