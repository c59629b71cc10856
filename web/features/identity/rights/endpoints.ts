/** The routes of stand-ins and of changes of rights. */
import type {
  askDelegationRoute, decideChangeRoute, decideDelegationRoute, delegationChoicesRoute, endDelegationRoute, listChangeRequestsRoute, listColleaguesRoute, listDelegationsRoute, listProfilesRoute,
  proposeChangeRoute, withdrawChangeRoute,
} from '#identity/api';
import { endpoint } from '../../../request/index.ts';

export const listDelegations = endpoint<typeof listDelegationsRoute>('GET', '/api/identity/delegations');
export const delegationChoices = endpoint<typeof delegationChoicesRoute>('GET', '/api/identity/delegations/choices');
export const listColleagues = endpoint<typeof listColleaguesRoute>('GET', '/api/identity/delegations/colleagues');
export const askDelegation = endpoint<typeof askDelegationRoute>('POST', '/api/identity/delegations');
export const decideDelegation = endpoint<typeof decideDelegationRoute>('POST', '/api/identity/delegations/:id/decision');
export const endDelegation = endpoint<typeof endDelegationRoute>('POST', '/api/identity/delegations/:id/end');
export const listProfiles = endpoint<typeof listProfilesRoute>('GET', '/api/identity/profiles');
export const listChangeRequests = endpoint<typeof listChangeRequestsRoute>('GET', '/api/identity/change-requests');
export const proposeChange = endpoint<typeof proposeChangeRoute>('POST', '/api/identity/change-requests');
export const decideChange = endpoint<typeof decideChangeRoute>('POST', '/api/identity/change-requests/:id/decision');
export const withdrawChange = endpoint<typeof withdrawChangeRoute>('POST', '/api/identity/change-requests/:id/withdrawal');
