/** The routes that the pages of pricing call. */
import type { listOffersRoute } from '#pricing/api';
import { endpoint } from '../../request/index.ts';

export const listOffers = endpoint<typeof listOffersRoute>('GET', '/api/pricing/offers');
