/** A version's way: published now or on an hour to come, taken back, withdrawn, archived. */
import { civilDateIn } from '#platform/civil-date-in';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import type { JobContext } from '#platform/jobs';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { houseZone } from '#platform/system-context';
import type { WrittenVersion } from './api.ts';
import { listLines, placesOutsideScope, reachesAnybody } from './audience.ts';
import { openWritten } from './edit-draft.ts';
import { tellChange } from './events.ts';
import { findOpen, lockItem, moveState, type Version } from './versions.ts';

type PublishRefusal = 'no_draft' | 'body_missing' | 'nobody_addressed' | 'over_already' | 'gap_after_previous' | 'place_outside_scope' | 'time_is_past';

/** What people wrote stands in the trail by its digest alone: it may name somebody. */
const told = (ctx: Context, action: string, of: Pick<Version, 'id' | 'version'>, { after, ...details }: { readonly publishAt?: string | null; readonly after?: unknown } = {}) =>
  audit(ctx, { action, objectKind: 'news-item', objectId: of.id, details: { version: of.version, ...details }, ...(after === undefined ? {} : { after }) });

/** The version appears; the one before it is superseded in the same breath. */
async function appear(ctx: Context, of: Version, from: 'draft' | 'scheduled'): Promise<void> {
  const before = await findOpen(ctx, of.id, ['published']);
  if (before !== undefined) await moveState(ctx, before, 'published', 'superseded');
  if (!(await moveState(ctx, of, from, 'published'))) throw new AppError('stale', `version ${of.version} of ${of.id}`);
  await told(ctx, 'news.item.publish', of);
  await tellChange(ctx);
}

export async function publishDraft(ctx: Context, itemId: string, asked: { readonly revision: number; readonly publishAt: string | null }): Promise<Result<WrittenVersion, PublishRefusal>> {
  await lockItem(ctx, itemId);
  const draft = await findOpen(ctx, itemId);
  if (draft === undefined) return refuse('no_draft');
  if (draft.revision !== asked.revision) throw new AppError('stale', `draft ${itemId}`);
  const publishAt = asked.publishAt === null ? undefined : new Date(asked.publishAt);
  if (publishAt !== undefined && publishAt <= ctx.now) return refuse('time_is_past', 'body.publishAt');
  const day = publishAt === undefined ? ctx.today : civilDateIn(houseZone, publishAt);
  if (draft.bodyIt === '') return refuse('body_missing', 'body.bodyIt');
  if (draft.validTo !== null && draft.validTo <= day) return refuse('over_already', 'body.validTo');
  if (draft.validFrom > day && (await findOpen(ctx, itemId, ['published'])) !== undefined) return refuse('gap_after_previous', 'body.publishAt', { validFrom: draft.validFrom });
  const lines = await listLines(ctx, itemId, draft.version);
  if ((await placesOutsideScope(ctx, lines.map((line) => line.nodeId))).length > 0) return refuse('place_outside_scope', 'body.audience');
  if (!(await reachesAnybody(ctx, itemId, draft.version))) return refuse('nobody_addressed', 'body.audience');
  if (publishAt === undefined) await appear(ctx, draft, 'draft');
  else {
    await moveState(ctx, draft, 'draft', 'scheduled', { publishAt });
    await told(ctx, 'news.item.schedule', draft, { publishAt: asked.publishAt });
  }
  return done(await openWritten(ctx, itemId, draft.version));
}

export async function unschedule(ctx: Context, itemId: string): Promise<Result<WrittenVersion, 'not_scheduled'>> {
  await lockItem(ctx, itemId);
  const scheduled = await findOpen(ctx, itemId, ['scheduled']);
  if (scheduled === undefined) return refuse('not_scheduled');
  await moveState(ctx, scheduled, 'scheduled', 'draft');
  await told(ctx, 'news.item.unschedule', scheduled);
  return done(await openWritten(ctx, itemId, scheduled.version));
}

/** Ends the published version: `withdrawn` is no longer readable, `archived` is. */
export async function endPublished(ctx: Context, itemId: string, to: 'withdrawn' | 'archived', reason?: string): Promise<Result<WrittenVersion, 'not_published'>> {
  await lockItem(ctx, itemId);
  const published = await findOpen(ctx, itemId, ['published']);
  if (published === undefined) return refuse('not_published');
  await moveState(ctx, published, 'published', to, reason === undefined ? {} : { reason });
  await told(ctx, to === 'withdrawn' ? 'news.item.withdraw' : 'news.item.archive', published, reason === undefined ? {} : { after: { reason } });
  await tellChange(ctx);
  return done(await openWritten(ctx, itemId, published.version));
}

/** Lets every scheduled version appear whose hour has come; answers how many did. Safe in several processes at once. */
export async function publishDue(job: JobContext): Promise<number> {
  const due = await job.database.asOwner((tx) => tx.rows<{ tenant_id: number; item_id: string }>(sql`
    select v.tenant_id, v.item_id from news.versions v where v.state = 'scheduled' and v.publish_at <= ${job.now} order by v.publish_at limit 100`));
  let appeared = 0;
  for (const { tenant_id: tenantId, item_id: itemId } of due) {
    await job.inTenant(tenantId, async (ctx) => {
      await lockItem(ctx, itemId);
      const scheduled = await findOpen(ctx, itemId, ['scheduled']);
      if (scheduled?.publishAt === undefined || scheduled.publishAt === null || scheduled.publishAt > ctx.now) return;
      await appear(ctx, scheduled, 'scheduled');
      appeared += 1;
    });
  }
  return appeared;
}
