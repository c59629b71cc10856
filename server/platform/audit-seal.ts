/**
 * Sealing and checking the audit trail. Leaves are gathered into blocks; a block carries a Merkle root (RFC 6962
 * prefixes: 0x00 leaf, 0x01 node), the hash of the block before it and an Ed25519 signature made with a key that the
 * database never sees. Heads are also appended to a file, so that a whole rewritten table is found out.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database } from './db.ts';
import { sql } from './sql.ts';

const sealerLock = 740_215_003;
const leavesPerBlock = 1000;
const genesis = Buffer.alloc(32);

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Root of a Merkle tree over leaf hashes; an odd node is carried up as RFC 6962 prescribes (split at the largest power of two). */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split)));
}

function blockHash(number: number, leafCount: number, root: Buffer, previous: Buffer, sealedAt: Date): Buffer {
  return sha256(Buffer.from(`${number}|${leafCount}|${sealedAt.toISOString()}|`, 'utf8'), root, previous);
}

export interface AuditKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly fingerprint: string;
}

/** Reads the signing key (PEM, PKCS 8), making one with mode 0600 when the file is missing. */
export async function loadAuditKey(file: string): Promise<AuditKey> {
  let pem = await readFile(file, 'utf8').catch(() => undefined);
  if (pem === undefined) {
    pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await mkdir(dirname(file), { recursive: true });
    // wx: two processes starting together must not sign with different keys; the loser reads the winner's.
    await writeFile(file, pem, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
    pem = await readFile(file, 'utf8');
  }
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  const fingerprint = sha256(publicKey.export({ type: 'spki', format: 'der' })).toString('hex').slice(0, 16);
  return { privateKey, publicKey, fingerprint };
}

/** Seals all rows committed so far; answers how many blocks were made. Safe to call from several processes. */
export async function sealAudit(database: Database, key: AuditKey, headsFile: string, now: () => Date): Promise<number> {
  let blocks = 0;
  for (;;) {
    const head = await database.asOwner(async (tx) => {
      const { locked } = await tx.row<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${sealerLock}) as locked`);
      if (!locked) return undefined;
      const leaves = await tx.rows<{ id: number; leaf_hash: Buffer }>(sql`
        select e.id, e.leaf_hash from platform.audit_events e where e.block_number is null order by e.id limit ${leavesPerBlock}`);
      if (leaves.length === 0) return undefined;
      const last = await tx.maybeRow<{ number: number; hash: Buffer }>(sql`select b.number, b.hash from platform.audit_blocks b order by b.number desc limit 1`);
      const number = (last?.number ?? 0) + 1;
      const previous = last?.hash ?? genesis;
      const root = merkleRoot(leaves.map((leaf) => leaf.leaf_hash));
      const sealedAt = now();
      const hash = blockHash(number, leaves.length, root, previous, sealedAt);
      const signature = sign(null, hash, key.privateKey);
      await tx.run(sql`
        update platform.audit_events e set block_number = ${number}, leaf_index = u.place - 1
        from unnest(${leaves.map((leaf) => leaf.id)}::bigint[]) with ordinality u (id, place) where e.id = u.id`);
      await tx.run(sql`
        insert into platform.audit_blocks (number, leaf_count, root, previous_hash, hash, signature, key_fingerprint, sealed_at)
        values (${number}, ${leaves.length}, ${root}, ${previous}, ${hash}, ${signature}, ${key.fingerprint}, ${sealedAt})`);
      return { number, hash: hash.toString('hex'), signature: signature.toString('base64'), key: key.fingerprint, sealedAt: sealedAt.toISOString() };
    });
    if (head === undefined) return blocks;
    // After the commit: a head in the file always has its block in the database.
    await mkdir(dirname(headsFile), { recursive: true });
    await appendFile(headsFile, `${JSON.stringify(head)}\n`, { mode: 0o600 });
    blocks += 1;
  }
}

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

interface BlockRow {
  number: number;
  leaf_count: number;
  root: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
  signature: Buffer;
  key_fingerprint: string;
  sealed_at: Date;
}

/** Checks every leaf, root, link, signature and exported head; names the exact row where something was changed. */
export async function verifyAudit(database: Database, key: AuditKey, headsFile: string): Promise<AuditVerification> {
  const heads = await readHeads(headsFile);
  return database.asOwner(async (tx) => {
    await tx.run(sql`set transaction isolation level repeatable read`);
    const findings: AuditFinding[] = [];
    const blocks = await tx.rows<BlockRow>(sql`select b.* from platform.audit_blocks b order by b.number`);
    const altered = await tx.rows<{ id: number; block_number: number | null }>(sql`
      select e.id, e.block_number from platform.audit_events e where e.leaf_hash is distinct from platform.audit_leaf(e) order by e.id`);
    for (const row of altered) findings.push({ block: row.block_number ?? 0, eventId: row.id, problem: 'leaf_altered' });
    let previous: Buffer = genesis;
    let expected = 1;
    for (const block of blocks) {
      if (block.number !== expected) findings.push({ block: expected, eventId: null, problem: 'block_missing' });
      expected = block.number + 1;
      const leaves = await tx.rows<{ leaf_hash: Buffer }>(sql`
        select e.leaf_hash from platform.audit_events e where e.block_number = ${block.number} order by e.leaf_index`);
      if (leaves.length !== block.leaf_count) findings.push({ block: block.number, eventId: null, problem: 'leaf_missing' });
      else if (!merkleRoot(leaves.map((leaf) => leaf.leaf_hash)).equals(block.root)) findings.push({ block: block.number, eventId: null, problem: 'root_differs' });
      const hash = blockHash(block.number, block.leaf_count, block.root, block.previous_hash, block.sealed_at);
      if (!block.previous_hash.equals(previous) || !hash.equals(block.hash)) findings.push({ block: block.number, eventId: null, problem: 'chain_broken' });
      if (block.key_fingerprint !== key.fingerprint) findings.push({ block: block.number, eventId: null, problem: 'unknown_key' });
      else if (!verify(null, block.hash, key.publicKey, block.signature)) findings.push({ block: block.number, eventId: null, problem: 'signature_invalid' });
      const head = heads.get(block.number);
      if (head !== undefined && head !== block.hash.toString('hex')) findings.push({ block: block.number, eventId: null, problem: 'head_differs' });
      previous = block.hash;
    }
    for (const number of heads.keys()) if (number >= expected) findings.push({ block: number, eventId: null, problem: 'block_missing' });
    const counts = await tx.row<{ events: number; unsealed: number }>(sql`
      select count(*) as events, count(*) filter (where e.block_number is null) as unsealed from platform.audit_events e`);
    return { events: counts.events, unsealed: counts.unsealed, blocks: blocks.length, findings };
  });
}

/** Block numbers and hashes the program exported; lines cut short by a crash are passed over. */
async function readHeads(file: string): Promise<Map<number, string>> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const heads = new Map<number, string>();
  for (const line of text.split('\n')) {
    const match = /"number":(\d+),"hash":"([0-9a-f]{64})"/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) heads.set(Number(match[1]), match[2]);
  }
  return heads;
}
