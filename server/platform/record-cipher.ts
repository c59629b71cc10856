/** Hides what the database should not be able to tell: keys of rows are hashes, their content is AES-256-GCM bound to its row. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Hash under which an id is looked up. Ids are random and long: no salt is needed. */
export function hashId(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}

/** Encrypts JSON for the row of that kind and hash alone: moved to another row it does not open. */
export function seal(key: Buffer, row: { readonly kind: string; readonly idHash: Buffer }, content: unknown): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.concat([Buffer.from(`${row.kind}\0`), row.idHash]));
  const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** What was sealed; undefined when the key is another or the row was touched. */
export function unseal(key: Buffer, row: { readonly kind: string; readonly idHash: Buffer }, sealed: Buffer): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.concat([Buffer.from(`${row.kind}\0`), row.idHash]));
    decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
    return JSON.parse(Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

/** The same content under another key; what is under that key already stays, and undefined stands for what opens with neither. */
export function sealAnew(keys: { readonly from: Buffer; readonly to: Buffer }, row: { readonly kind: string; readonly idHash: Buffer }, sealed: Buffer): Buffer | undefined {
  const content = unseal(keys.from, row, sealed);
  if (content !== undefined) return seal(keys.to, row, content);
  return unseal(keys.to, row, sealed) === undefined ? undefined : sealed;
}

/** The key of one purpose (RFC 5869), from the secret of the installation: a file outside the database. */
export type InstallationKey = (purpose: string) => Promise<Buffer>;

/** Makes keys by purpose from the one secret that `load` reads. */
export function keysFrom(load: () => Promise<Buffer>): InstallationKey {
  return async (purpose) => Buffer.from(hkdfSync('sha256', await load(), '', `volano ${purpose}`, 32));
}
