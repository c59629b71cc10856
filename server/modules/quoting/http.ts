import { engineVersion } from '#engine';
import { AppError } from '#platform/errors';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { countQuotesRoute, getQuoteRoute, listQuotesRoute, priceQuote, priceQuoteRoute, printQuoteRoute, reviseQuoteRoute, saveQuoteRoute } from './api.ts';
import { gatherQuote } from './gather-quote.ts';
import { openQuote } from './open-quote.ts';
import { printQuote } from './print-quote.ts';
import { countOpenQuotes, listQuotes } from './quote-list.ts';
import { saveQuote, saveRevision } from './save-quote.ts';

const idPattern = /^[0-9a-f-]{36}$/;

export const quotingRoutes: readonly RouteHandler[] = [
  route(priceQuoteRoute, async (ctx, { body }) => {
    const facts = await gatherQuote(ctx, body);
    if (!facts.ok) return { ...facts, path: `body.${facts.path ?? ''}` };
    const priced = priceQuote(body, facts.value.conditions, ctx.today);
    if (!priced.ok) return { ...priced, path: `body.${priced.path ?? ''}` };
    return done({ figures: { ...priced.figures, rows: [...priced.figures.rows] }, startDate: ctx.today, engineVersion });
  }),
  route(saveQuoteRoute, async (ctx, { body }) => saveQuote(ctx, body)),
  route(reviseQuoteRoute, async (ctx, { params, body }) => saveRevision(ctx, params.id, body.revision, body)),
  route(listQuotesRoute, async (ctx, { query }) => {
    if (query.cursor !== undefined && !idPattern.test(query.cursor)) throw new AppError('invalid_input', 'cursor');
    return done(await listQuotes(ctx, query));
  }),
  route(countQuotesRoute, async (ctx) => done({ open: await countOpenQuotes(ctx, 1000) })),
  route(getQuoteRoute, async (ctx, { params, query }) => done(await openQuote(ctx, params.id, query.revision))),
  // Opens its own transactions: no connection waits while the page is typeset.
  gateRoute(printQuoteRoute, async (gate, { params, query }, { session }) => {
    if (session === undefined) throw new AppError('not_signed_in');
    return done(await printQuote(gate, session, { quoteId: params.id, ...query }));
  }),
];
