import { engineVersion } from '#engine';
import { AppError } from '#platform/errors';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done, type Refused } from '#platform/result';
import {
  duplicateQuoteRoute, getQuoteRoute, priceQuote, priceQuoteRoute, printQuoteRoute, replayQuoteRoute, reviseQuoteRoute, saveQuoteRoute, timelineRoute,
} from './api.ts';
import { auditRead } from './audit-read.ts';
import { duplicateQuote } from './duplicate-quote.ts';
import { gatherQuote } from './gather-quote.ts';
import { openQuote } from './open-quote.ts';
import { printQuote } from './papers/print-quote.ts';
import { quoteTimeline } from './quote-events.ts';
import { replayQuote } from './replay-quote.ts';
import { saveQuote, saveRevision } from './save-quote.ts';

export const quotingRoutes: readonly RouteHandler[] = [
  route(priceQuoteRoute, async (ctx, { body: { input, ...sale } }) => {
    const under = <R extends string>(refused: Refused<R>): Refused<R> => ({ ...refused, path: `body.input.${refused.path ?? ''}` });
    const facts = await gatherQuote(ctx, input, sale);
    if (!facts.ok) return under(facts);
    const { vehicle, conditions } = facts.value;
    const priced = priceQuote(input, conditions, ctx.today, vehicle);
    if (!priced.ok) return under(priced);
    const { rows, lease } = priced.figures;
    const figures = { ...priced.figures, rows: [...rows], lease: lease === null ? null : { ...lease, rows: [...lease.rows] } };
    return done({ vehicle, figures, startDate: ctx.today, engineVersion });
  }),
  route(saveQuoteRoute, async (ctx, { body }) => saveQuote(ctx, body)),
  route(reviseQuoteRoute, async (ctx, { params, body }) => saveRevision(ctx, params.id, body.revision, body)),
  route(getQuoteRoute, async (ctx, { params, query }) => {
    const quote = await openQuote(ctx, params.id, query.revision);
    await auditRead(ctx, quote.id, 'page', quote.revision);
    return done(quote);
  }),
  route(duplicateQuoteRoute, async (ctx, { params }) => duplicateQuote(ctx, params.id)),
  route(timelineRoute, async (ctx, { params }) => {
    const items = await quoteTimeline(ctx, params.id);
    await auditRead(ctx, params.id, 'timeline', null);
    return done({ items });
  }),
  route(replayQuoteRoute, async (ctx, { params, query }) => done(await replayQuote(ctx, params.id, query.revision))),
  // Opens its own transactions: no connection waits while the page is typeset.
  gateRoute(printQuoteRoute, async (gate, { params, query }, { session }) => {
    if (session === undefined) throw new AppError('not_signed_in');
    return done(await printQuote(gate, session, { quoteId: params.id, ...query }));
  }),
];
