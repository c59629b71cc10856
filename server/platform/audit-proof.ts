/**
 * The proof of one event: a small file that shows, without this program and without the database, that the event stood in
 * the trail with this content and at this place when its block was signed. bin/verify-proof.mjs checks it.
 */
import { headOf, type BlockRow } from './audit-heads.ts';
import { merklePath } from './audit-tree.ts';
import type { Tx } from './context.ts';
import { sql } from './sql.ts';

/** Text of the proof; undefined when there is no such event of the tenant, `not_sealed_yet` until the next block. */
export async function auditProof(tx: Tx, tenantId: number, eventId: number): Promise<{ readonly text: string } | 'not_sealed_yet' | undefined> {
  const event = await tx.maybeRow<{ content: string; block_number: number | null; leaf_index: number | null }>(sql`
    select platform.audit_content(e) as content, e.block_number, e.leaf_index from platform.audit_events e where e.tenant_id = ${tenantId} and e.id = ${eventId}`);
  if (event === undefined) return undefined;
  if (event.block_number === null || event.leaf_index === null) return 'not_sealed_yet';
  const block = await tx.row<BlockRow & { public_key: Buffer | null }>(sql`
    select b.*, k.public_key from platform.audit_blocks b left join platform.audit_keys k on k.fingerprint = b.key_fingerprint where b.number = ${event.block_number}`);
  // Sealed before keys were kept: the next block made with the same key keeps it.
  if (block.public_key === null) return 'not_sealed_yet';
  const leaves = await tx.rows<{ leaf_hash: Buffer }>(sql`select l.leaf_hash from platform.audit_leaves(${event.block_number}) l`);
  const proof = {
    format: 'volano-audit-proof/1',
    event: event.content,
    leafIndex: event.leaf_index,
    path: merklePath(leaves.map((leaf) => leaf.leaf_hash), event.leaf_index).map((hash) => hash.toString('hex')),
    head: headOf(block),
    publicKey: block.public_key.toString('base64'),
  };
  return { text: `${JSON.stringify(proof, null, 2)}\n` };
}
