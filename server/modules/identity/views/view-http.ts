import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { addView, changeView, listViews, openWithView, removeView } from './saved-views.ts';
import { addViewRoute, changeViewRoute, listViewsRoute, openWithViewRoute, removeViewRoute } from './view-contracts.ts';

export const viewRoutes: readonly RouteHandler[] = [
  route(listViewsRoute, async (ctx, { query }) => done({ items: await listViews(ctx, query.list) })),
  route(addViewRoute, async (ctx, { body: { list, ...words } }) => addView(ctx, list, words)),
  route(changeViewRoute, async (ctx, { params, body }) => changeView(ctx, params.id, body)),
  route(removeViewRoute, async (ctx, { params }) => {
    await removeView(ctx, params.id);
    return done({ removed: true as const });
  }),
  route(openWithViewRoute, async (ctx, { params, body }) => {
    await openWithView(ctx, params.list, body.viewId);
    return done({ viewId: body.viewId });
  }),
];
