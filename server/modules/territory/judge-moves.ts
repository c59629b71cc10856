import type { Context } from '#platform/context';
import { AppError } from '#platform/errors';
import { done, refuse, type Result } from '#platform/result';
import type { moveRefusals } from './move-contracts.ts';
import { planMoves, type PlannedMove, type TreePicture, type WantedMove } from './moving/plan-moves.ts';
import { inScope, scopeIsWhole } from './places.ts';
import { readPicture } from './placements.ts';
import type { TreeKey } from './tree-contracts.ts';
import { treeStands } from './trees.ts';

export interface WantedMoves {
  readonly tree: TreeKey;
  readonly on: string;
  readonly moves: readonly WantedMove[];
}

export type MovesRefused = keyof typeof moveRefusals;

/**
 * Whether the caller may make these moves and the tree bears them. In the sales tree a node, the place it leaves and the
 * one it goes to must stand in the caller's scope; the other trees are the head office's. Throws not_found for what is not visible.
 */
export async function judgeMoves(ctx: Context, { tree, on, moves }: WantedMoves): Promise<Result<{ picture: TreePicture; planned: PlannedMove[] }, MovesRefused>> {
  const moved = moves.map(({ nodeId }) => nodeId);
  if (new Set(moved).size < moved.length) return refuse('moved_twice', 'body.moves');
  const targets = moves.map(({ parentId }) => parentId);
  const picture = await readPicture(ctx, tree, on, moved, targets);
  for (const id of [...moved, ...targets]) if (!picture.places.has(id)) throw new AppError('not_found', `node ${id} of the tree ${tree}`);
  const code = (id: number) => picture.places.get(id)?.code ?? '';
  if (tree !== 'sales' && !(await scopeIsWhole(ctx))) return refuse('beyond_your_scope', 'body.tree', { code: code(moved[0] ?? 0) });
  if (!(await treeStands(ctx, tree, on))) return refuse('tree_closed', 'body.on');
  const plan = planMoves(picture, on, moves);
  const leaving = plan.ok ? plan.value.map(({ fromParentId }) => fromParentId) : [];
  if (tree === 'sales') {
    // Said before anything else about the nodes: whose reach they are beyond learns no more of them.
    const mine = await inScope(ctx, [...moved, ...targets, ...leaving]);
    const beyond = moves.findIndex(({ nodeId, parentId }, index) => !mine.has(nodeId) || !mine.has(parentId) || (plan.ok && !mine.has(leaving[index] ?? 0)));
    if (beyond >= 0) return refuse('beyond_your_scope', `body.moves.${beyond}`, { code: code(moved[beyond] ?? 0) });
  }
  return plan.ok ? done({ picture, planned: plan.value }) : plan;
}
