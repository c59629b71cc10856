import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import type { PlacedRecords } from '#platform/placed-records';
import { done } from '#platform/result';
import {
  addTreeNodeRoute, coverageRoute, endChargeRoute, exportTreeRoute, historyRoute, listOrdersRoute, listTreesRoute, previewMovesRoute, putInChargeRoute, recordMovesRoute, treeOnDayRoute, withdrawOrderRoute,
} from './api.ts';
import { coverageOf, historyOf } from './coverage.ts';
import { exportTree } from './export-tree.ts';
import { listOrders } from './move-orders.ts';
import { previewMoves } from './preview-moves.ts';
import { recordMoves } from './record-moves.ts';
import { addArea, endCharge, putInCharge } from './tree-areas.ts';
import { listTrees, treeOnDay } from './tree-on-day.ts';
import { withdrawMoves } from './withdraw-moves.ts';

export const territoryRoutes = (records: readonly PlacedRecords[]): readonly RouteHandler[] => [
  route(listTreesRoute, async (ctx) => done({ items: await listTrees(ctx) })),
  route(treeOnDayRoute, async (ctx, { params, query }) => done(await treeOnDay(ctx, params.tree, query.on, query.below))),
  streamRoute(exportTreeRoute, async (ctx, { params, query: { on, ...shape } }) => done(exportTree(ctx, params.tree, on, shape))),
  route(coverageRoute, async (ctx, { params, query }) => done(await coverageOf(ctx, params.id, query.on))),
  route(historyRoute, async (ctx, { params }) => done(await historyOf(ctx, params.id))),
  route(previewMovesRoute, async (ctx, { body }) => previewMoves(ctx, records, body)),
  route(recordMovesRoute, async (ctx, { body }) => recordMoves(ctx, body)),
  route(listOrdersRoute, async (ctx, { query }) => done(await listOrders(ctx, query))),
  route(withdrawOrderRoute, async (ctx, { params }) => {
    const result = await withdrawMoves(ctx, params.id);
    return result.ok ? done({ withdrawn: true as const }) : result;
  }),
  route(addTreeNodeRoute, async (ctx, { params, body }) => addArea(ctx, params.tree, body)),
  route(putInChargeRoute, async (ctx, { params, body }) => putInCharge(ctx, params.id, body)),
  route(endChargeRoute, async (ctx, { params }) => {
    const result = await endCharge(ctx, params.id);
    return result.ok ? done({ ended: true as const }) : result;
  }),
];
