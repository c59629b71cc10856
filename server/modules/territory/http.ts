import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import type { PlacedRecords } from '#platform/placed-records';
import { done } from '#platform/result';
import {
  addTreeNodeRoute, closeAreaRoute, closeTreeRoute, coverageRoute, createTreeRoute, endChargeRoute, exportCoverageRoute, exportTreeRoute, findStaffRoute, historyRoute, listChargesRoute, listOrdersRoute, listTreesRoute,
  previewMovesRoute, putInChargeRoute, recordMovesRoute, renameAreaRoute, renameTreeRoute, treeOnDayRoute, withdrawOrderRoute,
} from './api.ts';
import { closeArea } from './close-area.ts';
import { coverageOf, historyOf } from './coverage.ts';
import { exportCoverage } from './export-coverage.ts';
import { exportTree } from './export-tree.ts';
import { listOrders } from './move-orders.ts';
import { endCharge, findStaff, listCharges, putInCharge } from './people-in-charge.ts';
import { previewMoves } from './preview-moves.ts';
import { recordMoves } from './record-moves.ts';
import { addArea, renameArea } from './tree-areas.ts';
import { treeOnDay } from './tree-on-day.ts';
import { closeTree, createTree, listTrees, renameTree } from './trees.ts';
import { withdrawMoves } from './withdraw-moves.ts';

export const territoryRoutes = (records: readonly PlacedRecords[]): readonly RouteHandler[] => [
  route(listTreesRoute, async (ctx) => done({ items: await listTrees(ctx) })),
  route(createTreeRoute, async (ctx, { body }) => createTree(ctx, body)),
  route(renameTreeRoute, async (ctx, { params, body }) => renameTree(ctx, params.tree, body)),
  route(closeTreeRoute, async (ctx, { params, body }) => closeTree(ctx, params.tree, body.on)),
  route(treeOnDayRoute, async (ctx, { params, query }) => done(await treeOnDay(ctx, params.tree, query.on, query.below))),
  streamRoute(exportTreeRoute, async (ctx, { params, query: { on, ...shape } }) => done(await exportTree(ctx, params.tree, on, shape))),
  route(coverageRoute, async (ctx, { params, query }) => done(await coverageOf(ctx, params.id, query.on))),
  streamRoute(exportCoverageRoute, async (ctx, { params, query: { on, tree, ...shape } }) => done(await exportCoverage(ctx, { nodeId: params.id, on, tree }, shape))),
  route(historyRoute, async (ctx, { params }) => done(await historyOf(ctx, params.id))),
  route(previewMovesRoute, async (ctx, { body }) => previewMoves(ctx, records, body)),
  route(recordMovesRoute, async (ctx, { body }) => recordMoves(ctx, body)),
  route(listOrdersRoute, async (ctx, { query }) => done(await listOrders(ctx, query))),
  route(withdrawOrderRoute, async (ctx, { params }) => {
    const result = await withdrawMoves(ctx, params.id);
    return result.ok ? done({ withdrawn: true as const }) : result;
  }),
  route(addTreeNodeRoute, async (ctx, { params, body }) => addArea(ctx, params.tree, body)),
  route(renameAreaRoute, async (ctx, { params, body }) => renameArea(ctx, params.id, body.name)),
  route(closeAreaRoute, async (ctx, { params, body }) => closeArea(ctx, params.id, body)),
  route(listChargesRoute, async (ctx, { params }) => done(await listCharges(ctx, params.id))),
  route(findStaffRoute, async (ctx, { query }) => done({ items: await findStaff(ctx, query.q) })),
  route(putInChargeRoute, async (ctx, { params, body }) => putInCharge(ctx, params.id, body)),
  route(endChargeRoute, async (ctx, { params, query }) => {
    const result = await endCharge(ctx, params.id, query.on);
    return result.ok ? done({ ended: true as const }) : result;
  }),
];
