/** What a reader sees: the list, the badge, one item. Every question is asked as the acting personality. */
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { nothing, sql, type SqlFragment } from '#platform/sql';
import type { NewsKind, NewsSummary } from './api.ts';
import { actingPerson, inForce, reaches } from './audience.ts';
import { isOwn } from './receipts.ts';

interface SummaryRow extends Omit<NewsSummary, 'publishedAt' | 'firstSeenAt' | 'confirmedAt'> {
  publishedAt: Date;
  firstSeenAt: Date | null;
  confirmedAt: Date | null;
}

const columns = sql`v.item_id as id, v.version, i.kind, v.state, v.title_it as "titleIt", v.title_en as "titleEn", v.valid_from as "validFrom", v.valid_to as "validTo", v.published_at as "publishedAt",
  coalesce((select w.display_name from identity.v_people w where w.tenant_id = v.tenant_id and w.personality_id = v.published_by), t.name) as publisher, v.must_confirm as "mustConfirm", v.gates,
  v.confirm_by as "confirmBy", (select count(*) from news.attachments a where a.tenant_id = v.tenant_id and a.item_id = v.item_id and a.version = v.version) as attachments,
  r.first_seen_at as "firstSeenAt", r.confirmed_at as "confirmedAt"`;

const source = (ctx: Context): SqlFragment => sql`news.versions v join ${actingPerson(ctx)}
  join news.items i on i.tenant_id = v.tenant_id and i.id = v.item_id join platform.tenants t on t.id = v.tenant_id
  left join news.receipts r on r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and ${isOwn(ctx)}`;

function told(row: SummaryRow): NewsSummary {
  return { ...row, publishedAt: row.publishedAt.toISOString(), firstSeenAt: row.firstSeenAt?.toISOString() ?? null, confirmedAt: row.confirmedAt?.toISOString() ?? null };
}

/** Archived by hand, or past its last day. */
const inArchive = (ctx: Context): SqlFragment => sql`(v.state = 'archived' or (v.state = 'published' and v.valid_to <= ${ctx.today}))
  and not exists (select from news.versions later where later.tenant_id = v.tenant_id and later.item_id = v.item_id and later.version > v.version and later.state in ('published', 'archived'))`;

interface NewsQuestion {
  readonly view: 'current' | 'archive';
  readonly kind?: NewsKind | undefined;
  readonly unread?: 'yes' | undefined;
  readonly q?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of what reaches the acting personality; unread first, or by rank when words are looked for. */
export async function pageNews(ctx: Context, asked: NewsQuestion): Promise<{ items: NewsSummary[]; hasMore: boolean }> {
  const words = asked.q === undefined || asked.q === '' ? undefined : sql`(websearch_to_tsquery('italian'::regconfig, ${asked.q}) || websearch_to_tsquery('english'::regconfig, ${asked.q}))`;
  const rows = await ctx.tx.listRows<SummaryRow>(sql`
    select ${columns} from ${source(ctx)}
    where v.tenant_id = ${ctx.tenant.id} and ${asked.view === 'current' ? inForce(ctx) : inArchive(ctx)} and ${reaches}
      ${asked.kind === undefined ? nothing : sql`and i.kind = ${asked.kind}`} ${asked.unread === undefined ? nothing : sql`and r.first_seen_at is null`}
      ${words === undefined ? nothing : sql`and v.search @@ ${words}`}
    order by ${words === undefined ? sql`(v.must_confirm and r.confirmed_at is null) desc, r.first_seen_at is null desc,` : sql`ts_rank(v.search, ${words}) desc,`} v.published_at desc, v.item_id
    limit ${asked.limit + 1} offset ${asked.offset}`);
  return { items: rows.slice(0, asked.limit).map(told), hasMore: rows.length > asked.limit };
}

/** What the acting personality has not seen, and what waits for its confirmation. */
export async function countUnread(ctx: Context): Promise<{ unread: number; toConfirm: number }> {
  return ctx.tx.row<{ unread: number; toConfirm: number }>(sql`
    select count(*) filter (where r.first_seen_at is null) as unread, count(*) filter (where v.must_confirm and r.confirmed_at is null) as "toConfirm"
    from news.versions v join ${actingPerson(ctx)}
    left join news.receipts r on r.tenant_id = v.tenant_id and r.item_id = v.item_id and r.version = v.version and ${isOwn(ctx)}
    where v.tenant_id = ${ctx.tenant.id} and ${inForce(ctx)} and ${reaches}`);
}

interface ReadableVersion extends SummaryRow {
  readonly bodyIt: string;
  readonly bodyEn: string | null;
}

/** The versions of an item that the acting personality may open, newest first: those that began to hold and were not withdrawn. */
export async function readableVersions(ctx: Context, itemId: string): Promise<ReadableVersion[]> {
  const rows = await ctx.tx.rows<ReadableVersion>(sql`
    select ${columns}, v.body_it as "bodyIt", v.body_en as "bodyEn" from ${source(ctx)}
    where v.tenant_id = ${ctx.tenant.id} and v.item_id = ${itemId} and v.state in ('published', 'superseded', 'archived') and v.valid_from <= ${ctx.today} and ${reaches}
    order by v.version desc`);
  if (rows.length === 0) throw new AppError('not_found', `item ${itemId}`);
  return rows;
}

/** One of them: the newest, or by its number. Throws not_found. */
export async function readableVersion(ctx: Context, itemId: string, version?: number): Promise<ReadableVersion> {
  const found = (await readableVersions(ctx, itemId)).find((row) => version === undefined || row.version === version);
  if (found === undefined) throw new AppError('not_found', `version ${version} of ${itemId}`);
  return found;
}

export const summaryOf = ({ bodyIt: _it, bodyEn: _en, ...row }: ReadableVersion): NewsSummary => told(row);
