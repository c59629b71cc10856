/** SQL of passkeys. The gate's transaction throughout. */
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

/** What an account's authenticators call it: drawn with its first passkey, random, never changed. */
export async function userHandleOf(tx: Tx, accountId: string): Promise<Buffer> {
  await tx.run(sql`insert into identity.passkey_holders (account_id, user_handle) values (${accountId}, ${randomBytes(32)}) on conflict (account_id) do nothing`);
  return (await tx.row<{ user_handle: Buffer }>(sql`select h.user_handle from identity.passkey_holders h where h.account_id = ${accountId}`)).user_handle;
}

/** A new account keeps the handle under which its passkey was made. */
export async function setUserHandle(tx: Tx, accountId: string, handle: Buffer): Promise<void> {
  await tx.run(sql`insert into identity.passkey_holders (account_id, user_handle) values (${accountId}, ${handle})`);
}

export interface StoredPasskey {
  readonly id: string;
  readonly accountId: string;
  readonly userHandle: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly active: boolean;
}

/** By the id that its authenticator gives. */
export async function findPasskey(tx: Tx, credentialId: string): Promise<StoredPasskey | undefined> {
  return tx.maybeRow<StoredPasskey>(sql`
    select k.id, k.account_id as "accountId", h.user_handle as "userHandle", k.public_key as "publicKey", k.counter, a.status = 'active' as active
    from identity.passkeys k join identity.passkey_holders h on h.account_id = k.account_id join identity.accounts a on a.id = k.account_id
    where k.credential_id = ${Buffer.from(credentialId, 'base64url')}`);
}

export interface VerifiedPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly backedUp: boolean;
  readonly transports: readonly string[];
}

/** Adds it and answers its id; undefined when an account has it already. The account has a handle. */
export async function insertPasskey(tx: Tx, accountId: string, name: string, passkey: VerifiedPasskey, now: Date): Promise<string | undefined> {
  const id = uuidv7();
  const added = await tx.run(sql`
    insert into identity.passkeys (id, account_id, credential_id, public_key, counter, transports, backed_up, name, created_at)
    values (${id}, ${accountId}, ${Buffer.from(passkey.credentialId, 'base64url')}, ${Buffer.from(passkey.publicKey)}, ${passkey.counter}, ${[...passkey.transports]}, ${passkey.backedUp}, ${name}, ${now})
    on conflict (credential_id) do nothing`);
  return added === 1 ? id : undefined;
}

/** Notes a use; false when a twin of it was faster or the counter did not go on. */
export async function notePasskeyUse(tx: Tx, passkey: StoredPasskey, use: { readonly counter: number; readonly backedUp: boolean }, now: Date): Promise<boolean> {
  const noted = await tx.run(sql`
    update identity.passkeys k set counter = ${use.counter}, backed_up = ${use.backedUp}, last_used_at = ${now}
    where k.id = ${passkey.id} and (k.counter < ${use.counter} or (k.counter = 0 and ${use.counter} = 0))`);
  return noted === 1;
}

export interface OwnPasskey {
  readonly id: string;
  readonly credentialId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly backedUp: boolean;
}

/** The passkeys of an account, the newest first. */
export async function listPasskeys(tx: Tx, accountId: string): Promise<OwnPasskey[]> {
  const rows = await tx.rows<Omit<OwnPasskey, 'credentialId'> & { credential: Buffer }>(sql`
    select k.id, k.credential_id as credential, k.name, k.created_at as "createdAt", k.last_used_at as "lastUsedAt", k.backed_up as "backedUp"
    from identity.passkeys k where k.account_id = ${accountId} order by k.created_at desc, k.id desc`);
  return rows.map(({ credential, ...row }) => ({ ...row, credentialId: credential.toString('base64url') }));
}

/** False when it is not the account's. */
export async function renamePasskey(tx: Tx, accountId: string, id: string, name: string): Promise<boolean> {
  return (await tx.run(sql`update identity.passkeys k set name = ${name} where k.account_id = ${accountId} and k.id = ${id}`)) === 1;
}

/** Removes it unless nothing else opens the account. All passkeys are held meanwhile: of two removals at once one sees the other. */
export async function removePasskey(tx: Tx, accountId: string, id: string): Promise<'removed' | 'unknown' | 'last'> {
  const all = await tx.rows<{ id: string }>(sql`select k.id from identity.passkeys k where k.account_id = ${accountId} order by k.id for update`);
  if (!all.some((passkey) => passkey.id === id)) return 'unknown';
  const { password } = await tx.row<{ password: boolean }>(sql`select a.password_hash is not null as password from identity.accounts a where a.id = ${accountId}`);
  if (all.length === 1 && !password) return 'last';
  await tx.run(sql`delete from identity.passkeys k where k.account_id = ${accountId} and k.id = ${id}`);
  return 'removed';
}

/** All passkeys of an account whose person has lost them. */
export async function forgetPasskeys(tx: Tx, accountId: string): Promise<void> {
  await tx.run(sql`delete from identity.passkeys where account_id = ${accountId}`);
}
