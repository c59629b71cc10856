/** The Ed25519 key that signs blocks of the audit trail: a file outside the database. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from './audit-tree.ts';

export interface AuditKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** SPKI, DER. */
  readonly publicDer: Buffer;
  readonly fingerprint: string;
}

/** Reads the signing key (PEM, PKCS 8), making one with mode 0600 when the file is missing. */
export async function loadAuditKey(file: string): Promise<AuditKey> {
  let pem = await readFile(file, 'utf8').catch(() => undefined);
  if (pem === undefined) {
    pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await mkdir(dirname(file), { recursive: true });
    // wx: two processes starting together must not sign with different keys; the loser reads the winner's.
    await writeFile(file, pem, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
    pem = await readFile(file, 'utf8');
  }
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const publicDer = publicKey.export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey, publicDer, fingerprint: sha256(publicDer).toString('hex').slice(0, 16) };
}
