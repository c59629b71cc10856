/**
 * Writes happen once. The key is stored in the business transaction: a twin that arrives while the first is at work
 * waits for it at the primary key and then finds its answer.
 */
import { digest } from './audit.ts';
import type { Context } from './context.ts';
import { AppError, assert } from './errors.ts';
import { hashId, seal, unseal } from './record-cipher.ts';
import { sql } from './sql.ts';

export interface StoredAnswer {
  readonly status: number;
  readonly response: unknown;
}

/**
 * Claims the key for this request. Answers the stored answer when the same request was already carried out;
 * throws idempotency_key_reused when the key was used for a different one.
 */
export async function claimKey(ctx: Context, route: string, key: string, request: unknown): Promise<StoredAnswer | undefined> {
  // An account's other personality, or its stand-in, never gets an answer that was not given to it.
  const hash = digest({ as: ctx.actor.personalityId, under: ctx.actor.onBehalfOf?.delegationId, request });
  assert(ctx.actor.accountId !== null, 'idempotency keys belong to people');
  const claimed = await ctx.tx.run(sql`
    insert into platform.idempotency_keys (tenant_id, account_id, key, route, request_hash)
    values (${ctx.tenant.id}, ${ctx.actor.accountId}, ${key}, ${route}, ${hash}) on conflict do nothing`);
  if (claimed === 1) return undefined;
  const stored = await ctx.tx.row<{ route: string; request_hash: Buffer; status: number | null; response: unknown }>(sql`
    select k.route, k.request_hash, k.status, k.response from platform.idempotency_keys k
    where k.tenant_id = ${ctx.tenant.id} and k.account_id = ${ctx.actor.accountId} and k.key = ${key}`);
  if (stored.route !== route || !stored.request_hash.equals(hash)) throw new AppError('idempotency_key_reused');
  assert(stored.status !== null, 'a committed idempotency key has its answer');
  return { status: stored.status, response: stored.response };
}

const sealedRow = (key: string) => ({ kind: 'Answer', idHash: hashId(key) });

/** An answer that shows a secret, as the database may keep it: a copy of the database does not tell it. */
export function sealAnswer(vault: Buffer, key: string, answer: StoredAnswer): StoredAnswer {
  return { status: answer.status, response: { sealed: seal(vault, sealedRow(key), answer.response).toString('base64') } };
}

/** The answer that was sealed. Once the installation's key is another it is gone: the caller is told to try with a new key. */
export function openAnswer(vault: Buffer, key: string, { status, response }: StoredAnswer): StoredAnswer {
  const { sealed } = response as { readonly sealed: string };
  const opened = unseal(vault, sealedRow(key), Buffer.from(sealed, 'base64'));
  if (opened === undefined) throw new AppError('idempotency_key_reused', 'the sealed answer does not open');
  return { status, response: opened };
}

/** Keeps the answer beside the key, in the same transaction as the deed. */
export async function keepAnswer(ctx: Context, key: string, answer: StoredAnswer): Promise<void> {
  await ctx.tx.run(sql`
    update platform.idempotency_keys set status = ${answer.status}, response = ${JSON.stringify(answer.response)}
    where tenant_id = ${ctx.tenant.id} and account_id = ${ctx.actor.accountId} and key = ${key}`);
}
