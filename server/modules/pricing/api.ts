/** Contracts of pricing, shared with the web: the conditions a quote is computed with, frozen into every quote. */
import { z } from 'zod';
import { amountCents, cents, civilDate, defineRoute, instant, pageQuery, plainText, ratePpm, uuid } from '#platform/contract';
import { customerTypes, notApplicableCodes, precedenceRules, salesChannels, whyApplicableCodes } from './conditions/codes.ts';

export * from './offer-life-contracts.ts';
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
  /** Of a lease alone: VAT applies to it. A loan's fees bear none (DPR 633/1972 art. 10). */
  taxed: z.boolean().optional(),
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

/** Services that are sold together under one name; what they cost is the sum of their prices. */
export const servicePackageSchema = z.object({
  code: z.string(),
  name: bilingual,
  /** Codes of services of the same conditions. */
  services: z.array(z.string()),
});
export type ServicePackage = z.infer<typeof servicePackageSchema>;

/**
 * A lease: the deposit of a quote is the first rental, its balloon the purchase option, both with the VAT they bear. The
 * option is asked between two shares of the price.
 */
const leaseProductSchema = z.object({
  code: z.string(),
  name: bilingual,
  plan: z.literal('lease'),
  /** VAT on rentals and option. */
  vatRatePpm: ratePpm,
  /** When the rental of a period falls due: on its first day or on its last. */
  mode: z.enum(['advance', 'arrears']),
  optionMinPpm: ratePpm,
  optionMaxPpm: ratePpm,
  /**
   * Price, first rental and option are kept to the cent as they were typed, with VAT. Absent from conditions frozen before
   * that: their quotes go on to compute from the amount without VAT, with VAT put on again.
   */
  keepsGross: z.literal(true).optional(),
});
export type LeaseProduct = z.infer<typeof leaseProductSchema>;

export const offerPlan = z.enum(['level', 'balloon', 'lease']);
export type OfferPlan = z.infer<typeof offerPlan>;

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
    leaseProductSchema,
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
  /** Conditions frozen before there were packages have none. */
  servicePackages: z.array(servicePackageSchema).default([]),
  /** The dealer's commission on the amount financed; null for those who may not see margins. */
  commission: z.object({ ratePpm }).nullable(),
});
export type OfferConditions = z.infer<typeof offerConditionsSchema>;

export const customerType = z.enum(customerTypes);
export type { CustomerType, SalesChannel } from './conditions/codes.ts';
export const salesChannel = z.enum(salesChannels);

/** One of the two vehicles, and the sale: a consumer in the showroom unless said otherwise. */
const saleQuery = z.strictObject({ stockId: uuid.optional(), versionId: uuid.optional(), customerType: customerType.optional(), channel: salesChannel.optional() });

const saleRefusals = {
  vehicle_missing: { it: 'Indica il veicolo: una vettura in giacenza o una versione del listino.', en: 'Name the vehicle: one in stock or a version of the catalogue.' },
  vehicle_not_available: { it: 'Il veicolo non è disponibile: scegline un altro.', en: 'The vehicle is not available: choose another.' },
  channel_not_open: { it: 'Le offerte di questo canale non sono per te: scegli la vendita in sede o a distanza.', en: 'Offers of this channel are not yours to sell: choose showroom or remote.' },
} as const;

const whyApplicable = z.enum(whyApplicableCodes);

export const applicableOffersRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/offers/applicable',
  summary: 'Offers in force today for a vehicle, a type of customer and a channel at the active dealer, the best first, with all their conditions.',
  access: 'pricing.offer.read',
  query: saleQuery,
  response: z.object({
    today: civilDate,
    items: z.array(offerConditionsSchema),
    because: z.array(
      z.object({
        offerId: uuid,
        /** Conditions that vehicle, customer and dealer meet, the closest first. */
        reasons: z.array(whyApplicable),
        /** The rule that puts it before the next one and what it looked at in the two (conditions/precedence.ts); null for the last. */
        aheadOfNext: z.object({ rule: z.enum(precedenceRules), first: z.union([z.string(), z.number()]), second: z.union([z.string(), z.number()]) }).nullable(),
      }),
    ),
  }),
  refusals: saleRefusals,
});

