/** The routes that the pages of the territory call. */
import type {
  addTreeNodeRoute, coverageRoute, exportTreeRoute, historyRoute, listOrdersRoute, listTreesRoute, previewMovesRoute, recordMovesRoute, treeOnDayRoute, withdrawOrderRoute,
} from '#territory/api';
import { endpoint } from '../../request/index.ts';

export const listTrees = endpoint<typeof listTreesRoute>('GET', '/api/territory/trees');
export const treeOnDay = endpoint<typeof treeOnDayRoute>('GET', '/api/territory/trees/:tree');
export const exportTree = endpoint<typeof exportTreeRoute>('GET', '/api/territory/trees/:tree/export');
export const coverage = endpoint<typeof coverageRoute>('GET', '/api/territory/nodes/:id/coverage');
export const history = endpoint<typeof historyRoute>('GET', '/api/territory/nodes/:id/history');
export const previewMoves = endpoint<typeof previewMovesRoute>('POST', '/api/territory/previews', 'read-only');
export const recordMoves = endpoint<typeof recordMovesRoute>('POST', '/api/territory/orders');
export const listOrders = endpoint<typeof listOrdersRoute>('GET', '/api/territory/orders');
export const withdrawOrder = endpoint<typeof withdrawOrderRoute>('POST', '/api/territory/orders/:id/withdrawal');
export const addTreeNode = endpoint<typeof addTreeNodeRoute>('POST', '/api/territory/trees/:tree/nodes');
