/** Contracts of passkeys, shared with the web. What a browser's authenticator gives travels as base64url text. */
import { z } from 'zod';
import { defineRoute, instant, plainText, uuid } from '#platform/contract';

const encoded = (longest: number) => z.string().min(1).max(longest).regex(/^[\w-]+$/);

/** An authenticator signed a challenge (WebAuthn §5.2.2). */
export const passkeyAnswer = z.strictObject({
  id: encoded(1400),
  clientData: encoded(4000),
  authenticatorData: encoded(4000),
  signature: encoded(2000),
  userHandle: encoded(100).nullable(),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswer>;

/** An authenticator made a pair of keys (WebAuthn §5.2.1). */
export const newPasskey = z.strictObject({
  id: encoded(1400),
  clientData: encoded(4000),
  attestation: encoded(20_000),
  transports: z.array(z.string().max(20).regex(/^[a-z-]+$/)).max(10),
});
export type NewPasskey = z.infer<typeof newPasskey>;

/** What the browser asks the authenticator to sign; it finds the person's passkey by itself. */
export const passkeyQuestion = z.object({ challenge: z.string(), rpId: z.string(), timeout: z.number().int() });
export type PasskeyQuestion = z.infer<typeof passkeyQuestion>;

/** What the browser asks the authenticator to make. */
export const passkeyMaking = passkeyQuestion.extend({
  rpName: z.string(),
  userHandle: z.string(),
  loginName: z.string(),
  displayName: z.string(),
  /** Passkeys that the account has: one authenticator holds one of them. */
  known: z.array(z.string()),
});
export type PasskeyMaking = z.infer<typeof passkeyMaking>;

export const passkeysNotHere = {
  it: 'Qui le passkey non sono disponibili: servono un indirizzo https con un nome, o localhost.',
  en: 'Passkeys are not available here: they need an https address with a name, or localhost.',
};
export const passkeyNotValid = { it: 'La passkey non è stata accettata. Riprova o entra in un altro modo.', en: 'The passkey was not accepted. Try again or sign in another way.' };
export const passkeyName = plainText(60, 1);

export const passkeyEntranceRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/passkey-sign-in/challenge',
  summary: 'What a passkey signs to sign in, in this browser within five minutes; no name is asked',
  access: 'public',
  response: passkeyQuestion,
  ratePerMinute: 120,
  refusals: { passkeys_not_here: passkeysNotHere },
});

export const confirmChallengeRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/confirm/passkey/challenge',
  summary: 'What a passkey signs to prove once more who one is',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: passkeyQuestion.extend({ known: z.array(z.string()) }),
  ratePerMinute: 60,
  refusals: { passkeys_not_here: passkeysNotHere },
});

export const confirmByPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/confirm/passkey',
  summary: 'Proves once more who one is with a passkey; cookie and CSRF token change',
  access: 'signed-in',
  beforeSecondFactor: true,
  body: z.strictObject({ answer: passkeyAnswer }),
  response: z.object({ csrfToken: z.string() }),
  ratePerMinute: 60,
  refusals: { passkeys_not_here: passkeysNotHere, passkey_not_valid: passkeyNotValid },
});

export const ownPasskey = z.object({
  id: uuid,
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** Kept by its provider on several devices of its owner. */
  backedUp: z.boolean(),
});

export const listPasskeysRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/passkeys',
  summary: 'One’s own passkeys, the newest first',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: z.object({
    /** This installation’s address allows passkeys. */
    possible: z.boolean(),
    items: z.array(ownPasskey),
  }),
});

export const makePasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/passkeys/challenge',
  summary: 'What an authenticator needs to make a passkey for one’s own account',
  access: 'signed-in',
  beforeSecondFactor: true,
  stepUp: true,
  response: passkeyMaking,
  ratePerMinute: 30,
  refusals: { passkeys_not_here: passkeysNotHere },
});

export const addPasskeyRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/passkeys',
  summary: 'Adds a passkey to one’s own account; its owner is told',
  access: 'signed-in',
  beforeSecondFactor: true,
  stepUp: true,
  body: z.strictObject({ name: passkeyName, passkey: newPasskey }),
  response: ownPasskey,
  bodyLimit: 40_000,
  ratePerMinute: 30,
  refusals: {
    passkeys_not_here: passkeysNotHere,
    passkey_not_valid: passkeyNotValid,
    too_many_passkeys: { it: 'Hai già {most} passkey: togline una che non usi.', en: 'You already have {most} passkeys: remove one you do not use.' },
  },
});

export const renamePasskeyRoute = defineRoute({
  method: 'PATCH',
  path: '/api/identity/passkeys/:id',
  summary: 'Gives one of one’s own passkeys another name',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  body: z.strictObject({ name: passkeyName }),
  response: z.object({ name: z.string() }),
});

export const removePasskeyRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/passkeys/:id',
  summary: 'Removes one of one’s own passkeys, never the last way in; its owner is told',
  access: 'signed-in',
  stepUp: true,
  params: z.object({ id: uuid }),
  response: z.object({ removed: z.literal(true) }),
  refusals: {
    last_way_in: { it: 'È l’unico modo che hai per entrare: prima aggiungi un’altra passkey o una password.', en: 'It is your only way in: first add another passkey or a password.' },
  },
});
