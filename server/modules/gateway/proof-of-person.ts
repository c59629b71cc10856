/** How strongly a person proved who they are, in the words of the protocol (`acr` and `amr`, OpenID Connect Core §2). */
import type { Strength } from '#platform/context';

/** Values of `acr`, weakest first. */
export const strengths: readonly Strength[] = ['federated', 'password', 'password+code', 'passkey'];

/** RFC 8176. A passkey is a key whose holder was checked; of the word of another house the methods are not ours to tell. */
const methods: Readonly<Record<Strength, readonly string[] | undefined>> = {
  federated: undefined,
  password: ['pwd'],
  'password+code': ['pwd', 'otp', 'mfa'],
  passkey: ['pop', 'user', 'mfa'],
};

/** What tokens say of a proof. */
export function proofClaims(strength: Strength): { acr: string; amr: string[] | undefined } {
  const amr = methods[strength];
  return { acr: strength, amr: amr === undefined ? undefined : [...amr] };
}

/** Whether a proof reaches what an application asks for (`acr_values`): one of the named kinds or a stronger one. Names we do not know ask for nothing. */
export function proofReaches(strength: Strength, acrValues: string | undefined): boolean {
  const asked = (acrValues ?? '').split(' ').flatMap((name) => strengths.filter((known) => known === name).map((known) => strengths.indexOf(known)));
  return asked.length === 0 || strengths.indexOf(strength) >= Math.min(...asked);
}
