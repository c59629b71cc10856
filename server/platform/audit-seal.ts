/**
 * Sealing the audit trail. Leaves are gathered into blocks; a block carries a Merkle root, the hash of the block before it and
 * an Ed25519 signature made with a key that the database never sees. Heads are also appended to files, so that a whole
 * rewritten table is found out.
 *
 * What is sealed is whatever is committed and in no block yet, not what lies below a number: a transaction that commits late is in
 * the next block, and one that takes an hour keeps nobody else's rows from their seal. The order that is proved is that of the seal.
 */
import { sign } from 'node:crypto';
import { exportHeads } from './audit-heads.ts';
import type { AuditKey } from './audit-key.ts';
import { blockHash, merkleRoot } from './audit-tree.ts';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

const sealerLock = 740_215_003;
const leavesPerBlock = 1000;
const genesis = Buffer.alloc(32);

/** Makes one block of what is committed; answers its number, or undefined when there is nothing or another process is at it. */
async function sealBlock(database: Database, key: AuditKey, now: () => Date): Promise<number | undefined> {
  return database.asOwner(async (tx) => {
    const { locked } = await tx.row<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${sealerLock}) as locked`);
    if (!locked) return undefined;
    const leaves = await tx.rows<{ id: number; leaf_hash: Buffer }>(sql`
      select e.id, e.leaf_hash from platform.audit_events e where e.block_number is null order by e.id limit ${leavesPerBlock}`);
    if (leaves.length === 0) return undefined;
    const last = await tx.maybeRow<{ number: number; hash: Buffer }>(sql`select b.number, b.hash from platform.audit_blocks b order by b.number desc limit 1`);
    const sealedAt = now();
    const block = { number: (last?.number ?? 0) + 1, leafCount: leaves.length, root: merkleRoot(leaves.map((leaf) => leaf.leaf_hash)), previous: last?.hash ?? genesis, sealedAt };
    const hash = blockHash(block);
    await tx.run(sql`
      update platform.audit_events e set block_number = ${block.number}, leaf_index = u.place - 1
      from unnest(${leaves.map((leaf) => leaf.id)}::bigint[]) with ordinality u (id, place) where e.id = u.id`);
    await tx.run(sql`
      insert into platform.audit_blocks (number, leaf_count, root, previous_hash, hash, signature, key_fingerprint, sealed_at)
      values (${block.number}, ${block.leafCount}, ${block.root}, ${block.previous}, ${hash}, ${sign(null, hash, key.privateKey)}, ${key.fingerprint}, ${sealedAt})`);
    await tx.run(sql`
      insert into platform.audit_keys (fingerprint, public_key, first_used_at) values (${key.fingerprint}, ${key.publicDer}, ${sealedAt}) on conflict (fingerprint) do nothing`);
    return block.number;
  });
}

/** Seals all rows committed so far and tells the heads; answers how many blocks were made. Safe to call from several processes. */
export async function sealAudit(database: Database, key: AuditKey, headsFiles: readonly string[], now: () => Date): Promise<number> {
  let first: number | undefined;
  let blocks = 0;
  for (let number = await sealBlock(database, key, now); number !== undefined; number = await sealBlock(database, key, now)) {
    first ??= number;
    blocks += 1;
  }
  // After the commit: a head in a file always has its block in the database.
  await exportHeads(database, headsFiles, first);
  return blocks;
}
