/** Contracts of invitations, shared with the web. */
import { z } from 'zod';
import { civilDate, defineRoute, instant, mailAddress, plainText, uuid } from '#platform/contract';
import { newPasskey, passkeyMaking, passkeyNotValid, passkeysNotHere } from '../passkeys/passkey-contracts.ts';
import { passwordFaults } from '../accounts/password-contracts.ts';
import { secondPersonNeeded } from '../changes/change-request-contracts.ts';

const bilingual = z.object({ it: z.string(), en: z.string() });
const place = z.object({ id: z.number().int(), kind: z.string(), code: z.string(), name: z.string() });

/** `waiting` may be accepted; `inviterGone` waits for somebody in charge to send it again. */
export const invitationState = z.enum(['waiting', 'inviterGone', 'accepted', 'expired', 'revoked']);

export const invitationListed = z.object({
  id: uuid,
  email: z.string(),
  profile: z.string(),
  profileName: bilingual,
  node: place,
  state: invitationState,
  invitedBy: z.string().nullable(),
  createdAt: instant,
  sentAt: instant,
  expiresAt: instant,
});

export const listInvitationsRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/invitations',
  summary: 'Invitations at and below one’s own node, newest first, at most two hundred',
  access: 'identity.people.manage',
  response: z.object({ items: z.array(invitationListed) }),
});

export const givableProfilesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/invitations/profiles',
  summary: 'Profiles that one may give, with the kinds of node where they stand and whether giving them takes a second person',
  access: 'identity.people.manage',
  response: z.object({ items: z.array(z.object({ key: z.string(), name: bilingual, nodeKinds: z.array(z.string()), secondPerson: z.boolean() })) }),
});

/** Where no mail leaves the house, the demo shows the link that the mail carries; null elsewhere. */
const sent = z.object({ id: uuid, demoLink: z.string().nullable() });

export const inviteRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitations',
  summary: 'Invites somebody by mail to work at a node; the link holds seven days and once',
  access: 'identity.people.manage',
  body: z.strictObject({ email: mailAddress, profile: z.string().max(60).regex(/^\w+$/), nodeId: z.number().int().min(1).max(2_147_483_647), language: z.enum(['it', 'en']) }),
  response: sent,
  ratePerMinute: 30,
  refusals: {
    second_person_needed: secondPersonNeeded,
    profile_not_given: { it: 'Non puoi assegnare questo profilo: comprende permessi che tu non hai.', en: 'You may not give this profile: it holds privileges that you do not have.' },
    place_not_fitting: { it: 'Questo profilo non sta in un nodo di quel tipo.', en: 'This profile does not stand at a node of that kind.' },
    already_invited: { it: 'Questa persona ha già un invito aperto per lo stesso profilo e nodo: puoi rimandarlo.', en: 'This person already has an open invitation for the same profile and node: you can send it again.' },
    already_here: { it: 'Questa persona lavora già lì con lo stesso profilo.', en: 'This person already works there with the same profile.' },
  },
});

export const resendInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitations/:id/mail',
  summary: 'Sends an invitation again with a new link, in the name of whoever asks; the old link is dead',
  access: 'identity.people.manage',
  params: z.object({ id: uuid }),
  response: sent,
  ratePerMinute: 30,
  refusals: {
    profile_not_given: inviteRoute.refusals.profile_not_given,
    second_person_needed: inviteRoute.refusals.second_person_needed,
    invitation_over: { it: 'Questo invito è già stato accettato o revocato.', en: 'This invitation was already accepted or revoked.' },
  },
});

export const revokeInvitationRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/invitations/:id',
  summary: 'Takes an invitation back',
  access: 'identity.people.manage',
  params: z.object({ id: uuid }),
  response: z.object({ revoked: z.literal(true) }),
  refusals: { invitation_over: resendInvitationRoute.refusals.invitation_over },
});

const token = z.string().length(43).regex(/^[\w-]+$/);
const notValid = {
  it: 'Questo invito non vale: è scaduto, è stato usato o revocato. Chiedi a chi ti ha invitato di rimandarlo.',
  en: 'This invitation does not hold: it expired, was used or taken back. Ask whoever invited you to send it again.',
};

export const openInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitation/open',
  summary: 'What an invitation says to whoever holds its link; opening it changes nothing',
  access: 'public',
  body: z.strictObject({ token }),
  response: z.object({
    tenantName: z.string(),
    inviterName: z.string(),
    profileName: bilingual,
    placeName: z.string(),
    email: z.string(),
    language: z.enum(['it', 'en']),
    expiresOn: civilDate,
    /** The address has an account: its owner signs in, then accepts. */
    hasAccount: z.boolean(),
    passkeysPossible: z.boolean(),
  }),
  ratePerMinute: 60,
  refusals: { invitation_not_valid: notValid },
});

export const invitationPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitation/passkey',
  summary: 'What an authenticator needs to make the passkey of an invited person',
  access: 'public',
  body: z.strictObject({ token, displayName: plainText(200, 2) }),
  response: passkeyMaking,
  ratePerMinute: 60,
  refusals: { invitation_not_valid: notValid, passkeys_not_here: passkeysNotHere },
});

export const acceptedProof = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('password'), password: z.string().min(1).max(256) }),
  z.strictObject({ by: z.literal('passkey'), passkey: newPasskey, name: plainText(60, 1) }),
]);

export const acceptBody = z.strictObject({ token, displayName: plainText(200, 2), language: z.enum(['it', 'en']), proof: acceptedProof });
export const acceptRefusals = {
  invitation_not_valid: notValid,
  account_exists: { it: 'Per questo indirizzo esiste già un account: entra con quello e accetta di nuovo.', en: 'This address already has an account: sign in with it and accept again.' },
  passkeys_not_here: passkeysNotHere,
  passkey_not_valid: passkeyNotValid,
  ...passwordFaults,
};

export const joinByInvitationRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/invitation/join',
  summary: 'Adds the invited role to the account that is signed in, when the invitation went to its address',
  access: 'signed-in',
  body: z.strictObject({ token }),
  response: z.object({ personalityId: uuid }),
  ratePerMinute: 30,
  refusals: {
    invitation_not_valid: notValid,
    other_account: { it: 'L’invito è per un altro indirizzo: esci ed entra con l’account di quell’indirizzo.', en: 'The invitation is for another address: sign out and sign in with the account of that address.' },
  },
});
