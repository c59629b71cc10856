import { moveNode } from '#identity';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { outOfStep } from './placements.ts';

/** Brings the organisation, by which rights go, to the places of today; answers how many nodes moved. A second run moves none. */
export async function syncOrganisation(ctx: Context, nodeIds: readonly number[]): Promise<number> {
  const behind = await outOfStep(ctx, nodeIds);
  for (const { nodeId, parentId } of behind) {
    const moved = await moveNode(ctx, nodeId, parentId);
    assert(moved.ok, `node ${nodeId} may stand where it is placed`);
  }
  return behind.length;
}
