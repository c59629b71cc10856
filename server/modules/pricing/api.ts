/** Contracts of pricing, shared with the web: the conditions a quote is computed with, frozen into every quote. */
import { z } from 'zod';
import { amountCents, cents, civilDate, defineRoute, pageQuery, plainText, ratePpm, uuid } from '#platform/contract';

export { balloonRange, type BalloonRange } from './conditions/balloon-range.ts';

const bilingual = z.object({ it: z.string(), en: z.string() });

/** A fee in the engine's terms (engine/types.ts, Charge). */
export const chargeSchema = z.object({
  kind: z.string(),
  at: z.enum(['start', 'row', 'date']),
  date: civilDate.optional(),
  cents: amountCents.optional(),
  ratePpm: ratePpm.optional(),
  base: z.enum(['amount-financed', 'total-credit', 'instalment']).optional(),
  financed: z.boolean(),
  inTaeg: z.boolean(),
  optional: z.boolean(),
});

export const substituteTaxSchema = z.object({ ratePpm, aboveMonths: z.number().int(), at: z.enum(['financed', 'first-row']) });
export const stampDutySchema = z.object({ contractCents: amountCents, upToMonths: z.number().int() });

export const offeredServiceSchema = z.object({
  code: z.string(),
  kind: z.enum(['insurance', 'maintenance']),
  name: bilingual,
  description: bilingual,
  provider: z.string(),
  /** The customer may decline it; a required one is part of the price of the credit. */
  optional: z.boolean(),
  inTaeg: z.boolean(),
  financed: z.boolean(),
  priceByTerm: z.array(z.object({ months: z.number().int(), cents: amountCents })),
});
export type OfferedService = z.infer<typeof offeredServiceSchema>;

/**
 * Everything needed to price a vehicle under an offer: browser and server compute from the same rows, and a saved quote
 * keeps them so that it can be computed again years later.
 */
export const offerConditionsSchema = z.object({
  offerId: uuid,
  offerVersion: z.number().int(),
  code: z.string(),
  name: z.string(),
  product: z.discriminatedUnion('plan', [
    z.object({ code: z.string(), name: bilingual, plan: z.literal('level') }),
    z.object({ code: z.string(), name: bilingual, plan: z.literal('balloon'), balloonAt: z.enum(['with-last-row', 'one-period-after']) }),
  ]),
  validFrom: civilDate,
  /** Last day in force; null while open-ended. */
  validTo: civilDate.nullable(),
  terms: z.array(z.object({ months: z.number().int(), nominalRatePpm: ratePpm })),
  minFinancedCents: amountCents,
  maxFinancedCents: amountCents,
  /** Least share of the net price that deposit and trade-in must cover. */
  minDepositPpm: ratePpm,
  /** Guaranteed values of this vehicle by term and yearly mileage; empty for a level loan. */
  balloons: z.array(z.object({ months: z.number().int(), kmPerYear: z.number().int(), valueCents: amountCents })),
  charges: z.array(chargeSchema),
  substituteTax: substituteTaxSchema.nullable(),
  stampDuty: stampDutySchema.nullable(),
  services: z.array(offeredServiceSchema),
  /** The dealer's commission on the amount financed; null for those who may not see margins. */
  commission: z.object({ ratePpm }).nullable(),
});
export type OfferConditions = z.infer<typeof offerConditionsSchema>;

export const applicableOffersRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/offers/applicable',
  summary: 'Offers in force today for a vehicle at the active dealer, the best first, with all their conditions.',
  access: 'pricing.offer.read',
  query: z.strictObject({ stockId: uuid.optional(), versionId: uuid.optional() }),
  response: z.object({
    today: civilDate,
    items: z.array(offerConditionsSchema),
    /** Conditions that vehicle and dealer meet, offer by offer, the closest first. */
    because: z.array(z.object({ offerId: uuid, reasons: z.array(z.enum(['make', 'dealer', 'fuel', 'kind', 'age', 'mileage', 'everybody'])) })),
  }),
  refusals: {
    vehicle_missing: { it: 'Indica il veicolo: una vettura in giacenza o una versione del listino.', en: 'Name the vehicle: one in stock or a version of the catalogue.' },
    vehicle_not_available: { it: 'Il veicolo non è disponibile: scegline un altro.', en: 'The vehicle is not available: choose another.' },
  },
});

export const offerStatus = z.enum(['inForce', 'future', 'ended']);

export const offerListItemSchema = z.object({
  offerId: uuid,
  version: z.number().int(),
  code: z.string(),
  name: z.string(),
  product: z.object({ code: z.string(), name: bilingual, plan: z.enum(['level', 'balloon']) }),
  status: offerStatus,
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  nodeName: z.string(),
  kinds: z.array(z.string()).nullable(),
  makes: z.array(z.string()).nullable(),
  fuels: z.array(z.string()).nullable(),
  terms: z.array(z.object({ months: z.number().int(), nominalRatePpm: ratePpm })),
  minDepositPpm: ratePpm,
  minFinancedCents: cents,
  maxFinancedCents: cents,
  commission: z.object({ ratePpm }).nullable(),
});
export type OfferListItem = z.infer<typeof offerListItemSchema>;

export const listOffersRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/offers',
  summary: 'Offers with their validity, scope and rates; those in force first.',
  access: 'pricing.offer.read',
  query: pageQuery.extend({ text: plainText(80).optional(), status: offerStatus.optional() }).strict(),
  response: z.object({ items: z.array(offerListItemSchema), nextCursor: z.string().nullable() }),
});

export const offerDetailSchema = offerListItemSchema.extend({
  maxAgeMonths: z.number().int().nullable(),
  maxMileageKm: z.number().int().nullable(),
  charges: z.array(chargeSchema),
  substituteTax: substituteTaxSchema.nullable(),
  stampDuty: stampDutySchema.nullable(),
  /** All versions, the newest first. */
  versions: z.array(z.object({ version: z.number().int(), validFrom: civilDate, validTo: civilDate.nullable() })),
});
export type OfferDetail = z.infer<typeof offerDetailSchema>;

export const getOfferRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/offers/:id',
  summary: 'An offer with its fees, taxes and versions.',
  access: 'pricing.offer.read',
  params: z.object({ id: uuid }),
  query: z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  response: offerDetailSchema,
});
