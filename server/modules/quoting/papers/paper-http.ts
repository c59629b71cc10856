import { AppError } from '#platform/errors';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { comparisonRoute, quoteReservationsRoute, releaseForQuoteRoute, reserveForQuoteRoute } from '../api.ts';
import { printComparison } from './print-quote.ts';
import { quoteReservations, releaseForQuote, reserveForQuote } from '../reserve-for-quote.ts';

/** What is done with a saved quote: its comparison on paper, its car held. */
export const paperRoutes: readonly RouteHandler[] = [
  // Opens its own transactions: no connection waits while the page is typeset.
  gateRoute(comparisonRoute, async (gate, { params, query }, { session }) => {
    if (session === undefined) throw new AppError('not_signed_in');
    return printComparison(gate, session, { quoteId: params.id, ...query });
  }),
  route(quoteReservationsRoute, async (ctx, { params }) => done(await quoteReservations(ctx, params.id))),
  route(reserveForQuoteRoute, async (ctx, { params, body }) => reserveForQuote(ctx, params.id, body)),
  route(releaseForQuoteRoute, async (ctx, { params, query }) => releaseForQuote(ctx, params.id, query.proposal)),
];
