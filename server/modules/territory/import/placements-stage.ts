/** SQL that finds the nodes of staged places, judges them day by day as the moves they are, and makes those moves. */
import { v7 as uuidv7 } from 'uuid';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { ImportChoices, ImportOutcome } from '#platform/import-kind';
import { publish } from '#platform/outbox';
import { sql } from '#platform/sql';
import { movesChangedKind } from '../events.ts';
import { insertOrder } from '../move-orders.ts';
import { planMoves, refusedMoves, type PlannedMove, type TreePicture, type WantedMove } from '../moving/plan-moves.ts';
import { inScope, scopeIsWhole } from '../places.ts';
import { cutAndPlace, lockTrees, readPicture } from '../placements.ts';
import { syncOrganisation } from '../sync-organisation.ts';
import type { TreeKey } from '../tree-contracts.ts';

interface StagedRow extends WantedMove {
  readonly row: number;
}

interface Group {
  readonly tree: TreeKey;
  readonly on: string;
  readonly reason: string | null;
  readonly rows: StagedRow[];
}

interface Fault {
  readonly row: number;
  readonly column: 'code' | 'place' | 'validFrom';
  readonly code: string;
}

/** Rows of one tree and one day are one order; earlier days come first, as if each had been decided in its time. */
async function readGroups(ctx: Context): Promise<Group[]> {
  const rows = await ctx.tx.listRows<{ tree: TreeKey; on: string; reason: string | null; rows: StagedRow[] }>(sql`
    select s.tree, s.valid_from as "on", max(s.reason) as reason, json_agg(json_build_object('row', s.row_number, 'nodeId', s.node_id::integer, 'parentId', s.parent_id::integer) order by s.row_number) as "rows"
    from import_stage s where not s.faulty and s.node_id is not null and s.parent_id is not null group by s.tree, s.valid_from order by s.valid_from, s.tree`);
  return rows;
}

async function findNodes(ctx: Context): Promise<void> {
  const tenantId = ctx.tenant.id;
  await ctx.tx.listRows(sql`
    update import_stage s set tree = t.key from territory.trees t where t.tenant_id = ${tenantId} and lower(trim(s.tree)) in (t.key, lower(t.name_it), lower(t.name_en))`);
  await ctx.tx.listRows(sql`
    update import_stage s set node_id = n.id::text from identity.v_nodes n
    where n.tenant_id = ${tenantId} and lower(n.code) = lower(s.code) and (s.tree = 'sales' or n.kind = 'dealer')`);
  await ctx.tx.listRows(sql`update import_stage s set parent_id = n.id::text from identity.v_nodes n where n.tenant_id = ${tenantId} and lower(n.code) = lower(s.place) and s.tree = 'sales'`);
  for (const column of ['node_id', 'parent_id'] as const) {
    const name = { text: [column], values: [] };
    const typed = { text: [column === 'node_id' ? 's.code' : 's.place'], values: [] };
    await ctx.tx.listRows(sql`
      update import_stage s set ${name} = n.id::text from territory.tree_nodes n join territory.trees t on t.tenant_id = n.tenant_id and t.id = n.tree_id
      where n.tenant_id = ${tenantId} and t.key = s.tree and lower(n.code) = lower(${typed}) and s.${name} is null`);
  }
}

