/** Proofs of single events, checked by the very script that an outsider runs. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '../testing/database.ts';
import { testFolder } from '../testing/test-folder.ts';
import { insertAuditRow } from './audit.ts';
import { loadAuditKey, type AuditKey } from './audit-key.ts';
import { auditProof } from './audit-proof.ts';
import { sealAudit } from './audit-seal.ts';
import { rootDir } from './root.ts';
import { sql } from './sql.ts';

interface Verifier {
  checkProof(text: string): { event: Record<string, unknown>; leafIndex: number; head: { number: number; leafCount: number } };
  checkHeads(text: string, keys: readonly Buffer[]): { hashes: Map<number, string>; unchecked: number; unsigned: number };
}

const db = useTestDatabase();
const script = join(rootDir, 'bin', 'verify-proof.mjs');
const folder = testFolder('proof');
const heads = join(folder, 'heads.jsonl');
const blocks = [1, 2, 3, 7, 16, 21];
let key: AuditKey;
let verifier: Verifier;

beforeAll(async () => {
  key = await loadAuditKey(join(folder, 'audit.key'));
  verifier = (await import(pathToFileURL(script).href)) as Verifier;
  for (const [block, count] of blocks.entries()) {
    await db.current.database.asOwner(async (tx) => {
      for (let index = 0; index < count; index += 1) {
        await insertAuditRow(tx, {
          tenantId: 1 + (index % 2), actorKind: 'person', accountId: '0190a000-0000-7000-8000-000000000001', personalityId: '0190a000-0000-7000-8000-000000000002', requestId: 'r', address: null,
          onBehalfOf: { accountId: '0190a000-0000-7000-8000-000000000003', delegationId: '0190a000-0000-7000-8000-000000000004' }, strength: 'passkey', client: 'ordini', ruleVersion: 3,
          action: 'test.thing.do', objectKind: 'thing', objectId: `${block}/${index}`, after: { index }, details: { città: 'Forlì', index }, decision: { allowed: true },
        });
      }
    });
    await sealAudit(db.current.database, key, [heads], () => new Date(Date.UTC(2026, 10, 22, 10, block)));
  }
});

const proofOf = async (objectId: string): Promise<string> => {
  const { id, tenant_id } = await db.current.database.asOwner((tx) => tx.row<{ id: number; tenant_id: number }>(sql`select e.id, e.tenant_id from platform.audit_events e where e.object_id = ${objectId}`));
  // As the application, which sees one tenant's rows and yet the leaves of all.
  const proof = await db.current.database.transaction({ tenantId: tenant_id, scopeNodeId: 0, reachNodeId: 0, accountId: null, personalityId: null }, (tx) => auditProof(tx, tenant_id, id));
  if (proof === undefined || proof === 'not_sealed_yet') throw new Error('no proof');
  return proof.text;
};

test('every event of blocks of any size is proved, with all that its row says', async () => {
  for (const [block, count] of blocks.entries()) {
    for (let index = 0; index < count; index += 1) {
      const { event, leafIndex, head } = verifier.checkProof(await proofOf(`${block}/${index}`));
      expect({ leafIndex, number: head.number, leafCount: head.leafCount }).toEqual({ leafIndex: index, number: block + 1, leafCount: count });
      expect(event).toMatchObject({
        object: `${block}/${index}`, details: { città: 'Forlì', index }, onBehalfOf: '0190a000-0000-7000-8000-000000000003', strength: 'passkey', client: 'ordini', ruleVersion: 3, decision: { allowed: true },
      });
      expect(event['at']).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    }
  }
});

test('a proof with any byte altered proves nothing', async () => {
  const genuine = Buffer.from(await proofOf('5/13'));
  verifier.checkProof(genuine.toString('utf8'));
  const passed: string[] = [];
  for (let place = 0; place < genuine.length; place += 1) {
    const was = genuine[place] ?? 0;
    // Each bit turned; and blanks of another kind, which mean nothing to a reader of JSON.
    for (const now of [...[0, 1, 2, 3, 4, 5, 6, 7].map((bit) => was ^ (1 << bit)), 0x20, 0x09, 0x0d, 0x0a].filter((byte) => byte !== was)) {
      const altered = Buffer.from(genuine);
      altered[place] = now;
      try {
        verifier.checkProof(altered.toString('utf8'));
        passed.push(`byte ${place}: ${was} → ${now}`);
      } catch {
        continue;
      }
    }
  }
  expect(passed).toEqual([]);
  expect(() => verifier.checkProof(`${genuine.toString('utf8')} `)).toThrow('not written as it was');
});

test('an event does not pass for another of its block, nor at another place', async () => {
  const [one, other] = [await proofOf('4/3'), await proofOf('4/4')].map((text) => JSON.parse(text) as Record<string, unknown>);
  const written = (proof: object) => `${JSON.stringify(proof, null, 2)}\n`;
  expect(() => verifier.checkProof(written({ ...one, event: other?.['event'] }))).toThrow('not the one that was sealed');
  expect(() => verifier.checkProof(written({ ...one, leafIndex: other?.['leafIndex'] }))).toThrow('not the one that was sealed');
  expect(() => verifier.checkProof(written({ ...one, leafIndex: 16 }))).toThrow('outside the block');
  expect(() => verifier.checkProof(written({ ...one, path: [] }))).toThrow('too short');
});

test('heads follow one another; one altered, left out, told in two ways or signed by nobody is found', async () => {
  const text = await readFile(heads, 'utf8');
  const lines = text.trim().split('\n');
  expect(verifier.checkHeads(text, [key.publicDer])).toMatchObject({ hashes: { size: blocks.length }, unchecked: 0, unsigned: 0 });
  expect(verifier.checkHeads(text, []).unsigned).toBe(blocks.length);
  const changed = (line: number, from: RegExp, to: string) => lines.map((each, index) => (index === line ? each.replace(from, to) : each)).join('\n');
  expect(() => verifier.checkHeads(changed(2, /"leafCount":3/, '"leafCount":2'), [])).toThrow('the hash is not that of the block');
  expect(() => verifier.checkHeads(changed(2, /"signature":"..../, '"signature":"AAAA'), [key.publicDer])).toThrow('the signature is not valid');
  expect(() => verifier.checkHeads(lines.toSpliced(2, 1).join('\n'), [])).toThrow('block 4 does not follow');
  const forked = (JSON.parse(lines[2] ?? '') as { hash: string }).hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  expect(() => verifier.checkHeads([...lines, (lines[2] ?? '').replace(/"hash":"[0-9a-f]{64}"/, `"hash":"${forked}"`)].join('\n'), [])).toThrow('told in two ways');
  // Heads of the first form told less; a line cut short is the last.
  const old = lines.map((line) => line.replace(/,"leafCount".*\}/, '}'));
  expect(verifier.checkHeads(old.join('\n'), [])).toMatchObject({ unchecked: blocks.length });
  expect(verifier.checkHeads(`${text}${lines[0]?.slice(0, 40)}`, [])).toMatchObject({ unchecked: 1 });
});

test('the script tells order, key and verdict by its words and its exit code', async () => {
  const run = async (...words: string[]) => promisify(execFile)(process.execPath, [script, ...words], { cwd: folder }).then(({ stdout }) => ({ code: 0, said: stdout }), (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stdout + error.stderr }));
  await writeFile(join(folder, 'late.json'), await proofOf('3/6'));
  await writeFile(join(folder, 'early.json'), await proofOf('3/1'));
  const both = await run('late.json', 'early.json', '--heads', 'heads.jsonl', '--key', key.fingerprint);
  expect(both.code).toBe(0);
  expect(both.said.indexOf('early.json: holds')).toBeLessThan(both.said.indexOf('late.json: holds'));
  expect(both.said).toContain(`holds ${blocks.length} heads up to block ${blocks.length}, each after the other`);
  expect(await run('late.json', '--key', '0123456789abcdef')).toMatchObject({ code: 1, said: expect.stringContaining('none of those named') as string });
  await writeFile(join(folder, 'few.jsonl'), (await readFile(heads, 'utf8')).split('\n').slice(0, 2).join('\n'));
  expect(await run('late.json', '--heads', 'few.jsonl')).toMatchObject({ code: 1, said: expect.stringContaining('is not among these heads') as string });
  expect((await run()).code).toBe(2);
});

test('the script needs nothing but Node, and is short enough to be read', async () => {
  const source = await readFile(script, 'utf8');
  expect([...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['node:crypto', 'node:fs', 'node:url']);
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});

test('an event of yesterday’s form is proved by what was hashed then', async () => {
  const client = await db.current.database.pool.connect();
  await client.query(`insert into platform.audit_events (tenant_id, actor_kind, action, object_kind, object_id, outcome, request_id, leaf_version) values (1, 'system', 'test.thing.old', 'thing', 'old', 'done', 'r', 1)`);
  client.release();
  await sealAudit(db.current.database, key, [heads], () => new Date('2026-11-22T12:00:00Z'));
  const { event } = verifier.checkProof(await proofOf('old'));
  expect(Object.keys(event)).toHaveLength(14);
  expect(event).toMatchObject({ action: 'test.thing.old', request: 'r' });
});
