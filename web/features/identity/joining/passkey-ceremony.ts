/** What the browser's authenticator is asked for, and how its answers travel. The library comes with the first ceremony. */
import type { NewPasskey, PasskeyAnswer, PasskeyMaking, PasskeyQuestion } from '#identity/api';

/** Whether this browser makes passkeys at this address: by name, and over https or on this machine. */
export function passkeysWork(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);
}

/** Whether the browser offers passkeys in the field of the user name. */
export async function autofillWorks(): Promise<boolean> {
  return passkeysWork() && (await import('@simplewebauthn/browser')).browserSupportsWebAuthnAutofill();
}

/** Undefined when the person thought better of it, the time ran out or another ceremony began. */
async function unlessGivenUp<T>(ceremony: Promise<T>): Promise<T | undefined> {
  try {
    return await ceremony;
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError' || error.name === 'InvalidStateError')) return undefined;
    throw error;
  }
}

/** Lets a passkey sign; `known` narrows it to these, `autofill` waits in the field of the user name. */
export async function answerWithPasskey({ challenge, rpId, timeout }: PasskeyQuestion, how: { readonly known?: readonly string[]; readonly autofill?: boolean } = {}): Promise<PasskeyAnswer | undefined> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const given = await unlessGivenUp(
    startAuthentication({
      optionsJSON: { challenge, rpId, timeout, userVerification: 'required', allowCredentials: (how.known ?? []).map((id) => ({ id, type: 'public-key' })) },
      useBrowserAutofill: how.autofill === true, verifyBrowserAutofillInput: false,
    }),
  );
  if (given === undefined) return undefined;
  const { clientDataJSON: clientData, authenticatorData, signature, userHandle } = given.response;
  return { id: given.id, clientData, authenticatorData, signature, userHandle: userHandle ?? null };
}

/** Makes a passkey that its authenticator finds by itself and opens only after seeing its person. */
export async function makePasskey(asked: PasskeyMaking): Promise<NewPasskey | undefined> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const made = await unlessGivenUp(
    startRegistration({
      optionsJSON: {
        challenge: asked.challenge, rp: { id: asked.rpId, name: asked.rpName }, user: { id: asked.userHandle, name: asked.loginName, displayName: asked.displayName },
        pubKeyCredParams: [-8, -7, -257].map((alg) => ({ alg, type: 'public-key' as const })), timeout: asked.timeout, attestation: 'none',
        excludeCredentials: asked.known.map((id) => ({ id, type: 'public-key' as const })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      },
    }),
  );
  if (made === undefined) return undefined;
  return { id: made.id, clientData: made.response.clientDataJSON, attestation: made.response.attestationObject, transports: made.response.transports ?? [] };
}
