/** Writing: an item begins as a draft, is edited as a draft, and a published one goes on as a new draft. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { DraftWords, NewsKind, WrittenVersion } from './api.ts';
import { listLines, namesKnown, placesOutsideScope } from './audience.ts';
import { copyFiles, deleteDraft, filesOf, findOpen, insertDraft, insertItem, lockItem, updateDraft, versionsOf } from './versions.ts';

type DraftRefusal = 'ends_before_begin' | 'english_incomplete' | 'gate_needs_confirmation' | 'reminders_need_date' | 'place_outside_scope' | 'unknown_recipient';

async function faultIn(ctx: Context, words: DraftWords): Promise<Result<null, DraftRefusal>> {
  if (words.validTo !== null && words.validTo <= words.validFrom) return refuse('ends_before_begin', 'body.validTo');
  if ((words.titleEn === null) !== (words.bodyEn === null)) return refuse('english_incomplete', 'body.titleEn');
  if (words.gates.length > 0 && !words.mustConfirm) return refuse('gate_needs_confirmation', 'body.mustConfirm');
  if (words.remindDays.length > 0 && words.confirmBy === null) return refuse('reminders_need_date', 'body.confirmBy');
  if ((await placesOutsideScope(ctx, words.audience.map((line) => line.nodeId))).length > 0) return refuse('place_outside_scope', 'body.audience');
  if (!(await namesKnown(ctx, words.audience))) return refuse('unknown_recipient', 'body.audience');
  return done(null);
}

/** One version of an item as its writers see it: by number, else the open one, else the latest. Throws not_found. */
export async function openWritten(ctx: Context, itemId: string, version?: number): Promise<WrittenVersion> {
  const versions = await versionsOf(ctx, itemId);
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (found === undefined) throw new AppError('not_found', `version ${version} of ${itemId}`);
  const { nodeId: _place, changedAt: _changed, publishAt, publishedAt, ...words } = found;
  return {
    ...words,
    publishAt: publishAt?.toISOString() ?? null,
    publishedAt: publishedAt?.toISOString() ?? null,
    audience: await listLines(ctx, itemId, found.version),
    files: await filesOf(ctx, itemId, found.version),
    versions: versions.map((one) => ({ version: one.version, state: one.state })),
  };
}

const told = (ctx: Context, action: string, itemId: string, version: number, after?: unknown) =>
  audit(ctx, { action, objectKind: 'news-item', objectId: itemId, details: { version }, ...(after === undefined ? {} : { after }) });

export async function createDraft(ctx: Context, { kind, ...words }: DraftWords & { readonly kind: NewsKind }): Promise<Result<WrittenVersion, DraftRefusal>> {
  const fault = await faultIn(ctx, words);
  if (!fault.ok) return fault;
  const id = await insertItem(ctx, kind);
  await insertDraft(ctx, { id, version: 1, nodeId: ctx.actor.scopeNodeId }, words);
  await told(ctx, 'news.item.draft', id, 1, words);
  return done(await openWritten(ctx, id));
}

/** Saves a draft. Throws stale when somebody saved it meanwhile. */
export async function saveDraft(ctx: Context, itemId: string, { revision, ...words }: DraftWords & { readonly revision: number }): Promise<Result<WrittenVersion, DraftRefusal | 'no_draft'>> {
  await lockItem(ctx, itemId);
  const draft = await findOpen(ctx, itemId);
  if (draft === undefined) return refuse('no_draft');
  if (draft.revision !== revision) throw new AppError('stale', `draft ${itemId}`);
  const fault = await faultIn(ctx, words);
  if (!fault.ok) return fault;
  await updateDraft(ctx, draft, words);
  await told(ctx, 'news.item.edit', itemId, draft.version, words);
  return done(await openWritten(ctx, itemId));
}

export async function dropDraft(ctx: Context, itemId: string): Promise<Result<{ dropped: true }, 'no_draft'>> {
  await lockItem(ctx, itemId);
  const draft = await findOpen(ctx, itemId);
  if (draft === undefined) return refuse('no_draft');
  await deleteDraft(ctx, itemId, draft.version);
  await told(ctx, 'news.item.drop', itemId, draft.version);
  return done({ dropped: true });
}

/** Begins the next version from the latest one. Lines outside the writer's scope, or of people who left, are refused when it is saved. */
export async function newVersion(ctx: Context, itemId: string): Promise<Result<WrittenVersion, 'draft_open'>> {
  await lockItem(ctx, itemId);
  if ((await findOpen(ctx, itemId, ['draft', 'scheduled'])) !== undefined) return refuse('draft_open');
  const latest = (await versionsOf(ctx, itemId))[0];
  if (latest === undefined) throw new AppError('not_found', itemId);
  const version = latest.version + 1;
  const lines = await listLines(ctx, itemId, latest.version);
  const outside = new Set(await placesOutsideScope(ctx, lines.map((line) => line.nodeId)));
  const audience = lines.filter((line) => !outside.has(line.nodeId)).map(({ effect, nodeId, profile, personalityId }) => ({ effect, nodeId, profile, personalityId }));
  await insertDraft(ctx, { id: itemId, version, nodeId: latest.nodeId }, { ...latest, audience });
  await copyFiles(ctx, itemId, latest.version, version);
  await told(ctx, 'news.item.new-version', itemId, version);
  return done(await openWritten(ctx, itemId));
}
