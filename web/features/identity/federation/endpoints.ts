/** The routes that the pages about other houses call. */
import type {
  addProviderRoute, beginFederatedSignInRoute, beginLinkRoute, changeProviderRoute, completeFederationRoute, listProvidersRoute, offeredProvidersRoute, ownLinksRoute, setProviderStateRoute, testProviderRoute, unlinkRoute,
} from '#identity/api';
import { endpoint } from '../../../request/index.ts';

export const listProviders = endpoint<typeof listProvidersRoute>('GET', '/api/identity/providers');
export const addProvider = endpoint<typeof addProviderRoute>('POST', '/api/identity/providers');
export const changeProvider = endpoint<typeof changeProviderRoute>('PUT', '/api/identity/providers/:id');
export const setProviderState = endpoint<typeof setProviderStateRoute>('PUT', '/api/identity/providers/:id/state');
export const testProvider = endpoint<typeof testProviderRoute>('POST', '/api/identity/providers/:id/test');
export const offeredProviders = endpoint<typeof offeredProvidersRoute>('GET', '/api/identity/federation/providers');
export const beginSignIn = endpoint<typeof beginFederatedSignInRoute>('POST', '/api/identity/federation/sign-in');
export const beginLink = endpoint<typeof beginLinkRoute>('POST', '/api/identity/federation/link');
export const completeFederation = endpoint<typeof completeFederationRoute>('POST', '/api/identity/federation/complete');
export const ownLinks = endpoint<typeof ownLinksRoute>('GET', '/api/identity/federation/links');
export const unlink = endpoint<typeof unlinkRoute>('DELETE', '/api/identity/federation/links/:id');
