import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import type { ClosedArea } from './change-contracts.ts';
import type { MovesRefused } from './judge-moves.ts';
import { anyBelowClosed } from './placements.ts';
import { recordMoves } from './record-moves.ts';
import { briefOf, contentsFrom, holdArea, setLastDay, tellArea } from './tree-areas.ts';
import type { PlaceBrief } from './tree-contracts.ts';

/**
 * Closes an area from a day, moving what stands below it to another place in the same breath (one order, which the list of
 * moves tells), or opens it again (`on` null). What it was on every day before stays.
 */
export async function closeArea(ctx: Context, id: number, { on, contentsTo, reason }: ClosedArea): Promise<Result<PlaceBrief, MovesRefused | 'area_not_empty' | 'closes_before_it_begins' | 'moves_planned'>> {
  const held = await holdArea(ctx, id);
  if (!held.ok) return refuse('beyond_your_scope', undefined, { code: '' });
  const area = held.value;
  if (area.isRoot) return refuse('root_stays');
  if (on === null) {
    if (await anyBelowClosed(ctx, area.tree, [id])) return refuse('place_not_in_force', 'body.on', { code: area.code, place: '' });
  } else {
    if (on <= area.from) return refuse('closes_before_it_begins', 'body.on', { day: area.from });
    const contents = await contentsFrom(ctx, area, on);
    if (contents.later > 0) return refuse('moves_planned', 'body.on');
    if (contents.now.length > 0) {
      if (contentsTo === null) return refuse('area_not_empty', 'body.contentsTo', { count: String(contents.now.length) });
      const moved = await recordMoves(ctx, { tree: area.tree, on, reason, moves: contents.now.map((nodeId) => ({ nodeId, parentId: contentsTo })) });
      if (!moved.ok) return moved;
    }
  }
  await setLastDay(ctx, area, on);
  await audit(ctx, {
    action: on === null ? 'territory.area.reopen' : 'territory.area.close', objectKind: 'territory.area', objectId: String(id), before: { to: area.to }, after: { to: on }, details: { tree: area.tree, code: area.code, reason },
  });
  await tellArea(ctx, id);
  return done(briefOf(area));
}
