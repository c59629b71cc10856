/** Contracts of proving once more who one is, shared with the web. */
import { z } from 'zod';
import { defineRoute, plainText } from '#platform/contract';

/** What an authenticator app shows, or a recovery code. */
export const typedCode = plainText(60, 6);

/** By what the account can show who its person is. */
export const ownWays = z.object({
  /** Alone, it is enough only without a second factor. */
  password: z.boolean(),
  code: z.boolean(),
  recoveryCodes: z.number().int(),
  passkeys: z.number().int(),
});

export const confirmWaysRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/confirm',
  summary: 'By what the signed-in person can confirm who they are',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: ownWays,
});

export const confirmIdentityRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/confirm',
  summary: 'Proves once more who one is, for sensitive operations of the next five minutes; cookie and CSRF token change',
  access: 'signed-in',
  beforeSecondFactor: true,
  body: z.discriminatedUnion('by', [z.strictObject({ by: z.literal('password'), password: z.string().min(1).max(256) }), z.strictObject({ by: z.literal('code'), code: typedCode })]),
  response: z.object({
    /** Repeat it in the header `x-volano-csrf` of every write from now on. */
    csrfToken: z.string(),
  }),
  ratePerMinute: 60,
  refusals: {
    proof_not_valid: { it: 'La conferma non è corretta. Controlla e riprova.', en: 'The confirmation is not correct. Check and try again.' },
    factor_needed: {
      it: 'Il tuo account ha un secondo fattore: la sola password non basta. Usa il codice o la passkey.',
      en: 'Your account has a second factor: the password alone is not enough. Use the code or the passkey.',
    },
  },
});