async function addFaults(ctx: Context, faults: readonly Fault[]): Promise<void> {
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select u.row, u.col, u.code, coalesce(case u.col when 'code' then s.code when 'place' then s.place else s.valid_from::text end, '')
    from unnest(${faults.map(({ row }) => row)}::integer[], ${faults.map(({ column }) => column)}::text[], ${faults.map(({ code }) => code)}::text[]) u (row, col, code)
    join import_stage s on s.row_number = u.row`);
}

const columnOf: Readonly<Record<string, Fault['column']>> = { kind_not_allowed_there: 'place', place_not_in_force: 'place', before_first_day: 'validFrom', moved_that_day: 'validFrom' };

interface Judged {
  readonly picture: TreePicture;
  readonly planned: PlannedMove[];
  readonly same: number[];
  readonly faults: Fault[];
}

/** Which rows of a group are moves, which say what stands already, which cannot be. */
async function judgeGroup(ctx: Context, whole: boolean, { tree, on, rows }: Group): Promise<Judged> {
  const picture = await readPicture(ctx, tree, on, rows.map(({ nodeId }) => nodeId), rows.map(({ parentId }) => parentId));
  const faults: Fault[] = [];
  const same: number[] = [];
  let left = rows;
  const drop = (dropped: ReadonlySet<number>) => (left = left.filter(({ row }) => !dropped.has(row)));
  // A file that was exported says of most dealers what is so already, on the very day their placement began.
  for (const { row, nodeId, parentId } of rows) {
    const held = picture.placements.get(nodeId)?.find(({ from, to }) => from <= on && (to === null || to > on));
    if (held?.parentId === parentId) same.push(row);
  }
  drop(new Set(same));
  for (;;) {
    const refused = refusedMoves(picture, on, left);
    if (refused.length === 0) break;
    const codes = new Map(refused.map(({ nodeId, refusal }) => [nodeId, refusal]));
    const found = left.filter(({ nodeId }) => codes.has(nodeId));
    faults.push(...found.map(({ row, nodeId }): Fault => ({ row, column: columnOf[codes.get(nodeId) ?? ''] ?? 'code', code: codes.get(nodeId) ?? '' })));
    drop(new Set(found.map(({ row }) => row)));
  }
  const plan = planMoves(picture, on, left);
  const planned = plan.ok ? plan.value : [];
  const mine = tree === 'sales' ? await inScope(ctx, planned.flatMap(({ nodeId, parentId, fromParentId }) => [nodeId, parentId, fromParentId])) : undefined;
  const allowed = planned.filter(({ nodeId, parentId, fromParentId }) => (mine === undefined ? whole : mine.has(nodeId) && mine.has(parentId) && mine.has(fromParentId)));
  const kept = new Set(allowed.map(({ nodeId }) => nodeId));
  faults.push(...left.filter(({ nodeId }) => !kept.has(nodeId)).map(({ row }): Fault => ({ row, column: 'code', code: 'beyond_your_scope' })));
  return { picture, planned: allowed, same, faults };
}

/** Makes the moves on trial, day by day, and takes them back: a later day's row is judged in the tree that the earlier ones leave. */
export async function checkPlacements(ctx: Context): Promise<void> {
  await findNodes(ctx);
  const known = sql`exists (select from territory.trees t where t.tenant_id = ${ctx.tenant.id} and t.key = s.tree)`;
  await ctx.tx.listRows(sql`
    insert into import_stage_faults (row_number, column_key, code, value)
    select s.row_number, 'tree', 'tree_unknown', s.tree from import_stage s where not s.faulty and s.tree is not null and not ${known}
    union all
    select s.row_number, 'code', 'code_unknown', s.code from import_stage s where not s.faulty and s.code is not null and s.node_id is null and ${known}
    union all
    select s.row_number, 'place', 'place_unknown', s.place from import_stage s where not s.faulty and s.place is not null and s.parent_id is null and ${known}`);
  await lockTrees(ctx);
  const whole = await scopeIsWhole(ctx);
  const faults: Fault[] = [];
  await ctx.tx.run(sql`savepoint places_on_trial`);
  for (const group of await readGroups(ctx)) {
    const judged = await judgeGroup(ctx, whole, group);
    faults.push(...judged.faults);
    await cutAndPlace(ctx, group.tree, group.on, judged.planned, judged.picture);
  }
  await ctx.tx.run(sql`rollback to savepoint places_on_trial`);
  await addFaults(ctx, faults);
}

/** One order for each tree and day of the file. */
export async function writePlacements(ctx: Context, _choices: ImportChoices): Promise<ImportOutcome> {
  await lockTrees(ctx);
  const whole = await scopeIsWhole(ctx);
  let changed = 0;
  let same = 0;
  const touched: number[] = [];
  for (const group of await readGroups(ctx)) {
    const { picture, planned, same: already } = await judgeGroup(ctx, whole, group);
    same += already.length;
    changed += planned.length;
    if (planned.length === 0) continue;
    const { tree, on, reason } = group;
    await insertOrder(ctx, { id: uuidv7(), tree, on, reason: reason ?? 'Import', state: on <= ctx.today ? 'applied' : 'planned' }, planned, picture);
    await cutAndPlace(ctx, tree, on, planned, picture);
    if (tree === 'sales') touched.push(...planned.map(({ nodeId }) => nodeId));
  }
  await syncOrganisation(ctx, touched);
  const outcome = { added: 0, changed, same, withdrawn: 0 };
  await audit(ctx, { action: 'territory.placements.import', objectKind: 'territory.tree', objectId: 'territory', details: outcome });
  if (changed > 0) await publish(ctx, { kind: movesChangedKind, nodeId: ctx.actor.scopeNodeId, payload: { import: true } });
  return outcome;
}
