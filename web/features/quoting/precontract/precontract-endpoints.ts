/** The routes that the pages of the pre-contract information call. */
import type { deliverPrecontractRoute, getLenderTermsRoute, getPrecontractRoute, printPrecontractRoute, setLenderTermsRoute } from '#quoting/api';
import { endpoint } from '../../../request/index.ts';

export const getPrecontract = endpoint<typeof getPrecontractRoute>('GET', '/api/quoting/quotes/:id/precontract');
export const printPrecontract = endpoint<typeof printPrecontractRoute>('GET', '/api/quoting/quotes/:id/precontract/document');
export const deliverPrecontract = endpoint<typeof deliverPrecontractRoute>('POST', '/api/quoting/quotes/:id/precontract/deliveries');
export const getLenderTerms = endpoint<typeof getLenderTermsRoute>('GET', '/api/quoting/lender-terms');
export const setLenderTerms = endpoint<typeof setLenderTermsRoute>('POST', '/api/quoting/lender-terms');
