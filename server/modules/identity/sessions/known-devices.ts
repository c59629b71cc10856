/**
 * Browsers an account has been used from. A token lives in a long cookie, changes at every sign-in and is shared by all
 * accounts of one browser; a planted or copied token is worth nothing once its browser has signed in.
 */
import { randomBytes } from 'node:crypto';
import type { Tx } from '#platform/context';
import type { Exchange } from '#platform/http/route';
import { sql } from '#platform/sql';
import { networkOf } from '../sign-in/network-of.ts';
import { hashToken } from './sessions.ts';

/** Hash of the browser's token when the account of that name knows it; asks the same of names that do not exist. */
export async function knownDevice(tx: Tx, loginName: string, token: string | undefined): Promise<string | undefined> {
  const row = await tx.maybeRow<{ hash: string }>(sql`
    select encode(d.token_hash, 'hex') as hash from identity.known_devices d join identity.accounts a on a.id = d.account_id
    where d.token_hash = ${hashToken(token ?? '')} and a.login_name = ${loginName}`);
  return row?.hash;
}

interface GreetedDevice {
  /** Goes into the browser's cookie in the place of the old one. */
  readonly token: string;
  readonly known: boolean;
}

/** Gives the browser a fresh token and notes that the account was used from it. */
export async function greetDevice(tx: Tx, accountId: string, visitor: Pick<Exchange, 'address' | 'userAgent' | 'deviceToken'>, now: Date): Promise<GreetedDevice> {
  const before = visitor.deviceToken;
  const token = randomBytes(32).toString('base64url');
  if (before !== undefined) await tx.run(sql`update identity.known_devices set token_hash = ${hashToken(token)} where token_hash = ${hashToken(before)}`);
  const { known } = await tx.row<{ known: boolean }>(sql`
    insert into identity.known_devices (account_id, token_hash, last_at, user_agent, network)
    values (${accountId}, ${hashToken(token)}, ${now}, ${visitor.userAgent}, ${networkOf(visitor.address)})
    on conflict (account_id, token_hash) do update set last_at = excluded.last_at, user_agent = excluded.user_agent, network = excluded.network returning (xmax <> 0) as known`);
  return { token, known };
}

/** Forgets all browsers of an account but one: after a change of password every other is new again. */
export async function forgetOtherDevices(tx: Tx, accountId: string, kept: string | undefined): Promise<void> {
  await tx.run(sql`delete from identity.known_devices where account_id = ${accountId} and token_hash <> ${hashToken(kept ?? '')}`);
}

interface KnownDevice {
  readonly id: string;
  readonly lastAt: Date;
  readonly userAgent: string;
  readonly network: string;
  /** The browser that asks. */
  readonly current: boolean;
}

/** The browsers an account knows, the latest used first. */
export async function listDevices(tx: Tx, accountId: string, token: string | undefined): Promise<KnownDevice[]> {
  return tx.rows<KnownDevice>(sql`
    select d.id, d.last_at as "lastAt", d.user_agent as "userAgent", d.network, d.token_hash = ${hashToken(token ?? '')} as current
    from identity.known_devices d where d.account_id = ${accountId} order by d.last_at desc, d.id limit 200`);
}

/** The next sign-in from that browser is one from a new device; false when the account does not know it. */
export async function forgetDevice(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(sql`delete from identity.known_devices where account_id = ${accountId} and id = ${id}`)) === 1;
}

/** Forgets browsers unused since `before`; answers how many. The owner's transaction. */
export async function forgetOldDevices(tx: Tx, before: Date): Promise<number> {
  return tx.run(sql`delete from identity.known_devices where last_at < ${before}`);
}
