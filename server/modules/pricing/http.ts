import { route, type RouteHandler } from '#platform/http/route';
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import {
  applicableOffersRoute, checkOfferRoute, createOfferRoute, endOfferRoute, explainOfferRoute, getOfferRoute, listOfferPlacesRoute, listOffersRoute, listProductsRoute, supersedeOfferRoute, withdrawOfferRoute, type SalesChannel,
} from './api.ts';
import { explainedOffers } from './applicable-offers.ts';
import { checkUsury } from './check-usury.ts';
import { explainOffer } from './explain-offer.ts';
import { getOffer, listOffers } from './offer-list.ts';
import { findOfferPlaces } from './offer-places.ts';
import { channelsOpenTo } from './offer-question.ts';
import type { VehicleRef } from './priced-vehicle.ts';
import { listProducts } from './products.ts';
import { withdrawOffer } from './withdraw-offer.ts';
import { closeOffer, writeNextVersion, writeOffer } from './write-offers.ts';

interface SaleQuery {
  readonly stockId?: string | undefined;
  readonly versionId?: string | undefined;
  readonly channel?: SalesChannel | undefined;
}

/** The one vehicle asked for, by a channel the actor may sell by. */
function askedVehicle(ctx: Context, { stockId, versionId, channel }: SaleQuery): Result<VehicleRef, 'vehicle_missing' | 'channel_not_open'> {
  if (channel !== undefined && !channelsOpenTo(ctx.actor).includes(channel)) return refuse('channel_not_open', 'query.channel');
  if (stockId !== undefined && versionId === undefined) return done({ kind: 'stock', stockId });
  if (versionId !== undefined && stockId === undefined) return done({ kind: 'catalogue', versionId });
  return refuse('vehicle_missing', 'query.stockId');
}

export const pricingRoutes: readonly RouteHandler[] = [
  route(applicableOffersRoute, async (ctx, { query }) => {
    const vehicle = askedVehicle(ctx, query);
    if (!vehicle.ok) return vehicle;
    const offers = await explainedOffers(ctx, vehicle.value, query);
    if (!offers.ok) return offers;
    return done({
      today: ctx.today,
      items: offers.value.map(({ conditions }) => conditions),
      because: offers.value.map(({ conditions, because, aheadOfNext }) => ({ offerId: conditions.offerId, reasons: [...because], aheadOfNext: aheadOfNext ?? null })),
    });
  }),
  route(explainOfferRoute, async (ctx, { params, query }) => {
    const vehicle = askedVehicle(ctx, query);
    if (!vehicle.ok) return vehicle;
    const explained = await explainOffer(ctx, params.id, query.version, vehicle.value, query);
    if (!explained.ok) return explained;
    const { row, against, because } = explained.value;
    return done({
      today: ctx.today,
      offerId: row.id,
      version: row.version,
      code: row.code,
      name: row.name,
      applies: against.length === 0,
      against: against.map(({ code, path, values }) => ({ code, path, values: plainValues(values) })),
      because: [...because],
    });
  }),
  route(listOffersRoute, async (ctx, { query }) => done(await listOffers(ctx, query))),
  route(checkOfferRoute, async (ctx, { body }) => {
    const worst = await checkUsury(ctx, body);
    return worst.ok ? done({ worst: worst.value }) : worst;
  }),
  route(createOfferRoute, async (ctx, { body }) => writeOffer(ctx, body)),
  route(supersedeOfferRoute, async (ctx, { params, body }) => writeNextVersion(ctx, params.id, body)),
  route(endOfferRoute, async (ctx, { params, body }) => closeOffer(ctx, params.id, body)),
  route(withdrawOfferRoute, async (ctx, { params, body }) => withdrawOffer(ctx, params.id, body)),
  route(listProductsRoute, async (ctx) =>
    done({ items: (await listProducts(ctx)).map(({ productId, product, plan, minFinancedCents, maxFinancedCents }) => ({ productId, code: product.code, name: product.name, plan, minFinancedCents, maxFinancedCents })) })),
  route(listOfferPlacesRoute, async (ctx, { query }) => done({ items: await findOfferPlaces(ctx, query.text ?? '') })),
  route(getOfferRoute, async (ctx, { params, query }) => done(await getOffer(ctx, params.id, query.version))),
];

function plainValues(values: Readonly<Record<string, string | number | readonly string[]>>): Record<string, string | number | string[]> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === 'string' || typeof value === 'number' ? value : [...value]]));
}
