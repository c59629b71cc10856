import { AppError } from '#platform/errors';
import { gateRoute, route, type RouteHandler } from '#platform/http/route';
import { done } from '#platform/result';
import { deliverPrecontractRoute, getLenderTermsRoute, getPrecontractRoute, printPrecontractRoute, setLenderTermsRoute } from '../api.ts';
import { deliverPrecontract } from './deliver-precontract.ts';
import { openPrecontract } from './open-precontract.ts';
import { printPrecontract } from './print-precontract.ts';
import { listLenderTerms, setLenderTerms } from './stored-lender-terms.ts';

export const precontractRoutes: readonly RouteHandler[] = [
  route(getPrecontractRoute, async (ctx, { params, query }) => openPrecontract(ctx, { quoteId: params.id, ...query })),
  // Opens its own transactions: no connection waits while the form is typeset.
  gateRoute(printPrecontractRoute, async (gate, { params, query }, { session }) => {
    if (session === undefined) throw new AppError('not_signed_in');
    return printPrecontract(gate, session, { quoteId: params.id, ...query });
  }),
  route(deliverPrecontractRoute, async (ctx, { params, body }) => deliverPrecontract(ctx, { quoteId: params.id, ...body })),
  route(getLenderTermsRoute, async (ctx) => done({ today: ctx.today, versions: await listLenderTerms(ctx) })),
  route(setLenderTermsRoute, async (ctx, { body }) => setLenderTerms(ctx, body)),
];
