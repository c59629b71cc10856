/** SQL of saved views. Who sees and changes which is also the row-level security's. */
import { v7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import { sql, type SqlFragment } from '#platform/sql';
import { mostViews, type SavedView, type ViewList } from './view-contracts.ts';

export interface ViewWords {
  readonly name: string;
  readonly query: Readonly<Record<string, string>>;
  readonly shared: boolean;
}

/** Only people have views: the program itself opens no list. */
function personalityOf(ctx: Context): string {
  if (ctx.actor.personalityId === null) throw new AppError('forbidden');
  return ctx.actor.personalityId;
}

async function readViews(ctx: Context, condition: SqlFragment): Promise<SavedView[]> {
  const personality = personalityOf(ctx);
  return ctx.tx.rows<SavedView>(sql`
    select v.id, v.list, v.name, v.query, v.shared_node_id is not null as shared, v.personality_id = ${personality} as own,
      p.display_name as "ownerName", d.view_id is not null as "opensList"
    from identity.saved_views v
    left join identity.v_people p on p.tenant_id = v.tenant_id and p.personality_id = v.personality_id
    left join identity.default_views d on d.tenant_id = v.tenant_id and d.personality_id = ${personality} and d.view_id = v.id
    where v.tenant_id = ${ctx.tenant.id} and ${condition} and (v.personality_id = ${personality} or v.shared_node_id in (
      select c.ancestor_id from identity.v_node_closure c where c.tenant_id = ${ctx.tenant.id} and c.descendant_id = ${ctx.actor.scopeNodeId}))
    order by own desc, v.name collate "it-x-icu", v.id limit 200`);
}

/** One's own views of a list and those shared with one's node. */
export async function listViews(ctx: Context, list: ViewList): Promise<SavedView[]> {
  return readViews(ctx, sql`v.list = ${list}`);
}

async function getView(ctx: Context, id: string): Promise<SavedView> {
  const [view] = await readViews(ctx, sql`v.id = ${id}`);
  if (view === undefined) throw new AppError('not_found', `view ${id}`);
  return view;
}

async function ownView(ctx: Context, id: string): Promise<SavedView> {
  const view = await getView(ctx, id);
  if (!view.own) throw new AppError('not_found', `view ${id} is another's`);
  return view;
}

/** Shared with the whole reach: the dealer of a seller, the node of everybody above. */
function sharedNode(ctx: Context, shared: boolean): number | null {
  if (!shared) return null;
  // A customer stands nowhere in the organisation and has nobody to share with.
  if (ctx.actor.reachNodeId === 0) throw new AppError('forbidden');
  return ctx.actor.reachNodeId;
}

async function nameIsTaken(ctx: Context, list: ViewList, name: string, but: string | null): Promise<boolean> {
  const same = await ctx.tx.rows(sql`
    select from identity.saved_views v where v.tenant_id = ${ctx.tenant.id} and v.personality_id = ${personalityOf(ctx)} and v.list = ${list}
      and lower(v.name) = lower(${name}) and v.id is distinct from ${but}::uuid`);
  return same.length > 0;
}

const auditOf = (ctx: Context, action: string, view: Pick<SavedView, 'id' | 'list'>, shared: boolean) =>
  audit(ctx, { action: `identity.view.${action}`, objectKind: 'identity.saved-view', objectId: view.id, details: { list: view.list, shared } });

export async function addView(ctx: Context, list: ViewList, { name, query, shared }: ViewWords): Promise<Result<SavedView, 'name_taken' | 'too_many_views'>> {
  const personality = personalityOf(ctx);
  // Two savings at once would each count one too few and meet at the unique name with a failure instead of a refusal.
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`view ${personality}`}, 0))`);
  const { count } = await ctx.tx.row<{ count: number }>(sql`
    select count(*) as count from identity.saved_views v where v.tenant_id = ${ctx.tenant.id} and v.personality_id = ${personality} and v.list = ${list}`);
  if (count >= mostViews) return refuse('too_many_views', undefined, { most: mostViews });
  if (await nameIsTaken(ctx, list, name, null)) return refuse('name_taken', 'body.name');
  const id = v7();
  await ctx.tx.run(sql`
    insert into identity.saved_views (tenant_id, id, list, personality_id, shared_node_id, name, query, created_at)
    values (${ctx.tenant.id}, ${id}, ${list}, ${personality}, ${sharedNode(ctx, shared)}, ${name}, ${JSON.stringify(query)}, ${ctx.now})`);
  await auditOf(ctx, 'add', { id, list }, shared);
  return done(await getView(ctx, id));
}

/** Changes one of one's own views; another's is not found. */
export async function changeView(ctx: Context, id: string, { name, query, shared }: ViewWords): Promise<Result<SavedView, 'name_taken'>> {
  await ctx.tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`view ${personalityOf(ctx)}`}, 0))`);
  const view = await ownView(ctx, id);
  if (await nameIsTaken(ctx, view.list, name, id)) return refuse('name_taken', 'body.name');
  await ctx.tx.run(sql`
    update identity.saved_views v set name = ${name}, query = ${JSON.stringify(query)}, shared_node_id = ${sharedNode(ctx, shared)}
    where v.tenant_id = ${ctx.tenant.id} and v.id = ${id} and v.personality_id = ${personalityOf(ctx)}`);
  await auditOf(ctx, 'change', view, shared);
  return done(await getView(ctx, id));
}

export async function removeView(ctx: Context, id: string): Promise<void> {
  const view = await ownView(ctx, id);
  await ctx.tx.run(sql`delete from identity.saved_views v where v.tenant_id = ${ctx.tenant.id} and v.id = ${id} and v.personality_id = ${personalityOf(ctx)}`);
  await auditOf(ctx, 'remove', view, view.shared);
}

/** The list opens with this view from now on; null: with everything. */
export async function openWithView(ctx: Context, list: ViewList, viewId: string | null): Promise<void> {
  const personality = personalityOf(ctx);
  if (viewId === null) {
    await ctx.tx.run(sql`delete from identity.default_views d where d.tenant_id = ${ctx.tenant.id} and d.personality_id = ${personality} and d.list = ${list}`);
  } else {
    const view = await getView(ctx, viewId);
    if (view.list !== list) throw new AppError('not_found', `view ${viewId} of ${list}`);
    await ctx.tx.run(sql`
      insert into identity.default_views as d (tenant_id, personality_id, list, view_id) values (${ctx.tenant.id}, ${personality}, ${list}, ${viewId})
      on conflict (tenant_id, personality_id, list) do update set view_id = excluded.view_id`);
  }
  await audit(ctx, { action: 'identity.view.open-with', objectKind: 'identity.saved-view', objectId: viewId ?? list, details: { list } });
}
