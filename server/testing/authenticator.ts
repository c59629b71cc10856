/** An authenticator made of software: it makes passkeys and signs with them, rightly or as an attacker would. */
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { NewPasskey, PasskeyAnswer, PasskeyMaking, PasskeyQuestion } from '#identity/api';

interface Bent {
  /** Origin and domain that it signs for, instead of those of the page. */
  readonly origin?: string;
  readonly rpId?: string;
  /** The person was not verified: no finger, no face, no PIN. */
  readonly unverified?: boolean;
  readonly challenge?: string;
  readonly counter?: number;
  readonly userHandle?: string | null;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const uint = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 2) buffer.writeUInt16BE(value);
  else buffer.writeUInt32BE(value);
  return buffer;
};

export class SoftAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  counter = 0;
  userHandle = '';
  readonly #private: KeyObject;
  readonly #cose: Buffer;
  readonly #origin: string;

  constructor(origin = 'http://localhost:3000') {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#private = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#cose = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);
  }

  #data(rpId: string, { unverified = false, counter }: Bent, made: boolean): Buffer {
    const flags = 0x01 | (unverified ? 0 : 0x04) | (made ? 0x40 : 0);
    const head = Buffer.concat([sha256(rpId), Buffer.from([flags]), uint(counter ?? this.counter, 4)]);
    const id = Buffer.from(this.id, 'base64url');
    return made ? Buffer.concat([head, Buffer.alloc(16), uint(id.length, 2), id, this.#cose]) : head;
  }

  #said(type: 'webauthn.create' | 'webauthn.get', challenge: string, bent: Bent): string {
    return Buffer.from(JSON.stringify({ type, challenge: bent.challenge ?? challenge, origin: bent.origin ?? this.#origin, crossOrigin: false })).toString('base64url');
  }

  /** Makes its passkey, attestation none. */
  make(asked: PasskeyMaking, bent: Bent = {}): NewPasskey {
    this.userHandle = asked.userHandle;
    const data = this.#data(bent.rpId ?? asked.rpId, bent, true);
    const attestation = Buffer.concat([Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), Buffer.from([0x59]), uint(data.length, 2), data]);
    return { id: this.id, clientData: this.#said('webauthn.create', asked.challenge, bent), attestation: attestation.toString('base64url'), transports: ['internal'] };
  }

  /** Signs a challenge; the counter goes on by one when it counts. */
  answer(asked: PasskeyQuestion, bent: Bent = {}): PasskeyAnswer {
    const data = this.#data(bent.rpId ?? asked.rpId, bent, false);
    const clientData = this.#said('webauthn.get', asked.challenge, bent);
    const signature = sign('sha256', Buffer.concat([data, sha256(Buffer.from(clientData, 'base64url'))]), this.#private);
    return {
      id: this.id, clientData, authenticatorData: data.toString('base64url'), signature: signature.toString('base64url'), userHandle: bent.userHandle === undefined ? this.userHandle : bent.userHandle,
    };
  }
}
