/** Contracts of the ways back in and of protecting other people’s accounts, shared with the web. */
import { z } from 'zod';
import { defineRoute, instant, plainText, uuid } from '#platform/contract';
import { lastAdministrator } from '../changes/change-request-contracts.ts';
import { passwordFaults } from '../accounts/password-contracts.ts';
import { typedCode } from '../second-factor/step-up-contracts.ts';

const linkOver = { it: 'Il collegamento non vale più: è scaduto o è già stato usato. Chiedine uno nuovo.', en: 'This link is no longer valid: it expired or was already used. Ask for a new one.' };
const linkToken = z.string().regex(/^[\w-]{43}$/);

export const askRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recovery',
  summary: 'Asks for a link to set a new password; the answer is the same whether the account exists or not',
  access: 'public',
  body: z.strictObject({ loginName: plainText(254, 1) }),
  response: z.object({ asked: z.literal(true) }),
  ratePerMinute: 60,
});

export const lookRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recovery/look',
  summary: 'What a link for a new password asks for; looking does not use it up',
  access: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({
    /** A one-time code or a recovery code is asked for as well. */
    code: z.boolean(),
    /** The account signs in with a passkey: no password is set by mail. */
    passkey: z.boolean(),
    leastCharacters: z.number().int(),
    /** A manager has confirmed that the factor is lost and the day has passed: it falls with the new password. */
    factorFalls: z.boolean(),
  }),
  ratePerMinute: 60,
  refusals: { link_over: linkOver },
});

export const resetPasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recovery/password',
  summary: 'Sets a new password by the link of a mail; ends all sessions of the account and opens none',
  access: 'public',
  body: z.strictObject({ token: linkToken, password: z.string().min(1).max(256), code: typedCode.optional() }),
  response: z.object({ changed: z.literal(true) }),
  ratePerMinute: 60,
  refusals: {
    ...passwordFaults,
    link_over: linkOver,
    code_needed: { it: 'Questo account ha un secondo fattore: scrivi anche il codice, o un codice di recupero.', en: 'This account has a second factor: type the code as well, or a recovery code.' },
    passkey_needed: { it: 'Questo account entra con una passkey: usa quella. Se l’hai persa, dillo al tuo responsabile da questa pagina.', en: 'This account signs in with a passkey: use it. If it is lost, tell your manager from this page.' },
    proof_not_valid: { it: 'Il codice non è corretto o è già stato usato.', en: 'The code is not correct or was already used.' },
  },
});

const lostFactor = z.object({
  askedAt: instant,
  /** From then on, once a manager has confirmed; null before. */
  dueAt: instant.nullable(),
});

export const reportLostFactorRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recovery/lost-factor',
  summary: 'Says that the second factor and its recovery codes are lost, by the password or by a mail’s link; a manager must confirm it',
  access: 'public',
  body: z.union([z.strictObject({ half: linkToken }), z.strictObject({ token: linkToken })]),
  response: lostFactor,
  ratePerMinute: 30,
  refusals: { half_not_valid: { it: 'È passato troppo tempo: inserisci di nuovo la password.', en: 'Too much time has passed: enter the password again.' } },
});

export const stopRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recovery/stop',
  summary: 'Stops the removal of a lost factor by the link “it was not me”',
  access: 'public',
  body: z.strictObject({ token: linkToken }),
  response: z.object({ stopped: z.literal(true) }),
  ratePerMinute: 60,
  refusals: { link_over: linkOver },
});

export const factorRecovery = z.object({
  id: uuid,
  accountId: uuid,
  displayName: z.string(),
  loginName: z.string(),
  nodeName: z.string(),
  askedAt: instant,
  expiresAt: instant,
  confirmedAt: instant.nullable(),
  dueAt: instant.nullable(),
  /** Oneself may not confirm it. */
  own: z.boolean(),
});

export const listRecoveriesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/recoveries',
  summary: 'People within scope who say that they have lost their second factor',
  access: 'identity.account.protect',
  response: z.object({ items: z.array(factorRecovery) }),
});

export const confirmRecoveryRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/recoveries/:id/confirmation',
  summary: 'Confirms that it is this very person who has lost the second factor; it falls after a day unless its owner stops it',
  access: 'identity.account.protect',
  stepUp: true,
  params: z.object({ id: uuid }),
  body: z.strictObject({}),
  response: z.object({ dueAt: instant }),
  refusals: {
    own_account: { it: 'È il tuo account: deve confermarlo un’altra persona.', en: 'It is your own account: somebody else must confirm it.' },
    profile_above: { it: 'Questa persona ha un profilo superiore al tuo: deve confermarlo chi le sta sopra.', en: 'This person has a profile above yours: somebody above must confirm it.' },
    has_other_places: { it: 'Questa persona lavora anche in sedi che non vedi: deve confermarlo chi le vede tutte.', en: 'This person also works at places you do not see: somebody who sees them all must confirm it.' },
    already_confirmed: { it: 'È già stato confermato.', en: 'It is confirmed already.' },
  },
});

export const refuseRecoveryRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/recoveries/:id',
  summary: 'Refuses or stops the removal of somebody’s second factor',
  access: 'identity.account.protect',
  params: z.object({ id: uuid }),
  response: z.object({ stopped: z.literal(true) }),
});

const protection = {
  own_account: { it: 'È il tuo account: non puoi farlo da qui.', en: 'It is your own account: you cannot do this from here.' },
  profile_above: { it: 'Questa persona ha un profilo superiore al tuo.', en: 'This person has a profile above yours.' },
};

export const endSessionsOfRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/accounts/:id/end-sessions',
  summary: 'Ends the sessions that somebody within scope has open there',
  access: 'identity.account.protect',
  stepUp: true,
  params: z.object({ id: uuid }),
  body: z.strictObject({}),
  response: z.object({ ended: z.number().int() }),
  refusals: protection,
});

export const setAccountStatusRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/accounts/:id/status',
  summary: 'Blocks the account of somebody within scope, or frees it; a blocked account is out at once and cannot sign in',
  access: 'identity.account.protect',
  stepUp: true,
  params: z.object({ id: uuid }),
  body: z.strictObject({ status: z.enum(['active', 'blocked']) }),
  response: z.object({ status: z.enum(['active', 'blocked']) }),
  refusals: {
    ...protection,
    last_administrator: lastAdministrator,
    has_other_places: { it: 'Questa persona lavora anche fuori dalla tua rete: può bloccarla solo chi vede tutti i suoi ruoli.', en: 'This person also works outside your network: only somebody who sees all their roles may block them.' },
  },
});
