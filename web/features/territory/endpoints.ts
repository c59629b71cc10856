/** The routes that the pages of the territory call. */
import type {
  addTreeNodeRoute, closeAreaRoute, closeTreeRoute, coverageRoute, createTreeRoute, endChargeRoute, exportCoverageRoute, exportTreeRoute, findStaffRoute, historyRoute, listChargesRoute, listOrdersRoute, listTreesRoute,
  previewMovesRoute, putInChargeRoute, recordMovesRoute, renameAreaRoute, renameTreeRoute, treeOnDayRoute, withdrawOrderRoute,
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
export const renameArea = endpoint<typeof renameAreaRoute>('PATCH', '/api/territory/tree-nodes/:id');
export const closeArea = endpoint<typeof closeAreaRoute>('PUT', '/api/territory/tree-nodes/:id/closure');
export const listCharges = endpoint<typeof listChargesRoute>('GET', '/api/territory/tree-nodes/:id/people');
export const putInCharge = endpoint<typeof putInChargeRoute>('POST', '/api/territory/tree-nodes/:id/people');
export const endCharge = endpoint<typeof endChargeRoute>('DELETE', '/api/territory/people-in-charge/:id');
export const findStaff = endpoint<typeof findStaffRoute>('GET', '/api/territory/staff');
export const createTree = endpoint<typeof createTreeRoute>('POST', '/api/territory/trees');
export const renameTree = endpoint<typeof renameTreeRoute>('PATCH', '/api/territory/trees/:tree');
export const closeTree = endpoint<typeof closeTreeRoute>('PUT', '/api/territory/trees/:tree/closure');
export const exportCoverage = endpoint<typeof exportCoverageRoute>('GET', '/api/territory/nodes/:id/coverage/export');
