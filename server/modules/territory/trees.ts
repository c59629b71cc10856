/** SQL of the trees themselves: the organisation and those of the house's own making. */
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { sql } from '#platform/sql';
import { movesChangedKind } from './events.ts';
import { lockTrees } from './placements.ts';
import { inForceOn, scopeIsWhole } from './places.ts';
import type { NewTree, TreeWords } from './change-contracts.ts';
import type { TreeKey, TreeListed } from './tree-contracts.ts';

interface Tree extends Omit<TreeListed, 'mayMove' | 'mayChange'> {
  readonly id: number;
}

/** As many as a row of buttons and a head can hold. */
const mostTrees = 12;

async function allTrees(ctx: Context): Promise<Tree[]> {
  return ctx.tx.rows<Tree>(sql`
    select t.id, t.key, json_build_object('it', t.name_it, 'en', t.name_en) as name, t.valid_from as "from", t.valid_to as "to" from territory.trees t where t.tenant_id = ${ctx.tenant.id} order by t.id`);
}

export async function listTrees(ctx: Context): Promise<TreeListed[]> {
  const writes = ctx.actor.privileges.has('territory.tree.write');
  const whole = await scopeIsWhole(ctx);
  return (await allTrees(ctx)).map(({ id: _number, ...tree }) => ({ ...tree, mayMove: writes && (tree.key === 'sales' || whole), mayChange: writes && whole && tree.key !== 'sales' }));
}

/** Throws not_found. */
export async function getTree(ctx: Context, key: TreeKey): Promise<Tree> {
  const tree = (await allTrees(ctx)).find((one) => one.key === key);
  if (tree === undefined) throw new AppError('not_found', `tree ${key}`);
  return tree;
}

/** A tree of the house's own, held for the rest of the transaction. */
async function ownTree(ctx: Context, key: TreeKey): Promise<Result<Tree, 'beyond_your_scope' | 'tree_is_organisation'>> {
  if (key === 'sales') return refuse('tree_is_organisation', 'params.tree');
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  return done(await getTree(ctx, key));
}

const changed = (ctx: Context, tree: string): Promise<void> => publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { tree } });

/** Letters of a name alone, as an address writes them. */
const keyFor = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '').slice(0, 20);

/** Makes a tree from a day: a root, and every dealer in force standing at it. */
export async function createTree(ctx: Context, wanted: NewTree): Promise<Result<{ key: TreeKey }, 'beyond_your_scope' | 'name_taken' | 'too_many_trees' | 'name_without_letters'>> {
  if (!(await scopeIsWhole(ctx))) return refuse('beyond_your_scope');
  await lockTrees(ctx);
  const trees = await allTrees(ctx);
  if (trees.length >= mostTrees) return refuse('too_many_trees');
  const key = keyFor(wanted.name.it);
  if (key.length < 2) return refuse('name_without_letters', 'body.name.it');
  if (trees.some((tree) => tree.key === key || tree.name.it === wanted.name.it)) return refuse('name_taken', 'body.name.it');
  const id = Math.max(...trees.map((tree) => tree.id)) + 1;
  await ctx.tx.run(sql`
    insert into territory.trees (tenant_id, id, key, name_it, name_en, valid_from) values (${ctx.tenant.id}, ${id}, ${key}, ${wanted.name.it}, ${wanted.name.en}, ${wanted.from})`);
  const root = await ctx.tx.row<{ id: number }>(sql`
    insert into territory.tree_nodes (tenant_id, tree_id, code, name, is_root, valid_from) values (${ctx.tenant.id}, ${id}, ${wanted.rootCode}, ${wanted.name.it}, true, ${wanted.from}) returning id`);
  const dealers = await ctx.tx.run(sql`
    insert into territory.placements (tenant_id, tree_id, node_id, parent_id, valid_from, level)
    select ${ctx.tenant.id}, ${id}, n.id, ${root.id}, greatest(n.valid_from, ${wanted.from}::date), identity.kind_rank(n.kind) from identity.v_nodes n
    where n.tenant_id = ${ctx.tenant.id} and n.kind = 'dealer' and (n.valid_to is null or n.valid_to > ${wanted.from})`);
  await audit(ctx, { action: 'territory.tree.add', objectKind: 'territory.tree', objectId: key, after: wanted, details: { from: wanted.from, dealers } });
  await changed(ctx, key);
  return done({ key });
}

/** Gives a tree other names. */
export async function renameTree(ctx: Context, key: TreeKey, words: TreeWords): Promise<Result<{ key: TreeKey }, 'beyond_your_scope' | 'tree_is_organisation' | 'name_taken'>> {
  const tree = await ownTree(ctx, key);
  if (!tree.ok) return tree;
  if ((await allTrees(ctx)).some((other) => other.key !== key && other.name.it === words.name.it)) return refuse('name_taken', 'body.name.it');
  await ctx.tx.run(sql`update territory.trees t set name_it = ${words.name.it}, name_en = ${words.name.en} where t.tenant_id = ${ctx.tenant.id} and t.id = ${tree.value.id}`);
  await audit(ctx, { action: 'territory.tree.rename', objectKind: 'territory.tree', objectId: key, before: tree.value.name, after: words.name });
  await changed(ctx, key);
  return done({ key });
}

/** Closes a tree from a day, or opens it again (`on` null). Its history stays readable for every day before. */
export async function closeTree(ctx: Context, key: TreeKey, on: string | null): Promise<Result<{ key: TreeKey }, 'beyond_your_scope' | 'tree_is_organisation' | 'closes_before_it_begins' | 'moves_planned'>> {
  const tree = await ownTree(ctx, key);
  if (!tree.ok) return tree;
  const { id, from, to } = tree.value;
  if (on !== null && on <= from) return refuse('closes_before_it_begins', 'body.on', { day: from });
  const planned = await ctx.tx.row<{ count: number }>(sql`
    select count(*) from territory.move_orders o where o.tenant_id = ${ctx.tenant.id} and o.tree_id = ${id} and o.state = 'planned' and o.effective_on >= ${on ?? '9999-12-31'}`);
  if (planned.count > 0) return refuse('moves_planned', 'body.on');
  await ctx.tx.run(sql`update territory.trees t set valid_to = ${on} where t.tenant_id = ${ctx.tenant.id} and t.id = ${id}`);
  await audit(ctx, { action: on === null ? 'territory.tree.reopen' : 'territory.tree.close', objectKind: 'territory.tree', objectId: key, before: { to }, after: { to: on } });
  await changed(ctx, key);
  return done({ key });
}

/** Whether a tree stands on a day. */
export async function treeStands(ctx: Context, key: TreeKey, on: string): Promise<boolean> {
  if (key === 'sales') return true;
  const rows = await ctx.tx.rows(sql`select from territory.trees t where t.tenant_id = ${ctx.tenant.id} and t.key = ${key} and ${inForceOn(sql`t`, on)}`);
  return rows.length > 0;
}
