/** Who has read and who has not: figures by area, people by name, the same as a file. */
import { nodePath } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import type { StreamAnswer } from '#platform/http/route';
import { streamSheet, type SheetColumn, type SheetShape } from '#platform/sheets/stream-sheet';
import { sql } from '#platform/sql';
import type { NewsKind, VersionState } from './api.ts';
import { placesOutsideScope } from './audience.ts';
import { figuresByArea, receiptPeople, type ReceiptQuestion, type ReceiptRow } from './receipts.ts';

interface Asked {
  readonly itemId: string;
  readonly version: number;
  readonly nodeId: number | undefined;
}

/** The version and the place asked for. Throws not_found for a version never published or without readers in the scope, or a place outside the scope. */
async function settle(ctx: Context, { itemId, version, nodeId = ctx.actor.scopeNodeId }: Asked) {
  if ((await placesOutsideScope(ctx, [nodeId])).length > 0) throw new AppError('not_found', `node ${nodeId}`);
  const row = await ctx.tx.maybeRow<{ titleIt: string; titleEn: string | null; mustConfirm: boolean }>(sql`
    select v.title_it as "titleIt", v.title_en as "titleEn", v.must_confirm as "mustConfirm" from news.receipt_heads(${itemId}, ${version}) v`);
  if (row === undefined) throw new AppError('not_found', `version ${version} of ${itemId}`);
  return { ...row, itemId, version, nodeId };
}

/** What was published to people of the actor's scope, newest first. */
export async function pageHeads(ctx: Context, page: { readonly offset: number; readonly limit: number }) {
  const rows = await ctx.tx.listRows<{ id: string; version: number; kind: NewsKind; state: VersionState; titleIt: string; titleEn: string | null; mustConfirm: boolean; confirmBy: string | null; publishedAt: Date }>(sql`
    select v.item_id as id, v.version, v.kind, v.state, v.title_it as "titleIt", v.title_en as "titleEn", v.must_confirm as "mustConfirm", v.confirm_by as "confirmBy", v.published_at as "publishedAt"
    from news.receipt_heads() v order by v.published_at desc, v.item_id, v.version desc limit ${page.limit + 1} offset ${page.offset}`);
  return { items: rows.slice(0, page.limit).map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() })), hasMore: rows.length > page.limit };
}

export async function receiptsByArea(ctx: Context, asked: Asked) {
  const of = await settle(ctx, asked);
  const rows = await figuresByArea(ctx, of);
  const path = await nodePath(ctx, of.nodeId);
  const from = path.findIndex((node) => node.id === ctx.actor.scopeNodeId);
  const total = (of: 'recipients' | 'seen' | 'confirmed'): number => rows.reduce((sum, row) => sum + row[of], 0);
  return {
    titleIt: of.titleIt,
    titleEn: of.titleEn,
    mustConfirm: of.mustConfirm,
    total: { recipients: total('recipients'), seen: total('seen'), confirmed: total('confirmed') },
    path: path.slice(Math.max(from, 0)).map(({ id, name }) => ({ nodeId: id, name })),
    areas: rows.flatMap(({ nodeId, ...row }) => (nodeId === null ? [] : [{ nodeId, ...row }])),
  };
}

export async function pageReceipts(ctx: Context, asked: Asked & { readonly show: ReceiptQuestion['show']; readonly offset: number; readonly limit: number }) {
  const of = await settle(ctx, asked);
  const rows = await ctx.tx.listRows<ReceiptRow>(sql`${receiptPeople(ctx, { ...of, show: asked.show })} limit ${asked.limit + 1} offset ${asked.offset}`);
  return {
    items: rows.slice(0, asked.limit).map(({ place: _place, ...row }) => ({ ...row, firstSeenAt: row.firstSeenAt?.toISOString() ?? null, confirmedAt: row.confirmedAt?.toISOString() ?? null })),
    hasMore: rows.length > asked.limit,
  };
}

const columns: readonly SheetColumn<ReceiptRow>[] = [
  { head: { it: 'Nome', en: 'Name' }, type: 'text', width: 30, cell: (row) => row.displayName },
  { head: { it: 'Ruolo', en: 'Role' }, type: 'text', width: 40, cell: (row) => row.label },
  { head: { it: 'Posto', en: 'Place' }, type: 'text', width: 30, cell: (row) => row.place },
  { head: { it: 'Letto il', en: 'Read at' }, type: 'text', width: 22, cell: (row) => row.firstSeenAt?.toISOString() ?? null },
  { head: { it: 'Confermato il', en: 'Confirmed at' }, type: 'text', width: 22, cell: (row) => row.confirmedAt?.toISOString() ?? null },
];

export async function exportReceipts(ctx: Context, asked: Asked & { readonly show: ReceiptQuestion['show'] }, shape: SheetShape): Promise<StreamAnswer> {
  const of = await settle(ctx, asked);
  return streamSheet<ReceiptRow>(ctx, receiptPeople(ctx, { ...of, show: asked.show }), columns, shape, { it: 'Letture', en: 'Receipts' }, (told) =>
    audit(ctx, { action: 'news.receipts.export', objectKind: 'news-item', objectId: of.itemId, details: { version: of.version, nodeId: of.nodeId, show: asked.show, ...told } }),
  );
}
