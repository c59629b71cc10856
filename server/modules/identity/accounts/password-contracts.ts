/** Contracts of the own password, shared with the web. */
import { z } from 'zod';
import { defineRoute } from '#platform/contract';

/** Fewest characters of a password that is the only proof. */
export const leastPasswordCharacters = 15;
/** Fewest beside an active second factor. */
export const leastCharactersWithFactor = 8;
export const mostPasswordCharacters = 128;

/** What may be wrong with a new password, in words. */
export const passwordFaults = {
  too_short: { it: 'La nuova password deve avere almeno {least} caratteri: una frase va benissimo.', en: 'The new password needs at least {least} characters: a sentence will do.' },
  too_long: { it: 'La nuova password può avere al massimo {most} caratteri.', en: 'The new password may have at most {most} characters.' },
  too_common: { it: 'Questa password è tra le prime che si provano. Scegline una meno comune.', en: 'This password is among the first to be tried. Choose a less common one.' },
  contains_own_name: {
    it: 'La nuova password è poco più del tuo nome, o del nome della tua azienda o città. Aggiungi parole che non ti riguardano.',
    en: 'The new password is little more than your name, or that of your company or town. Add words that have nothing to do with you.',
  },
};

export const changePasswordRoute = defineRoute({
  method: 'POST',
  path: '/api/identity/me/password',
  summary: 'Changes one’s own password; all other sessions of the account end and its owner is told',
  access: 'signed-in',
  stepUp: true,
  body: z.strictObject({ present: z.string().min(1).max(256), password: z.string().min(1).max(256) }),
  response: z.object({ endedSessions: z.number().int() }),
  ratePerMinute: 30,
  refusals: {
    present_not_valid: { it: 'La password attuale non è corretta.', en: 'The present password is not correct.' },
    ...passwordFaults,
    same_as_before: { it: 'La nuova password è uguale a quella attuale.', en: 'The new password is the same as the present one.' },
  },
});
