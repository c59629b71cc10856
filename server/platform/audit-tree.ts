/** The Merkle tree of a block and its head (RFC 6962: 0x00 before a leaf, 0x01 before a node). Pure. */
import { createHash } from 'node:crypto';

export function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Largest power of two below `count`. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}

/** Root over leaf hashes; an odd node is carried up as RFC 6962 prescribes (split at the largest power of two). */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Buffer;
  const split = splitOf(leaves.length);
  return sha256(Buffer.from([1]), merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

/** Hashes that lead from the leaf at `index` to the root, from below (RFC 6962 section 2.1.1). */
export function merklePath(leaves: readonly Buffer[], index: number): Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...merklePath(leaves.slice(0, split), index), merkleRoot(leaves.slice(split))]
    : [...merklePath(leaves.slice(split), index - split), merkleRoot(leaves.slice(0, split))];
}

export interface BlockFacts {
  readonly number: number;
  readonly leafCount: number;
  readonly root: Buffer;
  readonly previous: Buffer;
  readonly sealedAt: Date;
}

/** Hash of a block: what is signed, and what the next block names. */
export function blockHash({ number, leafCount, root, previous, sealedAt }: BlockFacts): Buffer {
  return sha256(Buffer.from(`${number}|${leafCount}|${sealedAt.toISOString()}|`, 'utf8'), root, previous);
}