/** Why an offer does not apply: for programs; the words are the page's. */
export const reasonAgainstSchema = z.object({
  code: z.enum([...notApplicableCodes, 'no_guaranteed_value']),
  /** Part of the question the reason hangs on: `today`, `place`, `channel`, `customerType`, `vehicle` or `vehicle.<field>`. */
  path: z.string(),
  /** What was asked and what is allowed: days, months, kilometres, codes and names. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
});
export type ReasonAgainst = z.infer<typeof reasonAgainstSchema>;

export const explainOfferRoute = defineRoute({
  method: 'GET',
  path: '/api/pricing/offers/:id/applicability',
  summary: 'Whether an offer applies to a vehicle, a type of customer and a channel at the active dealer today, and if not, every reason why.',
  access: 'pricing.offer.read',
  params: z.object({ id: uuid }),
  /** Without a version: the one of the day, else the next to come, else the last. */
  query: saleQuery.extend({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
  response: z.object({
    today: civilDate,
    offerId: uuid,
    version: z.number().int(),
    code: z.string(),
    name: z.string(),
    applies: z.boolean(),
    /** Every reason against, the weightiest first. */
    against: z.array(reasonAgainstSchema),
    because: z.array(whyApplicable),
  }),
  refusals: saleRefusals,
});

export const offerStatus = z.enum(['inForce', 'future', 'ended', 'withdrawn']);

/** Null unless the version was withdrawn before it began. */
const withdrawn = z.object({ at: instant, by: z.string(), reason: z.string() }).nullable();

export const offerListItemSchema = z.object({
  offerId: uuid,
  version: z.number().int(),
  code: z.string(),
  name: z.string(),
  product: z.object({ code: z.string(), name: bilingual, plan: offerPlan }),
  status: offerStatus,
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  nodeName: z.string(),
  kinds: z.array(z.string()).nullable(),
  makes: z.array(z.string()).nullable(),
  fuels: z.array(z.string()).nullable(),
  /** Names of the carlines and of the versions of the catalogue it is cut for: "Fiat 600". */
  carlines: z.array(z.string()).nullable(),
  vehicleVersions: z.array(z.string()).nullable(),
  channels: z.array(salesChannel).nullable(),
  customerTypes: z.array(customerType).nullable(),
  minAgeMonths: z.number().int().nullable(),
  maxAgeMonths: z.number().int().nullable(),
  minMileageKm: z.number().int().nullable(),
  maxMileageKm: z.number().int().nullable(),
  /** First day of the version that follows; null while none is written. */
  nextVersionFrom: civilDate.nullable(),
  withdrawn,
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
  summary: 'Offers with their validity, scope and rates, each by its version of the day, else the next to come, else the last; those in force first.',
  access: 'pricing.offer.read',
  query: pageQuery.extend({ text: plainText(80).optional(), status: offerStatus.optional(), make: plainText(60).optional(), plan: offerPlan.optional() }).strict(),
  response: z.object({ items: z.array(offerListItemSchema), nextCursor: z.string().nullable() }),
});

const named = z.object({ id: uuid, name: z.string() });

export const offerDetailSchema = offerListItemSchema.extend({
  charges: z.array(chargeSchema),
  substituteTax: substituteTaxSchema.nullable(),
  stampDuty: stampDutySchema.nullable(),
  /** What the list tells by name, for who writes the next version. */
  scope: z.object({ productId: uuid, nodeId: z.number().int(), carlines: z.array(named), versions: z.array(named) }),
  /** All versions, the newest first. */
  versions: z.array(z.object({ version: z.number().int(), validFrom: civilDate, validTo: civilDate.nullable(), withdrawn })),
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
