/** SQL of items and their versions. What was published changes its state alone; the database holds that too. */
import { belowNode } from '#identity';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { nothing, sql, type SqlFragment } from '#platform/sql';
import type { DraftWords, NewsAttachment, NewsKind, VersionState } from './api.ts';
import { writeLines } from './audience.ts';

export interface Version extends Omit<DraftWords, 'audience'> {
  readonly id: string;
  readonly version: number;
  readonly kind: NewsKind;
  readonly nodeId: number;
  readonly state: VersionState;
  readonly revision: number;
  readonly publishAt: Date | null;
  readonly publishedAt: Date | null;
  readonly endReason: string | null;
  readonly changedAt: Date;
}

const columns = sql`v.item_id as id, v.version, i.kind, v.node_id as "nodeId", v.state, v.revision, v.title_it as "titleIt", v.body_it as "bodyIt", v.title_en as "titleEn", v.body_en as "bodyEn",
  v.valid_from as "validFrom", v.valid_to as "validTo", v.must_confirm as "mustConfirm", v.gates, v.confirm_by as "confirmBy", v.remind_days as "remindDays", v.publish_at as "publishAt",
  v.published_at as "publishedAt", v.end_reason as "endReason", v.changed_at as "changedAt"`;

const source = sql`news.versions v join news.items i on i.tenant_id = v.tenant_id and i.id = v.item_id`;

/** Condition: version `v` stands at or below the actor's scope. */
export const inScope = (ctx: Context): SqlFragment =>
  belowNode(ctx.tenant.id, sql`v.node_id`, ctx.actor.scopeNodeId, 'each');

/** Versions of an item within the writer's scope, newest first. Throws not_found when there is none. */
export async function versionsOf(ctx: Context, itemId: string): Promise<Version[]> {
  const rows = await ctx.tx.rows<Version>(sql`select ${columns} from ${source} where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${itemId} and ${inScope(ctx)} order by v.version desc`);
  if (rows.length === 0) throw new AppError('not_found', `item ${itemId}`);
  return rows;
}

/** Whether an item stands within the actor's scope. */
export async function isInScope(ctx: Context, itemId: string): Promise<boolean> {
  const { found } = await ctx.tx.row<{ found: boolean }>(sql`select exists (select from news.versions v where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${itemId} and ${inScope(ctx)}) as found`);
  return found;
}

/** Holds an item for the rest of the transaction: whoever writes or publishes it waits here. Throws not_found. */
export async function lockItem(ctx: Context, itemId: string): Promise<void> {
  await ctx.tx.run(sql`select pg_advisory_xact_lock(740215040, hashtext(${`${ctx.tenant.id}:${itemId}`}))`);
  await versionsOf(ctx, itemId);
}

/** The version that can be edited, after `lockItem`. */
export async function findOpen(ctx: Context, itemId: string, states: readonly VersionState[] = ['draft']): Promise<Version | undefined> {
  return ctx.tx.maybeRow<Version>(sql`
    select ${columns} from ${source} where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${itemId} and v.state = any(${[...states]}::text[]) and ${inScope(ctx)}`);
}

export async function insertItem(ctx: Context, kind: NewsKind): Promise<string> {
  const id = uuidv7({ msecs: ctx.now.getTime() });
  await ctx.tx.run(sql`
    insert into news.items (tenant_id, id, kind, node_id, created_by, created_at) values (${ctx.tenant.id}, ${id}, ${kind}, ${ctx.actor.scopeNodeId}, ${ctx.actor.personalityId}, ${ctx.now})`);
  return id;
}

/** Adds a draft with its audience. */
export async function insertDraft(ctx: Context, of: { readonly id: string; readonly version: number; readonly nodeId: number }, words: DraftWords): Promise<void> {
  await ctx.tx.run(sql`
    insert into news.versions (tenant_id, item_id, version, node_id, title_it, body_it, title_en, body_en, valid_from, valid_to, must_confirm, gates, confirm_by, remind_days, created_by, changed_at)
    values (${ctx.tenant.id}, ${of.id}, ${of.version}, ${of.nodeId}, ${words.titleIt}, ${words.bodyIt}, ${words.titleEn}, ${words.bodyEn}, ${words.validFrom}, ${words.validTo}, ${words.mustConfirm},
      ${[...words.gates]}::text[], ${words.confirmBy}, ${[...words.remindDays]}::integer[], ${ctx.actor.personalityId}, ${ctx.now})`);
  await writeLines(ctx, of.id, of.version, words.audience);
}

