/**
 * What the links of account mails carry: 256 bits made of a random id and the installation's key (HMAC-SHA-256). Whoever
 * writes the mail makes it anew from the id, so that neither the database nor an event ever holds it; rows keep its hash.
 */
import { createHmac } from 'node:crypto';
import type { InstallationKey } from '#platform/record-cipher';

export type LinkKind = 'password-reset' | 'stop-recovery';

export async function linkToken(key: InstallationKey, kind: LinkKind, id: string): Promise<string> {
  return createHmac('sha256', await key('account links')).update(`${kind} ${id}`).digest('base64url');
}
