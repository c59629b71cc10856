/** The archive of issued documents: stored once per version and language, read back only when the digest still fits. */
import { belowNode } from '#identity';
import { createHash, randomUUID } from 'node:crypto';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError, assert } from '#platform/errors';
import { sql, type SqlFragment } from '#platform/sql';

/** Which document: of what kind, of which version of which record, in which language. */
export interface DocumentKey {
  /** `quote`, … */
  readonly kind: string;
  readonly subjectId: string;
  readonly subjectVersion: number;
  readonly language: Language;
}

export interface NewDocument extends DocumentKey {
  readonly subjectKind: string;
  readonly title: string;
  /** `application/pdf`, … */
  readonly mediaType: string;
  readonly content: Uint8Array;
  /** Node of the organisation whose document it is. */
  readonly nodeId: number;
}

export interface ArchivedDocument extends NewDocument {
  readonly content: Buffer;
  readonly id: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly byteLength: number;
  readonly createdAt: Date;
  /** Personality, or null when the program itself issued it. */
  readonly createdBy: string | null;
}

interface DocumentRow {
  readonly id: string;
  readonly kind: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly subject_version: number;
  readonly language: Language;
  readonly title: string;
  readonly media_type: string;
  readonly sha256: Buffer;
  readonly byte_length: number;
  readonly content: Buffer;
  readonly node_id: number;
  readonly created_at: Date;
  readonly created_by: string | null;
}

/**
 * Stores a document, or answers the one already stored for this version and language: what was issued first stays.
 * Throws AppError not_found when the stored one lies outside the actor's scope; the database refuses a node outside it.
 */
export async function archiveDocument(ctx: Context, document: NewDocument): Promise<ArchivedDocument> {
  const content = Buffer.from(document.content);
  const inserted = await ctx.tx.maybeRow<{ id: string }>(sql`
    insert into documents.documents (tenant_id, id, kind, subject_kind, subject_id, subject_version, language, title, media_type,
      sha256, byte_length, content, node_id, created_at, created_by)
    values (${ctx.tenant.id}, ${randomUUID()}, ${document.kind}, ${document.subjectKind}, ${document.subjectId}, ${document.subjectVersion},
      ${document.language}, ${document.title}, ${document.mediaType}, ${digestOf(content)}, ${content.length}, ${content}, ${document.nodeId},
      ${ctx.now}, ${ctx.actor.personalityId})
    on conflict (tenant_id, kind, subject_id, subject_version, language) do nothing
    returning id`);
  const stored = await findDocument(ctx, document);
  if (stored === undefined) throw new AppError('not_found', `document ${document.kind} of ${document.subjectId}`);
  if (inserted !== undefined) {
    await audit(ctx, {
      action: 'documents.document.archive',
      objectKind: 'document',
      objectId: stored.id,
      details: { kind: stored.kind, subjectKind: stored.subjectKind, subjectId: stored.subjectId, subjectVersion: stored.subjectVersion, language: stored.language, sha256: stored.sha256 },
    });
  }
  return stored;
}

/** The stored document, undefined when there is none in scope. Bytes that no longer fit their digest are a failure, never an answer. */
export async function findDocument(ctx: Context, key: DocumentKey): Promise<ArchivedDocument | undefined> {
  const row = await ctx.tx.maybeRow<DocumentRow>(documentByKey(ctx, key));
  if (row === undefined) return undefined;
  assert(digestOf(row.content).equals(row.sha256), `document ${row.id} differs from its digest`);
  return {
    id: row.id,
    kind: row.kind,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectVersion: row.subject_version,
    language: row.language,
    title: row.title,
    mediaType: row.media_type,
    sha256: row.sha256.toString('hex'),
    byteLength: row.byte_length,
    content: row.content,
    nodeId: row.node_id,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function documentByKey(ctx: Context, key: DocumentKey): SqlFragment {
  return sql`
    select d.id, d.kind, d.subject_kind, d.subject_id, d.subject_version, d.language, d.title, d.media_type, d.sha256, d.byte_length,
      d.content, d.node_id, d.created_at, d.created_by
    from documents.documents d
    where d.tenant_id = ${ctx.tenant.id} and d.kind = ${key.kind} and d.subject_id = ${key.subjectId}
      and d.subject_version = ${key.subjectVersion} and d.language = ${key.language}
      and ${belowNode(ctx.tenant.id, sql`d.node_id`, ctx.actor.scopeNodeId)}`;
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
