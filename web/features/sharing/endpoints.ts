/** The routes behind a shared link. */
import type { askToGoOnRoute, sharedDocumentRoute, sharedLogoRoute, sharedPhotoRoute, sharedPrecontractRoute, sharedQuoteRoute } from '#quoting/api';
import { endpoint } from '../../request/index.ts';

export const getShared = endpoint<typeof sharedQuoteRoute>('GET', '/api/quoting/shared/:token');
export const sharedDocument = endpoint<typeof sharedDocumentRoute>('GET', '/api/quoting/shared/:token/document');
export const sharedPrecontract = endpoint<typeof sharedPrecontractRoute>('GET', '/api/quoting/shared/:token/precontract');
export const sharedPhoto = endpoint<typeof sharedPhotoRoute>('GET', '/api/quoting/shared/:token/photos/:proposal');
export const sharedLogo = endpoint<typeof sharedLogoRoute>('GET', '/api/quoting/shared/:token/logo');
export const askToGoOn = endpoint<typeof askToGoOnRoute>('POST', '/api/quoting/shared/:token/requests');
