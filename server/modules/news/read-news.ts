/** Reading: one item in full, the receipt of having it in front of one, the confirmation, the attachments. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { findFile } from '#platform/files/files';
import type { FileAnswer } from '#platform/http/route';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { newsReadKind } from './events.ts';
import { readableVersion, readableVersions, summaryOf } from './news-list.ts';
import { noteConfirmed, noteSeen, type Receipt } from './receipts.ts';
import { filesOf, isInScope } from './versions.ts';
import { attachmentArea } from './attach-file.ts';

export async function readNews(ctx: Context, itemId: string, version: number | undefined) {
  const versions = await readableVersions(ctx, itemId);
  const row = versions.find((one) => version === undefined || one.version === version);
  if (row === undefined) throw new AppError('not_found', `version ${version} of ${itemId}`);
  const inForce = row.state === 'published' && (row.validTo === null || row.validTo > ctx.today);
  return {
    ...summaryOf(row),
    bodyIt: row.bodyIt,
    bodyEn: row.bodyEn,
    files: await filesOf(ctx, itemId, row.version),
    versions: versions.map((one) => ({ version: one.version, state: one.state, publishedAt: one.publishedAt.toISOString() })),
    canConfirm: inForce && row.mustConfirm && row.confirmedAt === null,
  };
}

const told = (receipt: Receipt) => ({ firstSeenAt: receipt.firstSeenAt.toISOString(), confirmedAt: receipt.confirmedAt?.toISOString() ?? null });

/** The reader's other pages learn that one thing less is unread. */
async function wakeOwnPages(ctx: Context): Promise<void> {
  const { node_id: nodeId } = await ctx.tx.row<{ node_id: number }>(sql`select p.node_id from identity.v_people p where p.tenant_id = ${ctx.tenant.id} and p.personality_id = ${ctx.actor.personalityId}`);
  await publish(ctx, { kind: newsReadKind, nodeId, payload: { accountId: ctx.actor.accountId, everybody: true } });
}

export async function markSeen(ctx: Context, itemId: string, version: number): Promise<ReturnType<typeof told>> {
  await readableVersion(ctx, itemId, version);
  const { receipt, first } = await noteSeen(ctx, itemId, version);
  if (first) {
    await audit(ctx, { action: 'news.item.see', objectKind: 'news-item', objectId: itemId, details: { version } });
    await wakeOwnPages(ctx);
  }
  return told(receipt);
}

/** Confirms; a second time answers the first confirmation. */
export async function confirmNews(ctx: Context, itemId: string, version: number, network: string): Promise<Result<ReturnType<typeof told>, 'nothing_to_confirm' | 'newer_version'>> {
  const row = await readableVersion(ctx, itemId, version);
  if (!row.mustConfirm) return refuse('nothing_to_confirm');
  if (row.state !== 'published') return refuse('newer_version');
  await noteSeen(ctx, itemId, version);
  const { receipt, first } = await noteConfirmed(ctx, itemId, version, network);
  if (first) {
    await audit(ctx, { action: 'news.item.confirm', objectKind: 'news-item', objectId: itemId, details: { version } });
    await wakeOwnPages(ctx);
  }
  return done(told(receipt));
}

/** An attachment of a version the reader may open, or of one within the writer's own part. Throws not_found. */
export async function newsFile(ctx: Context, itemId: string, version: number, fileId: string): Promise<FileAnswer> {
  if (!(ctx.actor.privileges.has('news.item.write') && (await isInScope(ctx, itemId)))) await readableVersion(ctx, itemId, version);
  const row = await ctx.tx.maybeRow<{ digest: string; file_name: string }>(sql`
    select a.digest, a.file_name from news.attachments a join news.versions v on v.tenant_id = a.tenant_id and v.item_id = a.item_id and v.version = a.version
    where a.tenant_id = ${ctx.tenant.id} and a.item_id = ${itemId} and a.version = ${version} and a.id = ${fileId}`);
  const file = row === undefined ? undefined : await findFile(ctx, attachmentArea, row.digest);
  if (row === undefined || file === undefined) throw new AppError('not_found', `attachment ${fileId}`);
  return { bytes: file.bytes, fileName: row.file_name };
}
