/**
 * Signed heads of blocks outside the database: one line of JSON each, in files that only grow. A place that was away catches up
 * with what it missed; lines are never taken back, so that two heads of one number stay as the witness of a trail that was put back.
 */
import { appendFile, mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

export interface BlockRow {
  number: number;
  leaf_count: number;
  root: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
  key_fingerprint: string;
  sealed_at: Date;
}

/** Everything that is needed to check a head and its link to the one before, without the database. */
export function headOf(block: BlockRow) {
  return {
    number: block.number,
    hash: block.hash.toString('hex'),
    signature: block.signature.toString('base64'),
    key: block.key_fingerprint,
    sealedAt: block.sealed_at.toISOString(),
    leafCount: block.leaf_count,
    root: block.root.toString('hex'),
    previous: block.previous_hash.toString('hex'),
  };
}

const headsAtOnce = 1000;

/** The last number a file tells; 0 for a file that is not there. Reads its end alone. */
async function lastNumber(file: string): Promise<number> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return 0;
  try {
    const { size } = await handle.stat();
    const end = Buffer.alloc(Math.min(size, 8192));
    await handle.read(end, 0, end.length, size - end.length);
    return Math.max(0, ...[...end.toString('utf8').matchAll(/"number":(\d+),"hash":"[0-9a-f]{64}"/g)].map(([, number]) => Number(number)));
  } finally {
    await handle.close();
  }
}

/** Appends to each file the heads it lacks; `sealed` is the first block made just now, if any. A place that fails does not keep the others from theirs. */
export async function exportHeads(database: Database, files: readonly string[], sealed: number | undefined): Promise<void> {
  const failures: unknown[] = [];
  for (const file of files) {
    try {
      // What was made now is told even where the file already names that number.
      let from = Math.min((await lastNumber(file)) + 1, sealed ?? Number.MAX_SAFE_INTEGER);
      for (;;) {
        const first = from;
        const blocks = await database.asOwner((tx) => tx.rows<BlockRow>(sql`select b.* from platform.audit_blocks b where b.number >= ${first} order by b.number limit ${headsAtOnce}`));
        if (blocks.length === 0) break;
        await mkdir(dirname(file), { recursive: true });
        await appendFile(file, blocks.map((block) => `${JSON.stringify(headOf(block))}\n`).join(''), { mode: 0o600 });
        from += blocks.length;
      }
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `heads of the audit trail could not be written: ${failures.map(String).join('; ')}`);
}

/** Block numbers and the hashes a file tells of them; lines cut short by a crash are passed over. */
export async function readHeads(file: string): Promise<Map<number, Set<string>>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const heads = new Map<number, Set<string>>();
  for (const line of text.split('\n')) {
    const match = /"number":(\d+),"hash":"([0-9a-f]{64})"/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const number = Number(match[1]);
    heads.set(number, (heads.get(number) ?? new Set()).add(match[2]));
  }
  return heads;
}
