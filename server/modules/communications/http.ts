import { AppError } from '#platform/errors';
import { route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { listNotifications, markNotificationsRead } from './api.ts';
import { countUnread, markRead, pageNotifications } from './notifications.ts';

const cursorPattern = /^[0-9a-f-]{36}$/;

export const communicationsRoutes: readonly RouteHandler[] = [
  route(listNotifications, async (ctx, { query }) => {
    if (query.cursor !== undefined && !cursorPattern.test(query.cursor)) throw new AppError('invalid_input', 'cursor');
    return done(await pageNotifications(ctx, query));
  }),
  // Not audited: what a person has read of the program's own messages is no business fact.
  route(markNotificationsRead, async (ctx, { body }) => {
    const marked = await markRead(ctx, body.ids);
    return done({ marked, unread: await countUnread(ctx) });
  }),
];
