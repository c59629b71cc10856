/** Checking the audit trail against the key and against the heads that left the house. */
import { verify } from 'node:crypto';
import { readHeads, type BlockRow } from './audit-heads.ts';
import type { AuditKey } from './audit-key.ts';
import { blockHash, merkleRoot } from './audit-tree.ts';
import type { Tx } from './context.ts';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

const genesis = Buffer.alloc(32);

export interface AuditFinding {
  readonly block: number;
  readonly eventId: number | null;
  readonly problem: 'leaf_altered' | 'leaf_missing' | 'root_differs' | 'chain_broken' | 'signature_invalid' | 'unknown_key' | 'head_differs' | 'block_missing';
}

export interface AuditVerification {
  readonly events: number;
  readonly unsealed: number;
  readonly blocks: number;
  readonly findings: readonly AuditFinding[];
}

/** A block in itself: its leaves, its root, its hash, its signature. */
async function checkBlock(tx: Tx, block: BlockRow, key: AuditKey): Promise<AuditFinding['problem'][]> {
  const problems: AuditFinding['problem'][] = [];
  const leaves = await tx.rows<{ leaf_hash: Buffer }>(sql`select e.leaf_hash from platform.audit_events e where e.block_number = ${block.number} order by e.leaf_index`);
  if (leaves.length !== block.leaf_count) problems.push('leaf_missing');
  else if (!merkleRoot(leaves.map((leaf) => leaf.leaf_hash)).equals(block.root)) problems.push('root_differs');
  const hash = blockHash({ number: block.number, leafCount: block.leaf_count, root: block.root, previous: block.previous_hash, sealedAt: block.sealed_at });
  if (!hash.equals(block.hash)) problems.push('chain_broken');
  if (block.key_fingerprint !== key.fingerprint) problems.push('unknown_key');
  else if (!verify(null, block.hash, key.publicKey, block.signature)) problems.push('signature_invalid');
  return problems;
}

/** Checks every leaf, root, link, signature and exported head; names the exact row where something was changed. */
export async function verifyAudit(database: Database, key: AuditKey, headsFiles: readonly string[]): Promise<AuditVerification> {
  const places = await Promise.all(headsFiles.map(readHeads));
  return database.asOwner(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read`);
    const findings: AuditFinding[] = [];
    const altered = await tx.rows<{ id: number; block_number: number | null }>(sql`
      select e.id, e.block_number from platform.audit_events e where e.leaf_hash is distinct from platform.audit_leaf(e) order by e.id`);
    for (const row of altered) findings.push({ block: row.block_number ?? 0, eventId: row.id, problem: 'leaf_altered' });
    const blocks = await tx.rows<BlockRow>(sql`select b.* from platform.audit_blocks b order by b.number`);
    let previous: Buffer = genesis;
    let expected = 1;
    for (const block of blocks) {
      const found = (problem: AuditFinding['problem']) => findings.push({ block: block.number, eventId: null, problem });
      if (block.number !== expected) findings.push({ block: expected, eventId: null, problem: 'block_missing' });
      expected = block.number + 1;
      const problems = await checkBlock(tx, block, key);
      if (!block.previous_hash.equals(previous) && !problems.includes('chain_broken')) found('chain_broken');
      problems.forEach(found);
      if (places.some((heads) => [...(heads.get(block.number) ?? [])].some((hash) => hash !== block.hash.toString('hex')))) found('head_differs');
      previous = block.hash;
    }
    const homeless = await tx.rows<{ block_number: number }>(sql`
      select distinct e.block_number from platform.audit_events e where e.block_number is not null and not exists (select from platform.audit_blocks b where b.number = e.block_number)`);
    const gone = new Set([...places.flatMap((heads) => [...heads.keys()]).filter((number) => number >= expected), ...homeless.map((row) => row.block_number).filter((number) => number >= expected)]);
    for (const number of [...gone].toSorted((a, b) => a - b)) findings.push({ block: number, eventId: null, problem: 'block_missing' });
    const counts = await tx.row<{ events: number; unsealed: number }>(sql`
      select count(*) as events, count(*) filter (where e.block_number is null) as unsealed from platform.audit_events e`);
    return { events: counts.events, unsealed: counts.unsealed, blocks: blocks.length, findings };
  });
}
