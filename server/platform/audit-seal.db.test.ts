import { mkdtempSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { insertAuditRow } from './audit.ts';
import { loadAuditKey, merkleRoot, sealAudit, verifyAudit, type AuditKey } from './audit-seal.ts';
import { sql } from './sql.ts';

const db = useTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'volano-audit-'));
const heads = join(folder, 'heads.jsonl');
let key: AuditKey;

beforeAll(async () => {
  key = await loadAuditKey(join(folder, 'audit.key'));
});

async function write(count: number): Promise<void> {
  await db.current.database.asOwner(async (tx) => {
    for (let i = 0; i < count; i += 1) {
      await insertAuditRow(tx, {
        tenantId: 1, actorKind: 'system', accountId: null, personalityId: null, requestId: `r${i}`, address: null,
        action: 'test.thing.do', objectKind: 'thing', objectId: String(i), after: { i },
      });
    }
  });
}

/** Changes the trail as somebody with the owner's rights would: guards off. */
async function tamper(statement: string): Promise<void> {
  const client = await db.current.database.pool.connect();
  try {
    await client.query('alter table platform.audit_events disable trigger user; alter table platform.audit_blocks disable trigger user');
    await client.query(statement);
    await client.query('alter table platform.audit_events enable trigger user; alter table platform.audit_blocks enable trigger user');
  } finally {
    client.release();
  }
}

const now = () => new Date('2026-11-22T10:00:00Z');

test('a sealed trail verifies, and twice sealing makes nothing new', async () => {
  await write(7);
  expect(await sealAudit(db.current.database, key, heads, now)).toBe(1);
  expect(await sealAudit(db.current.database, key, heads, now)).toBe(0);
  await write(3);
  expect(await sealAudit(db.current.database, key, heads, now)).toBe(1);
  expect(await verifyAudit(db.current.database, key, heads)).toEqual({ events: 10, unsealed: 0, blocks: 2, findings: [] });
});

test('rows cannot be changed or removed, not even by the owner, while the guards stand', async () => {
  const attempts = [
    sql`update platform.audit_events set action = 'x' where object_id = '1'`,
    sql`update platform.audit_events set block_number = null`,
    sql`delete from platform.audit_events`,
    sql`truncate platform.audit_events`,
    sql`update platform.audit_blocks set leaf_count = 1`,
  ];
  for (const attempt of attempts) {
    await expect(db.current.database.asOwner((tx) => tx.run(attempt))).rejects.toThrow('append-only');
  }
});

test('each kind of alteration is found and placed', async () => {
  const { rows } = await db.current.database.pool.query<{ id: number }>(`select id from platform.audit_events where object_id = '4'`);
  await tamper(`update platform.audit_events set object_id = '4000' where id = ${rows[0]?.id}`);
  let result = await verifyAudit(db.current.database, key, heads);
  expect(result.findings).toEqual([{ block: 1, eventId: rows[0]?.id, problem: 'leaf_altered' }]);

  // The clever forger also recomputes the leaf: then the root no longer fits.
  await tamper(`update platform.audit_events e set leaf_hash = platform.audit_leaf(e) where id = ${rows[0]?.id}`);
  result = await verifyAudit(db.current.database, key, heads);
  expect(result.findings).toEqual([{ block: 1, eventId: null, problem: 'root_differs' }]);
  await tamper(`update platform.audit_events set object_id = '4' where id = ${rows[0]?.id}; update platform.audit_events e set leaf_hash = platform.audit_leaf(e) where id = ${rows[0]?.id}`);

  // Two rows swapped: every leaf is genuine, their order is not.
  const swap = (a: number, b: number) => `update platform.audit_events set leaf_index = ${b} where block_number = 1 and leaf_index = ${a}`;
  await tamper([swap(0, -1), swap(1, 0), swap(-1, 1)].join('; '));
  expect((await verifyAudit(db.current.database, key, heads)).findings).toEqual([{ block: 1, eventId: null, problem: 'root_differs' }]);
  await tamper([swap(0, -1), swap(1, 0), swap(-1, 1)].join('; '));
  expect((await verifyAudit(db.current.database, key, heads)).findings).toEqual([]);

  await tamper(`delete from platform.audit_events where block_number = 2; delete from platform.audit_blocks where number = 2`);
  result = await verifyAudit(db.current.database, key, heads);
  expect(result.findings).toEqual([{ block: 2, eventId: null, problem: 'block_missing' }]);
});

test('a trail signed with another key or differing from the exported heads is found', async () => {
  const other = await loadAuditKey(join(folder, 'other.key'));
  expect((await verifyAudit(db.current.database, other, join(folder, 'none'))).findings.map((finding) => finding.problem)).toEqual(['unknown_key']);
  const text = await readFile(heads, 'utf8');
  await writeFile(join(folder, 'forged.jsonl'), text.replace(/"hash":"...../, '"hash":"00000'));
  expect((await verifyAudit(db.current.database, key, join(folder, 'forged.jsonl'))).findings.map((finding) => finding.problem)).toContain('head_differs');
});

test('the Merkle root follows RFC 6962 for one, two and three leaves', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((text) => Buffer.from(text.padEnd(32, '0')));
  if (a === undefined || b === undefined || c === undefined) throw new Error('three leaves');
  expect(merkleRoot([a])).toEqual(a);
  const ab = merkleRoot([a, b]);
  expect(merkleRoot([a, b, c])).toEqual(merkleRoot([ab, c]));
  expect(merkleRoot([a, b])).not.toEqual(merkleRoot([b, a]));
});
