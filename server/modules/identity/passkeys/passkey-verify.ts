/** What an authenticator answered, checked by @simplewebauthn/server: origin, domain, challenge, presence and verification of the person, signature. */
import type { NewPasskey, PasskeyAnswer } from '../api.ts';
import type { RelyingParty } from './passkey-relying-party.ts';
import type { VerifiedPasskey } from './passkeys.ts';

/** Signature algorithms taken, best first: EdDSA, ES256, RS256 (IANA COSE numbers). */
const algorithms = [-8, -7, -257];

// The base point of P-256 as a COSE key: an unknown passkey is checked as long as a known one, and against this nobody can sign.
const nobodysKey = Buffer.from(
  'a50102032620012158206b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2962258204fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
  'hex',
);

/** Loaded with the first passkey: commands and starts do without. */
const library = async () => import('@simplewebauthn/server');

/** Counter and state of a right answer; undefined for a wrong one. The counter is judged by whoever knows the last. */
export async function checkAnswer(party: RelyingParty, challenge: string, publicKey: Buffer | undefined, answer: PasskeyAnswer): Promise<{ readonly counter: number; readonly backedUp: boolean } | undefined> {
  const { verifyAuthenticationResponse } = await library();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id: answer.id, rawId: answer.id, type: 'public-key', clientExtensionResults: {},
        response: { clientDataJSON: answer.clientData, authenticatorData: answer.authenticatorData, signature: answer.signature, ...(answer.userHandle === null ? {} : { userHandle: answer.userHandle }) },
      },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id, requireUserVerification: true,
      credential: { id: answer.id, publicKey: new Uint8Array(publicKey ?? nobodysKey), counter: 0 },
    });
    return verified && publicKey !== undefined ? { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp } : undefined;
  } catch {
    // The library throws for every fault, a malformed answer included.
    return undefined;
  }
}

/** A passkey that was made as asked; undefined otherwise. */
export async function checkNewPasskey(party: RelyingParty, challenge: string, made: NewPasskey): Promise<VerifiedPasskey | undefined> {
  const { verifyRegistrationResponse } = await library();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id: made.id, rawId: made.id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: made.clientData, attestationObject: made.attestation } },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id, requireUserVerification: true, supportedAlgorithmIDs: algorithms,
    });
    if (!verified || registrationInfo.credential.id !== made.id) return undefined;
    const { credential, credentialBackedUp } = registrationInfo;
    return { credentialId: credential.id, publicKey: credential.publicKey, counter: credential.counter, backedUp: credentialBackedUp, transports: made.transports };
  } catch {
    return undefined;
  }
}
