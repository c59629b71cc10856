import { route, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { applicableOffersRoute, listOffersRoute } from './api.ts';
import { applicableOffers } from './applicable-offers.ts';
import { listOffers } from './offer-list.ts';

export const pricingRoutes: readonly RouteHandler[] = [
  route(applicableOffersRoute, async (ctx, { query }) => {
    const { stockId, versionId } = query;
    if ((stockId === undefined) === (versionId === undefined)) return refuse('vehicle_missing', 'query.stockId');
    const offers = await applicableOffers(ctx, stockId === undefined ? { kind: 'catalogue', versionId: versionId ?? '' } : { kind: 'stock', stockId });
    return offers.ok ? done({ today: ctx.today, items: offers.value }) : offers;
  }),
  route(listOffersRoute, async (ctx, { query }) => done(await listOffers(ctx, query))),
];
