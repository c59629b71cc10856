/** The routes of saved views. */
import type { addViewRoute, changeViewRoute, listViewsRoute, openWithViewRoute, removeViewRoute } from '#identity/api';
import { endpoint } from '../../request/index.ts';

export const listViews = endpoint<typeof listViewsRoute>('GET', '/api/identity/views');
export const addView = endpoint<typeof addViewRoute>('POST', '/api/identity/views');
export const changeView = endpoint<typeof changeViewRoute>('PUT', '/api/identity/views/:id');
export const removeView = endpoint<typeof removeViewRoute>('DELETE', '/api/identity/views/:id');
export const openWithView = endpoint<typeof openWithViewRoute>('PUT', '/api/identity/default-views/:list');
