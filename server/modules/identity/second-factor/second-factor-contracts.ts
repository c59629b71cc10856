/** Contracts of one-time codes, recovery codes, known browsers and what the tenant asks for, shared with the web. */
import { z } from 'zod';
import { defineRoute, instant, uuid } from '#platform/contract';
import { ownWays, typedCode } from './step-up-contracts.ts';

const proofNotValid = { it: 'Il codice non è corretto o è già stato usato. Aspetta il prossimo e riprova.', en: 'The code is not correct or was already used. Wait for the next one and try again.' };

/** What the password alone answers where the account has a second factor. */
export const halfSignIn = z.object({
  /** Goes back with the code, from this browser, within five minutes. */
  half: z.string(),
  ways: ownWays,
});

export type HalfSignIn = z.infer<typeof halfSignIn>;

export const ownSecondFactorRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/me/second-factor',
  summary: 'One’s own second factor: one-time codes, recovery codes left, whether the company asks for one',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: z.object({
    codeSince: instant.nullable(),
    recoveryCodes: z.number().int(),
    /** The company asks one of a personality of this account. */
    demanded: z.boolean(),
    /** The password has fewer characters than one that stands alone needs. */
    passwordIsShort: z.boolean(),
  }),
});

export const beginTotpRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/me/totp',
  summary: 'Draws a secret for one-time codes; it is asked for once a code has confirmed it',
  access: 'signed-in',
  beforeSecondFactor: true,
  stepUp: true,
  ratePerMinute: 30,
  response: z.object({
    /** For typing. */
    secret: z.string(),
    /** For the QR code: otpauth://totp/… */
    address: z.string(),
  }),
});

export const confirmTotpRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/me/totp/confirm',
  summary: 'Switches one-time codes on by the first code; answers ten recovery codes, shown this once; all other sessions end',
  access: 'signed-in',
  beforeSecondFactor: true,
  stepUp: true,
  body: z.strictObject({ code: typedCode }),
  response: z.object({ recoveryCodes: z.array(z.string()), csrfToken: z.string(), endedSessions: z.number().int() }),
  ratePerMinute: 60,
  refusals: { proof_not_valid: proofNotValid },
});

export const removeTotpRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/me/totp',
  summary: 'Switches one-time codes off and forgets the recovery codes',
  access: 'signed-in',
  stepUp: true,
  response: z.object({ removed: z.literal(true) }),
  refusals: {
    factor_demanded: { it: 'La tua azienda chiede un secondo fattore per il tuo profilo: non puoi toglierlo.', en: 'Your company asks a second factor of your profile: you cannot remove it.' },
    longer_password_needed: {
      it: 'Senza secondo fattore la password deve avere almeno {least} caratteri: prima cambiala.',
      en: 'Without a second factor the password needs at least {least} characters: change it first.',
    },
  },
});

export const renewRecoveryCodesRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/me/recovery-codes',
  summary: 'Draws ten new recovery codes, shown this once; the old ones are worth nothing',
  access: 'signed-in',
  stepUp: true,
  response: z.object({ recoveryCodes: z.array(z.string()) }),
  refusals: { no_second_factor: { it: 'Prima attiva i codici usa e getta.', en: 'Switch one-time codes on first.' } },
});

const knownDevice = z.object({ id: uuid, lastAt: instant, userAgent: z.string(), network: z.string(), current: z.boolean() });

export const listDevicesRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/devices',
  summary: 'The browsers that one’s own account knows, the latest used first',
  access: 'signed-in',
  beforeSecondFactor: true,
  response: z.object({ items: z.array(knownDevice) }),
});

export const forgetDeviceRoute = defineRoute({
  method: 'DELETE',
  path: '/api/identity/devices/:id',
  summary: 'Forgets a browser: the next sign-in from it is one from a new device',
  access: 'signed-in',
  params: z.object({ id: uuid }),
  response: z.object({ forgotten: z.literal(true) }),
});

const securityRules = z.object({
  /** Whoever holds one of these privileges needs a second factor. */
  secondFactorPrivileges: z.array(z.string().max(80).regex(/^\w+(\.\w+)+$/)).max(200),
});

export const readSecurityRoute = defineRoute({
  method: 'GET',
  path: '/api/identity/security',
  summary: 'What the company asks of its people when they sign in',
  access: 'identity.security.write',
  response: securityRules,
});

export const writeSecurityRoute = defineRoute({
  method: 'PUT',
  path: '/api/identity/security',
  summary: 'Decides who needs a second factor; it holds for open sessions at once',
  access: 'identity.security.write',
  stepUp: true,
  body: securityRules.strict(),
  response: securityRules.extend({ sessionsAsked: z.number().int() }),
});
