/** Attachments of a draft: what they are is told by their bytes, what could act by itself stays outside, and so does what a picture tells beside itself. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { storeFile } from '#platform/files/files';
import { done, refuse, type Result } from '#platform/result';
import { mostAttachments, type NewsAttachment } from './api.ts';
import { inspectFile, type FileRefusal } from './inspect-file.ts';
import { plainPicture, type PictureRefusal } from './plain-picture.ts';
import { deleteFile, filesOf, findOpen, insertFile, lockItem } from './versions.ts';

export const attachmentArea = 'news.attachment';

/** A name that any system keeps: letters, digits, point, stroke. */
function plainName(name: string, mediaType: string): string {
  const ending = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' }[mediaType] ?? 'bin';
  const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '').normalize('NFKD').replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 100);
  return `${stem === '' ? 'allegato' : stem}.${ending}`;
}

export async function attachFile(ctx: Context, itemId: string, sent: { readonly name: string; readonly language: NewsAttachment['language']; readonly mediaType: string; readonly bytes: Uint8Array }): Promise<Result<NewsAttachment, FileRefusal | PictureRefusal | 'no_draft' | 'files_full'>> {
  await lockItem(ctx, itemId);
  const draft = await findOpen(ctx, itemId);
  if (draft === undefined) return refuse('no_draft');
  if ((await filesOf(ctx, itemId, draft.version)).length >= mostAttachments) return refuse('files_full', 'body');
  const fault = inspectFile(sent.bytes, sent.mediaType);
  if (fault !== undefined) return refuse(fault, 'body');
  const { mediaType } = sent;
  const kept = mediaType === 'image/png' || mediaType === 'image/jpeg' ? await plainPicture(sent.bytes, mediaType) : done(sent.bytes);
  if (!kept.ok) return kept;
  const digest = await storeFile(ctx, attachmentArea, { mediaType, bytes: kept.value });
  const file: NewsAttachment = { id: uuidv7(), fileName: plainName(sent.name, mediaType), mediaType, sizeBytes: kept.value.length, language: sent.language };
  await insertFile(ctx, draft, { ...file, digest });
  await audit(ctx, { action: 'news.file.attach', objectKind: 'news-item', objectId: itemId, after: { fileName: file.fileName }, details: { version: draft.version, fileId: file.id, digest } });
  return done(file);
}

/** Takes an attachment off; its content is forgotten by the nightly job when nothing else names it. Throws not_found. */
export async function detachFile(ctx: Context, itemId: string, fileId: string): Promise<Result<{ removed: true }, 'no_draft'>> {
  await lockItem(ctx, itemId);
  const draft = await findOpen(ctx, itemId);
  if (draft === undefined) return refuse('no_draft');
  if (!(await deleteFile(ctx, draft, fileId))) throw new AppError('not_found', `attachment ${fileId}`);
  await audit(ctx, { action: 'news.file.detach', objectKind: 'news-item', objectId: itemId, details: { version: draft.version, fileId } });
  return done({ removed: true });
}