/** Writes a draft's words; false when its revision is another by now. */
export async function updateDraft(ctx: Context, of: { readonly id: string; readonly version: number; readonly revision: number }, words: DraftWords): Promise<boolean> {
  const changed = await ctx.tx.run(sql`
    update news.versions v set title_it = ${words.titleIt}, body_it = ${words.bodyIt}, title_en = ${words.titleEn}, body_en = ${words.bodyEn}, valid_from = ${words.validFrom}, valid_to = ${words.validTo},
      must_confirm = ${words.mustConfirm}, gates = ${[...words.gates]}::text[], confirm_by = ${words.confirmBy}, remind_days = ${[...words.remindDays]}::integer[], revision = v.revision + 1, changed_at = ${ctx.now}
    where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${of.id} and v.version = ${of.version} and v.revision = ${of.revision} and v.state = 'draft'`);
  if (changed === 1) await writeLines(ctx, of.id, of.version, words.audience);
  return changed === 1;
}

/** Deletes a draft with its lines and attachments, and the item when nothing else is left of it. */
export async function deleteDraft(ctx: Context, itemId: string, version: number): Promise<void> {
  await ctx.tx.run(sql`delete from news.versions v where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${itemId} and v.version = ${version} and v.state = 'draft'`);
  await ctx.tx.run(sql`delete from news.items i where i.tenant_id = ${ctx.tenant.id} and i.id = ${itemId} and not exists (select from news.versions v where v.tenant_id = i.tenant_id and v.item_id = i.id)`);
}

/** A step of a version's life; false when it was not in `from`. */
export async function moveState(ctx: Context, of: Pick<Version, 'id' | 'version'>, from: VersionState, to: VersionState, facts: { publishAt?: Date; reason?: string } = {}): Promise<boolean> {
  const appears = to === 'published' ? sql`, published_at = ${ctx.now}, published_by = coalesce(v.published_by, ${ctx.actor.personalityId})` : nothing;
  const ends = to === 'superseded' || to === 'withdrawn' || (to === 'archived' && from === 'published') ? sql`, ended_at = ${ctx.now}, end_reason = ${facts.reason ?? null}` : nothing;
  const waits = to === 'scheduled' ? sql`, publish_at = ${facts.publishAt ?? null}, published_by = ${ctx.actor.personalityId}` : nothing;
  const moved = await ctx.tx.run(sql`
    update news.versions v set state = ${to}, changed_at = ${ctx.now} ${appears} ${ends} ${waits}
    where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${of.id} and v.version = ${of.version} and v.state = ${from}`);
  return moved === 1;
}

/** Attachments of a version, by name. */
export async function filesOf(ctx: Context, itemId: string, version: number): Promise<NewsAttachment[]> {
  return ctx.tx.rows<NewsAttachment>(sql`
    select a.id, a.file_name as "fileName", a.media_type as "mediaType", a.size_bytes as "sizeBytes", a.language from news.attachments a
    where a.tenant_id = ${ctx.tenant.id} and a.item_id = ${itemId} and a.version = ${version} order by a.file_name, a.id`);
}

export async function insertFile(ctx: Context, of: Pick<Version, 'id' | 'version'>, file: NewsAttachment & { readonly digest: string }): Promise<void> {
  await ctx.tx.run(sql`
    insert into news.attachments (tenant_id, item_id, version, id, file_name, media_type, size_bytes, digest, language)
    values (${ctx.tenant.id}, ${of.id}, ${of.version}, ${file.id}, ${file.fileName}, ${file.mediaType}, ${file.sizeBytes}, ${file.digest}, ${file.language})`);
}

export async function copyFiles(ctx: Context, itemId: string, from: number, to: number): Promise<void> {
  await ctx.tx.run(sql`
    insert into news.attachments (tenant_id, item_id, version, id, file_name, media_type, size_bytes, digest, language)
    select a.tenant_id, a.item_id, ${to}, a.id, a.file_name, a.media_type, a.size_bytes, a.digest, a.language from news.attachments a where a.tenant_id = ${ctx.tenant.id} and a.item_id = ${itemId} and a.version = ${from}`);
}

/** Takes an attachment off a draft; false when it has none of that id. */
export async function deleteFile(ctx: Context, of: Pick<Version, 'id' | 'version'>, fileId: string): Promise<boolean> {
  return 1 === (await ctx.tx.run(sql`delete from news.attachments a where a.tenant_id = ${ctx.tenant.id} and a.item_id = ${of.id} and a.version = ${of.version} and a.id = ${fileId}`));
}

/** The newest version of each item within scope, last changed first. */
export async function pageWritten(ctx: Context, page: { readonly state?: VersionState | undefined; readonly offset: number; readonly limit: number }): Promise<{ items: Version[]; hasMore: boolean }> {
  const ofState = page.state === undefined ? nothing : sql`and v.state = ${page.state}`;
  const rows = await ctx.tx.listRows<Version>(sql`
    select ${columns} from ${source} where v.tenant_id = ${ctx.tenant.id} and ${inScope(ctx)} ${ofState}
      and not exists (select from news.versions later where later.tenant_id = v.tenant_id and later.item_id = v.item_id and later.version > v.version)
    order by v.changed_at desc, v.item_id limit ${page.limit + 1} offset ${page.offset}`);
  return { items: rows.slice(0, page.limit), hasMore: rows.length > page.limit };
}
