import { route, streamRoute, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { countFilteredRoute, countQuotesRoute, exportChosenRoute, exportQuotesRoute, listQuotesRoute, quotePlacesRoute, setFollowUpsRoute } from './list-contracts.ts';
import { exportChosen, exportQuotes } from './export-quotes.ts';
import { countOpenQuotes, countQuotes, listQuotes } from './quote-list.ts';
import { listQuotePlaces } from './quote-places.ts';
import { setFollowUps } from '../set-follow-ups.ts';

export const quoteListRoutes: readonly RouteHandler[] = [
  route(listQuotesRoute, async (ctx, { query }) => done(await listQuotes(ctx, query))),
  route(countQuotesRoute, async (ctx) => done({ open: await countOpenQuotes(ctx) })),
  route(countFilteredRoute, async (ctx, { query }) => done(await countQuotes(ctx, query))),
  route(quotePlacesRoute, async (ctx, { query }) => done({ items: await listQuotePlaces(ctx, query) })),
  streamRoute(exportQuotesRoute, async (ctx, { query }) => {
    const { sort, order, format, language, ...filter } = query;
    return done(await exportQuotes(ctx, filter, { sort, order }, { format, language }));
  }),
  streamRoute(exportChosenRoute, async (ctx, { body: { ids, format, language } }) => done(exportChosen(ctx, ids, { format, language }))),
  route(setFollowUpsRoute, async (ctx, { body }) => setFollowUps(ctx, body.ids, body.followUpOn)),
];
