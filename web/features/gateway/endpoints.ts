/** The routes that the pages of connected applications call. */
import type {
  changeAppRoute, getRegisteredRoute, listAppsRoute, listDeliveriesRoute, listRegistryRoute, previewRoute, registerAppRoute, removeAppRoute, retryDeliveryRoute, rotateSecretRoute, setAppStateRoute, setRulesRoute,
} from '#gateway/api';
import type { listPeopleRoute, organisationRoute } from '#identity/api';
import { endpoint } from '../../request/index.ts';

export const listApps = endpoint<typeof listAppsRoute>('GET', '/api/gateway/apps');
export const listRegistry = endpoint<typeof listRegistryRoute>('GET', '/api/gateway/registry');
export const getRegistered = endpoint<typeof getRegisteredRoute>('GET', '/api/gateway/registry/:id');
export const registerApp = endpoint<typeof registerAppRoute>('POST', '/api/gateway/registry');
export const changeApp = endpoint<typeof changeAppRoute>('PUT', '/api/gateway/registry/:id');
export const rotateSecret = endpoint<typeof rotateSecretRoute>('POST', '/api/gateway/registry/:id/secret');
export const setAppState = endpoint<typeof setAppStateRoute>('PUT', '/api/gateway/registry/:id/state');
export const removeApp = endpoint<typeof removeAppRoute>('DELETE', '/api/gateway/registry/:id');
export const setRules = endpoint<typeof setRulesRoute>('PUT', '/api/gateway/registry/:id/rules');
export const preview = endpoint<typeof previewRoute>('GET', '/api/gateway/preview');
export const listDeliveries = endpoint<typeof listDeliveriesRoute>('GET', '/api/gateway/deliveries');
export const retryDelivery = endpoint<typeof retryDeliveryRoute>('POST', '/api/gateway/deliveries/:id/retry');
export const people = endpoint<typeof listPeopleRoute>('GET', '/api/identity/people');
export const organisation = endpoint<typeof organisationRoute>('GET', '/api/identity/organisation');

/** Answers that a change of the registry makes old: also those of the switcher. */
export const gatewayAnswers = ['/api/gateway/'] as const;
