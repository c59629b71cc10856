/** SQL of files kept by their content: each area of the program stores, reads and drops its own. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { sql } from '../sql.ts';

/** Largest file kept in the database, in bytes; the table refuses more. */
export const largestStoredFile = 4_194_304;

export interface NewFile {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface StoredFile {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Keeps a file and answers its digest (SHA-256, hexadecimal). The same content in the same area is kept once. */
export async function storeFile(ctx: Context, area: string, file: NewFile): Promise<string> {
  const digest = createHash('sha256').update(file.bytes).digest();
  await ctx.tx.run(sql`
    insert into platform.files (tenant_id, area, digest, media_type, content, stored_at)
    values (${ctx.tenant.id}, ${area}, ${digest}, ${file.mediaType}, ${Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)}, ${ctx.now})
    on conflict do nothing`);
  return digest.toString('hex');
}

/** A kept file; undefined when the tenant keeps none of this digest in the area. Rights are the caller's, by the record that names it. */
export async function findFile(ctx: Context, area: string, digest: string): Promise<StoredFile | undefined> {
  const row = await ctx.tx.maybeRow<{ media_type: string; content: Buffer }>(sql`
    select f.media_type, f.content from platform.files f where f.tenant_id = ${ctx.tenant.id} and f.area = ${area} and f.digest = decode(${digest}, 'hex')`);
  return row === undefined ? undefined : { mediaType: row.media_type, bytes: row.content };
}

/** Forgets files of an area that no record names any more; the caller has made sure of that in this transaction. */
export async function dropFiles(ctx: Context, area: string, digests: readonly string[]): Promise<void> {
  await ctx.tx.run(sql`
    delete from platform.files f
    where f.tenant_id = ${ctx.tenant.id} and f.area = ${area} and f.digest in (select decode(d, 'hex') from unnest(${[...digests]}::text[]) d)`);
}
