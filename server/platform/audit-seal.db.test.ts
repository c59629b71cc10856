import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { testFolder } from '../testing/test-folder.ts';
import { insertAuditRow } from './audit.ts';
import { loadAuditKey, type AuditKey } from './audit-key.ts';
import { sealAudit } from './audit-seal.ts';
import { merkleRoot } from './audit-tree.ts';
import { verifyAudit } from './audit-verify.ts';
import { asTx } from './db.ts';
import { sql } from './sql.ts';

const db = useTestDatabase();
const folder = testFolder('audit');
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

const kept = ['platform.audit_events', 'platform.audit_blocks'] as const;

/** Copies the trail aside; `putBack` brings it back as an old copy would. */
async function keep(): Promise<void> {
  for (const table of kept) await db.current.database.pool.query(`drop table if exists public.kept_${table.split('.')[1]}; create table public.kept_${table.split('.')[1]} as table ${table}`);
}
const putBack = () => tamper(kept.map((table) => `delete from ${table}; insert into ${table} ${table.endsWith('events') ? 'overriding system value ' : ''}select * from public.kept_${table.split('.')[1]}`).join('; '));

const now = () => new Date('2026-11-22T10:00:00Z');

test('a sealed trail verifies, and twice sealing makes nothing new', async () => {
  await write(7);
  expect(await sealAudit(db.current.database, key, [heads], now)).toBe(1);
  expect(await sealAudit(db.current.database, key, [heads], now)).toBe(0);
  await write(3);
  expect(await sealAudit(db.current.database, key, [heads], now)).toBe(1);
  expect(await verifyAudit(db.current.database, key, [heads])).toEqual({ events: 10, unsealed: 0, blocks: 2, findings: [] });
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

/** Ids of the rows of a block, in their order. */
const rowsOf = async (block: number) => (await db.current.database.pool.query<{ id: number }>('select id from platform.audit_events where block_number = $1 order by leaf_index', [block])).rows.map((row) => row.id);
const releaf = (id: number | undefined) => `update platform.audit_events e set leaf_hash = platform.audit_leaf(e) where id = ${id}`;
const swapped = ['leaf_index = -1 where block_number = 1 and leaf_index = 0', 'leaf_index = 0 where block_number = 1 and leaf_index = 1', 'leaf_index = 1 where block_number = 1 and leaf_index = -1']
  .map((what) => `update platform.audit_events set ${what}`).join('; ');

test.each<[kind: string, change: (row: number) => string, found: (row: number) => unknown]>([
  ['a field', (row) => `update platform.audit_events set object_id = '4000' where id = ${row}`, (row) => ({ block: 1, eventId: row, problem: 'leaf_altered' })],
  // The clever forger also recomputes the leaf: then the root no longer fits.
  ['a field and its leaf', (row) => `update platform.audit_events set object_id = '4000' where id = ${row}; ${releaf(row)}`, () => ({ block: 1, eventId: null, problem: 'root_differs' })],
  ['a row', (row) => `delete from platform.audit_events where id = ${row}`, () => ({ block: 1, eventId: null, problem: 'leaf_missing' })],
  ['the tail', () => 'delete from platform.audit_events where block_number = 2; delete from platform.audit_blocks where number = 2', () => ({ block: 2, eventId: null, problem: 'block_missing' })],
  // Every leaf is genuine, their order is not.
  ['two rows swapped', () => swapped, () => ({ block: 1, eventId: null, problem: 'root_differs' })],
  ['a date put back', (row) => `update platform.audit_events set at = at - interval '1 day' where id = ${row}`, (row) => ({ block: 1, eventId: row, problem: 'leaf_altered' })],
  ['a seal put back', () => `update platform.audit_blocks set sealed_at = sealed_at - interval '1 day' where number = 1`, () => ({ block: 1, eventId: null, problem: 'chain_broken' })],
])('%s altered is found and placed', async (_, change, found) => {
  const row = (await rowsOf(1))[3] ?? 0;
  await keep();
  await tamper(change(row));
  expect((await verifyAudit(db.current.database, key, [heads])).findings).toEqual([found(row)]);
  await putBack();
  expect((await verifyAudit(db.current.database, key, [heads])).findings).toEqual([]);
});

test('an older copy put back is found by the heads, and still after it has gone on', async () => {
  await keep();
  await write(2);
  const second = join(folder, 'store', 'second.jsonl');
  await sealAudit(db.current.database, key, [heads, second], now);
  await putBack();
  expect((await verifyAudit(db.current.database, key, [heads])).findings).toEqual([{ block: 3, eventId: null, problem: 'block_missing' }]);
  await write(4);
  await sealAudit(db.current.database, key, [heads, second], now);
  expect((await verifyAudit(db.current.database, key, [heads])).findings).toEqual([{ block: 3, eventId: null, problem: 'head_differs' }]);
  // Both heads of one number stay in the file.
  expect((await readFile(second, 'utf8')).match(/"number":3,/g)).toHaveLength(2);
  // Whoever also puts back the first file has not got the second.
  await writeFile(heads, `${(await readFile(heads, 'utf8')).split('\n').filter((line) => !line.includes('"number":3')).join('\n')}`);
  expect((await verifyAudit(db.current.database, key, [heads])).findings).toEqual([]);
  expect((await verifyAudit(db.current.database, key, [heads, second])).findings).toEqual([{ block: 3, eventId: null, problem: 'head_differs' }]);
});

test('a transaction that commits late is in a later block, and keeps nobody from their seal', async () => {
  const client = await db.current.database.pool.connect();
  await client.query('begin');
  await insertAuditRow(asTx(client), { tenantId: 1, actorKind: 'system', accountId: null, personalityId: null, requestId: 'late', address: null, action: 'test.thing.late', objectKind: 'thing', objectId: 'late' });
  await write(1);
  expect(await sealAudit(db.current.database, key, [], now)).toBe(1);
  await client.query('commit');
  client.release();
  expect(await sealAudit(db.current.database, key, [], now)).toBe(1);
  const { rows } = await db.current.database.pool.query<{ object_id: string; block_number: number; id: number }>(`select object_id, block_number, id from platform.audit_events order by block_number desc limit 2`);
  expect(rows.map((row) => row.object_id)).toEqual(['late', '0']);
  expect(rows[0]?.id).toBeLessThan(rows[1]?.id ?? 0);
  expect(await verifyAudit(db.current.database, key, [])).toMatchObject({ unsealed: 0, findings: [] });
});

test('nobody dates a row but the database', async () => {
  await db.current.database.asOwner((tx) => tx.run(sql`
    insert into platform.audit_events (tenant_id, at, actor_kind, action, object_kind, object_id, outcome, request_id) values (1, '2020-01-01', 'system', 'test.thing.do', 'thing', 'dated', 'done', 'r')`));
  const { rows } = await db.current.database.pool.query<{ recent: boolean }>(`select at > now() - interval '1 minute' as recent from platform.audit_events where object_id = 'dated'`);
  expect(rows).toEqual([{ recent: true }]);
});

test('a place that was away catches up, and one that fails does not keep the other from its heads', async () => {
  const away = join(folder, 'away.jsonl');
  const numbers = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n').map((line) => (JSON.parse(line) as { number: number }).number);
  await write(1);
  await expect(sealAudit(db.current.database, key, [join(heads, 'no-folder'), away], now)).rejects.toThrow('heads of the audit trail could not be written');
  const all = await numbers(away);
  expect(all).toEqual(all.map((_, index) => index + 1));
  await write(1);
  await sealAudit(db.current.database, key, [away], now);
  await writeFile(away, (await readFile(away, 'utf8')).split('\n').slice(0, 2).join('\n') + '\n');
  await sealAudit(db.current.database, key, [away], now);
  expect(await numbers(away)).toEqual([...all, all.length + 1]);
});

test('a trail signed with another key or differing from the exported heads is found', async () => {
  const other = await loadAuditKey(join(folder, 'other.key'));
  expect((await verifyAudit(db.current.database, other, [join(folder, 'none')])).findings.map((finding) => finding.problem)).toContain('unknown_key');
  const text = await readFile(heads, 'utf8');
  await writeFile(join(folder, 'forged.jsonl'), text.replace(/"hash":"...../, '"hash":"00000'));
  expect((await verifyAudit(db.current.database, key, [join(folder, 'forged.jsonl')])).findings.map((finding) => finding.problem)).toContain('head_differs');
});

test('the Merkle root follows RFC 6962 for one, two and three leaves', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((text) => Buffer.from(text.padEnd(32, '0')));
  if (a === undefined || b === undefined || c === undefined) throw new Error('three leaves');
  expect(merkleRoot([a])).toEqual(a);
  const ab = merkleRoot([a, b]);
  expect(merkleRoot([a, b, c])).toEqual(merkleRoot([ab, c]));
  expect(merkleRoot([a, b])).not.toEqual(merkleRoot([b, a]));
});
