/** Ten codes of single use for whoever has lost the other factor. They have 80 random bits, so a plain hash is enough. */
import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

const count = 10;
const characters = 16;
// Without letters that look like digits; what people type instead is understood.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function draw(): string {
  const text = Array.from(randomBytes(characters), (byte) => alphabet[byte & 31] ?? '').join('');
  return (text.match(/.{4}/g) ?? []).join('-');
}

/** A code as typed: capitals, blanks and strokes do not matter. */
function plain(code: string): string {
  return code.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1').replace(/[^0-9a-z]/g, '');
}

function hashOf(accountId: string, code: string): Buffer {
  return createHash('sha256').update(`${accountId} ${plain(code)}`).digest();
}

/** Whether something typed has the form of a recovery code rather than of a one-time code. */
export function isRecoveryCode(typed: string): boolean {
  return plain(typed).length === characters;
}

/** Draws ten new codes and forgets the old ones. They are shown once: only hashes are kept. */
export async function renewRecoveryCodes(tx: Tx, accountId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: count }, draw);
  await tx.run(sql`delete from identity.recovery_codes where account_id = ${accountId}`);
  await tx.run(sql`
    insert into identity.recovery_codes (account_id, code_hash, made_at) select ${accountId}, u.hash, ${now} from unnest(${codes.map((code) => hashOf(accountId, code))}::bytea[]) u (hash)`);
  return codes;
}

/** Uses a code up; false when it is not one of the account's, or was used. */
export async function takeRecoveryCode(tx: Tx, accountId: string, typed: string, now: Date): Promise<boolean> {
  return (await tx.run(sql`
    update identity.recovery_codes c set used_at = ${now} where c.account_id = ${accountId} and c.code_hash = ${hashOf(accountId, typed)} and c.used_at is null`)) === 1;
}

/** Without a second factor they open nothing. */
export async function forgetRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.run(sql`delete from identity.recovery_codes where account_id = ${accountId}`);
}
