import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sql } from '#platform/sql';
import { useTestDatabase } from '../../testing/database.ts';
import { createWorld, worldNow, type World } from '../../testing/world.ts';
import { archiveDocument, findDocument, type NewDocument } from './documents.ts';

const testDatabase = useTestDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld(testDatabase.current.database);
});

const bytes = Buffer.from('%PDF-1.7 any bytes \u0000\u00ff', 'latin1');

/** A quote's print that belongs to the first seller. */
const ofSeller1 = (changes: Partial<NewDocument> = {}): NewDocument => ({
  kind: 'quote',
  subjectKind: 'quote',
  subjectId: randomUUID(),
  subjectVersion: 1,
  language: 'it',
  title: 'Preventivo PRV-2026-000128',
  mediaType: 'application/pdf',
  content: bytes,
  nodeId: world.node('DLR001-S1'),
  ...changes,
});

describe('the archive', () => {
  it('gives back what was stored, with its digest, author and time', async () => {
    const document = ofSeller1();
    await world.context('seller1', {}, (ctx) => archiveDocument(ctx, document));
    const found = await world.context('seller1', {}, (ctx) => findDocument(ctx, document));
    expect(found).toMatchObject({ ...document, byteLength: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), createdBy: world.person('seller1').personalityId, createdAt: worldNow });
    expect(found?.content.equals(bytes)).toBe(true);
  });

  it('keeps the first print of a version and language, and audits it once', async () => {
    const document = ofSeller1();
    const first = await world.context('seller1', {}, (ctx) => archiveDocument(ctx, document));
    const second = await world.context('seller1', {}, (ctx) => archiveDocument(ctx, { ...document, content: Buffer.from('another') }));
    expect(second).toEqual(first);
    const english = await world.context('seller1', {}, (ctx) => archiveDocument(ctx, { ...document, language: 'en' }));
    const next = await world.context('seller1', {}, (ctx) => archiveDocument(ctx, { ...document, subjectVersion: 2 }));
    expect(new Set([first.id, english.id, next.id]).size).toBe(3);
    const audited = await world.asSystem({}, (ctx) =>
      ctx.tx.rows<{ object_id: string }>(sql`select e.object_id from platform.audit_events e where e.action = 'documents.document.archive' and e.details ->> 'subjectId' = ${document.subjectId}`),
    );
    expect(audited.map((row) => row.object_id).toSorted()).toEqual([first.id, english.id, next.id].toSorted());
  });

  it('shows a document to the people above its node and to nobody else', async () => {
    const document = ofSeller1();
    await world.context('seller1', {}, (ctx) => archiveDocument(ctx, document));
    const sees = (name: Parameters<World['context']>[0]) => world.context(name, {}, async (ctx) => (await findDocument(ctx, document)) !== undefined);
    expect([await sees('seller1'), await sees('dealerManager'), await sees('areaManager'), await sees('districtManager')]).toEqual([true, true, true, true]);
    expect([await sees('seller2'), await sees('seller3'), await sees('customer'), await sees('altManager'), await sees('altAdministrator')]).toEqual([false, false, false, false, false]);
  });

  it('is not fooled by a statement that forgets the filter', async () => {
    await world.context('seller1', {}, (ctx) => archiveDocument(ctx, ofSeller1()));
    const countFor = (name: Parameters<World['context']>[0]) =>
      world.context(name, {}, async (ctx) => (await ctx.tx.row<{ count: number }>(sql`select count(*) as count from documents.documents d`)).count);
    expect(await countFor('seller1')).toBeGreaterThan(0);
    expect([await countFor('seller2'), await countFor('seller3'), await countFor('altManager')]).toEqual([0, 0, 0]);
  });

  it('refuses a node outside the author’s scope and another tenant', async () => {
    await expect(world.context('seller1', {}, (ctx) => archiveDocument(ctx, ofSeller1({ nodeId: world.node('DLR002') })))).rejects.toThrow(/row-level security/);
    await expect(world.context('altManager', {}, (ctx) => archiveDocument(ctx, ofSeller1()))).rejects.toThrow(/row-level security/);
  });

  it('tells nothing of a document of the same key outside the scope', async () => {
    const document = ofSeller1();
    await world.context('seller1', {}, (ctx) => archiveDocument(ctx, document));
    await expect(world.context('seller3', {}, (ctx) => archiveDocument(ctx, { ...document, nodeId: world.node('DLR002-S1') }))).rejects.toMatchObject({ code: 'not_found' });
  });

  it('can neither be changed nor emptied by the program, and refuses bytes that do not fit the digest', async () => {
    const document = ofSeller1();
    await world.context('seller1', {}, (ctx) => archiveDocument(ctx, document));
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`update documents.documents set title = 'x'`))).rejects.toThrow(/permission denied/);
    await expect(world.asSystem({}, (ctx) => ctx.tx.run(sql`delete from documents.documents`))).rejects.toThrow(/permission denied/);
    await expect(world.database.asOwner((tx) => tx.run(sql`update documents.documents set content = 'other' where subject_id = ${document.subjectId}`))).rejects.toThrow(/check constraint/);
  });
});
