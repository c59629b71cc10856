/** SQL of the parts of a file, and the way from them to a file that can be read here and there. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Tx } from '#platform/context';
import { sql } from '#platform/sql';

/** Puts a part in its place; the same part again changes nothing. Answers how many bytes are there in all. */
export async function keepPart(tx: Tx, tenantId: number, importId: string, number: number, bytes: Buffer): Promise<number> {
  await tx.run(sql`
    insert into flows.import_parts (tenant_id, import_id, number, bytes) values (${tenantId}, ${importId}, ${number}, ${bytes}) on conflict do nothing`);
  return (await partsOf(tx, tenantId, importId)).bytes;
}

/** Number and bytes of the parts; `gapless` when they are numbered from 1. */
export async function partsOf(tx: Tx, tenantId: number, importId: string): Promise<{ parts: number; bytes: number; gapless: boolean }> {
  return tx.row(sql`
    select count(*)::integer as parts, coalesce(sum(length(p.bytes)), 0)::bigint as bytes, coalesce(max(p.number), 0) = count(*) as gapless
    from flows.import_parts p where p.tenant_id = ${tenantId} and p.import_id = ${importId}`);
}

/**
 * Writes the parts one by one into a file of the system's temporary folder, hands it to `work` and removes it. The parts
 * stay in the database, so that any process can take up the work again.
 */
export async function withFile<T>(tx: Tx, tenantId: number, importId: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-import-'));
  try {
    const path = join(folder, 'file');
    await pipeline(partBytes(tx, tenantId, importId), createWriteStream(path, { mode: 0o600 }));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* partBytes(tx: Tx, tenantId: number, importId: string): AsyncGenerator<Buffer, void> {
  for (let number = 1; ; number += 1) {
    const part = await tx.maybeRow<{ bytes: Buffer }>(sql`
      select p.bytes from flows.import_parts p where p.tenant_id = ${tenantId} and p.import_id = ${importId} and p.number = ${number}`);
    if (part === undefined) return;
    yield part.bytes;
  }
}
