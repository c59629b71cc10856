import type {
  acceptInvitationRoute, addPasskeyRoute, confirmByPasskeyRoute, confirmChallengeRoute, endPersonRoute, givableProfilesRoute, invitationPasskeyRoute, inviteRoute, joinByInvitationRoute, listInvitationsRoute,
  listPasskeysRoute, makePasskeyRoute, movePersonRoute, openInvitationRoute, passkeyEntranceRoute, passkeySignInRoute, personOperationsRoute, removePasskeyRoute, renamePasskeyRoute, resendInvitationRoute,
  resumePersonRoute, revokeInvitationRoute, suspendPersonRoute,
} from '#identity/api';
import { endpoint } from '../../../request/index.ts';

export const passkeyEntrance = endpoint<typeof passkeyEntranceRoute>('POST', '/api/identity/passkey-sign-in/challenge');
export const passkeySignIn = endpoint<typeof passkeySignInRoute>('POST', '/api/identity/passkey-sign-in');
export const confirmChallenge = endpoint<typeof confirmChallengeRoute>('POST', '/api/identity/confirm/passkey/challenge');
export const confirmPasskey = endpoint<typeof confirmByPasskeyRoute>('POST', '/api/identity/confirm/passkey');
export const passkeys = endpoint<typeof listPasskeysRoute>('GET', '/api/identity/passkeys');
export const passkeyMaking = endpoint<typeof makePasskeyRoute>('POST', '/api/identity/passkeys/challenge');
export const addPasskey = endpoint<typeof addPasskeyRoute>('POST', '/api/identity/passkeys');
export const renamePasskey = endpoint<typeof renamePasskeyRoute>('PATCH', '/api/identity/passkeys/:id');
export const removePasskey = endpoint<typeof removePasskeyRoute>('DELETE', '/api/identity/passkeys/:id');
export const invitations = endpoint<typeof listInvitationsRoute>('GET', '/api/identity/invitations');
export const givableProfiles = endpoint<typeof givableProfilesRoute>('GET', '/api/identity/invitations/profiles');
export const invite = endpoint<typeof inviteRoute>('POST', '/api/identity/invitations');
export const resendInvitation = endpoint<typeof resendInvitationRoute>('POST', '/api/identity/invitations/:id/mail');
export const revokeInvitation = endpoint<typeof revokeInvitationRoute>('DELETE', '/api/identity/invitations/:id');
export const openInvitation = endpoint<typeof openInvitationRoute>('POST', '/api/identity/invitation/open');
export const invitedMaking = endpoint<typeof invitationPasskeyRoute>('POST', '/api/identity/invitation/passkey');
export const acceptInvitation = endpoint<typeof acceptInvitationRoute>('POST', '/api/identity/invitation/accept');
export const joinByInvitation = endpoint<typeof joinByInvitationRoute>('POST', '/api/identity/invitation/join');
export const personOperations = endpoint<typeof personOperationsRoute>('GET', '/api/identity/people/:id/operations');
export const suspendPerson = endpoint<typeof suspendPersonRoute>('POST', '/api/identity/people/:id/suspension');
export const resumePerson = endpoint<typeof resumePersonRoute>('DELETE', '/api/identity/people/:id/suspension');
export const endPerson = endpoint<typeof endPersonRoute>('POST', '/api/identity/people/:id/end');
export const movePerson = endpoint<typeof movePersonRoute>('POST', '/api/identity/people/:id/move');
