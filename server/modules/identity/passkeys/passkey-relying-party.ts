/** For whom passkeys are made: the installation's public address. */
import { isIP } from 'node:net';

export interface RelyingParty {
  /** Domain that the authenticator binds a passkey to (WebAuthn §5.1.2). */
  readonly id: string;
  readonly origin: string;
}

/** Undefined where browsers make none: by number instead of name, or without https outside this machine. */
export function relyingPartyOf(publicUrl: string): RelyingParty | undefined {
  const { protocol, hostname, origin } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : undefined;
}
