/** The routes that the pages of pricing call. */
import type {
  applicableOffersRoute, checkOfferRoute, createOfferRoute, endOfferRoute, explainOfferRoute, getOfferRoute, listOfferPlacesRoute, listOffersRoute, listProductsRoute, supersedeOfferRoute, withdrawOfferRoute,
} from '#pricing/api';
import type { getStockVehicleRoute, getVersionRoute, listMakesRoute, listVersionsRoute } from '#vehicles/api';
import { endpoint } from '../../request/index.ts';

export const listOffers = endpoint<typeof listOffersRoute>('GET', '/api/pricing/offers');
export const getOffer = endpoint<typeof getOfferRoute>('GET', '/api/pricing/offers/:id');
export const applicableOffers = endpoint<typeof applicableOffersRoute>('GET', '/api/pricing/offers/applicable');
export const explainOffer = endpoint<typeof explainOfferRoute>('GET', '/api/pricing/offers/:id/applicability');
export const checkOffer = endpoint<typeof checkOfferRoute>('POST', '/api/pricing/offers/check', 'read-only');
export const createOffer = endpoint<typeof createOfferRoute>('POST', '/api/pricing/offers');
export const supersedeOffer = endpoint<typeof supersedeOfferRoute>('POST', '/api/pricing/offers/:id/versions');
export const endOffer = endpoint<typeof endOfferRoute>('POST', '/api/pricing/offers/:id/end');
export const withdrawOffer = endpoint<typeof withdrawOfferRoute>('POST', '/api/pricing/offers/:id/withdraw');
export const listProducts = endpoint<typeof listProductsRoute>('GET', '/api/pricing/products');
export const listOfferPlaces = endpoint<typeof listOfferPlacesRoute>('GET', '/api/pricing/places');
export const listMakes = endpoint<typeof listMakesRoute>('GET', '/api/vehicles/makes');
export const listVersions = endpoint<typeof listVersionsRoute>('GET', '/api/vehicles/versions');
export const getVersion = endpoint<typeof getVersionRoute>('GET', '/api/vehicles/versions/:id');
export const getStockVehicle = endpoint<typeof getStockVehicleRoute>('GET', '/api/vehicles/stock/:id');
