import { route, type RouteHandler } from '#platform/http/route';
import { done, refuse } from '#platform/result';
import { applicableOffersRoute, getOfferRoute, listOffersRoute } from './api.ts';
import { explainedOffers } from './applicable-offers.ts';
import { getOffer, listOffers } from './offer-list.ts';

export const pricingRoutes: readonly RouteHandler[] = [
  route(applicableOffersRoute, async (ctx, { query }) => {
    const { stockId, versionId } = query;
    if ((stockId === undefined) === (versionId === undefined)) return refuse('vehicle_missing', 'query.stockId');
    const offers = await explainedOffers(ctx, stockId === undefined ? { kind: 'catalogue', versionId: versionId ?? '' } : { kind: 'stock', stockId });
    if (!offers.ok) return offers;
    return done({
      today: ctx.today,
      items: offers.value.map(({ conditions }) => conditions),
      because: offers.value.map(({ conditions, because }) => ({ offerId: conditions.offerId, reasons: [...because] })),
    });
  }),
  route(listOffersRoute, async (ctx, { query }) => done(await listOffers(ctx, query))),
  route(getOfferRoute, async (ctx, { params, query }) => done(await getOffer(ctx, params.id, query.version))),
];
