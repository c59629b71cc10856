/** Contracts of quoting, shared with the web. The calculation is exported here too: the browser prices with the same code. */
import { z } from 'zod';
import { offerConditionsSchema } from '#pricing/api';
import { amountCents, cents, civilDate, defineRoute, instant, pageQuery, plainText, ratePpm, uuid } from '#platform/contract';
import { quoteRefusals } from './calculation/quote-refusals.ts';

export { quoteRefusals };
export { priceQuote, solveQuoteDeposit, type QuotePricing, type QuoteRefusal } from './calculation/price-quote.ts';

/** Which vehicle: one in stock, or a version of the catalogue. */
export const vehicleChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stock'), stockId: uuid }),
  z.strictObject({ kind: z.literal('catalogue'), versionId: uuid }),
]);
export type VehicleChoice = z.infer<typeof vehicleChoiceSchema>;

export const quoteInputSchema = z.strictObject({
  vehicle: vehicleChoiceSchema,
  /** Full price of the vehicle, VAT included. */
  priceCents: amountCents,
  discountCents: amountCents,
  tradeInCents: amountCents,
  depositCents: amountCents,
  offerId: uuid,
  offerVersion: z.number().int().min(1).max(100_000),
  termMonths: z.number().int().min(1).max(120),
  /** Null for a level loan. */
  balloonCents: amountCents.nullable(),
  /** Kilometres a year on which the balloon rests; null for a level loan. */
  kmPerYear: z.number().int().min(1000).max(200_000).nullable(),
  serviceCodes: z.array(z.string().min(1).max(40).regex(/^[\w.-]+$/)).max(20),
});
export type QuoteInput = z.infer<typeof quoteInputSchema>;

/** The vehicle as it was when the quote was saved. */
export const quotedVehicleSchema = z.object({
  versionId: uuid,
  stockId: uuid.nullable(),
  kind: z.enum(['new', 'used', 'kmZero', 'companyCar']),
  make: z.string(),
  carline: z.string(),
  name: z.string(),
  fuel: z.string(),
  powerKw: z.number().int(),
  co2GKm: z.number().int().nullable(),
  listPriceCents: cents,
  vin: z.string().nullable(),
  plate: z.string().nullable(),
  mileageKm: z.number().int().nullable(),
  firstRegistrationOn: civilDate.nullable(),
});
export type QuotedVehicle = z.infer<typeof quotedVehicleSchema>;

export const planRowSchema = z.object({
  number: z.number().int(),
  dueDate: civilDate,
  principalCents: cents,
  interestCents: cents,
  feeCents: cents,
  dueCents: cents,
  balanceCents: cents,
});

export const summaryFiguresSchema = z.object({
  netPriceCents: cents,
  totalCreditCents: cents,
  financedFeesCents: cents,
  financedServicesCents: cents,
  substituteTaxCents: cents,
  stampDutyCents: cents,
  amountFinancedCents: cents,
  instalmentCents: cents,
  instalmentWithFeesCents: cents,
  balloonCents: cents,
  interestCents: cents,
  totalFeesCents: cents,
  totalCostCents: cents,
  totalDueCents: cents,
  nominalRatePpm: ratePpm,
  taegPpm: z.number().int(),
  effectiveRatePpm: z.number().int(),
});
export type QuoteSummaryFigures = z.infer<typeof summaryFiguresSchema>;

export const figuresSchema = summaryFiguresSchema.extend({ rows: z.array(planRowSchema) });

/** What the customer saw when the seller pressed save: the server computes again and refuses a difference. */
export const shownFiguresSchema = z.strictObject({
  instalmentWithFeesCents: cents,
  amountFinancedCents: cents,
  totalDueCents: cents,
  taegPpm: z.number().int().min(0).max(100_000_000),
});

const reference = plainText(80);

export const quoteListItemSchema = z.object({
  id: uuid,
  number: z.string(),
  reference: z.string(),
  vehicleLabel: z.string(),
  offerName: z.string(),
  plan: z.enum(['level', 'balloon']),
  sellerName: z.string(),
  dealerCode: z.string(),
  priceCents: cents,
  totalCreditCents: cents,
  termMonths: z.number().int(),
  instalmentCents: cents,
  taegPpm: z.number().int(),
  revision: z.number().int(),
  createdAt: instant,
  expiresOn: civilDate,
  status: z.enum(['open', 'expired']),
});
export type QuoteListItem = z.infer<typeof quoteListItemSchema>;

/** What may be done with this quote now; a refused operation says why, in the caller's language. */
const operationSchema = z.object({ operation: z.enum(['revise', 'print', 'duplicate']), allowed: z.boolean(), reason: z.string().nullable() });

export const quoteSchema = z.object({
  id: uuid,
  number: z.string(),
  revision: z.number().int(),
  latestRevision: z.number().int(),
  status: z.enum(['open', 'expired']),
  reference: z.string(),
  sellerName: z.string(),
  dealer: z.object({ code: z.string(), name: z.string() }),
  createdAt: instant,
  updatedAt: instant,
  expiresOn: civilDate,
  startDate: civilDate,
  engineVersion: z.string(),
  input: quoteInputSchema,
  vehicle: quotedVehicleSchema,
  conditions: offerConditionsSchema,
  figures: figuresSchema,
  operations: z.array(operationSchema),
});
export type Quote = z.infer<typeof quoteSchema>;

/** Days for which a saved quote can be accepted. */
export const quoteValidityDays = 30;

export const priceQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/price',
  summary: 'Prices a quote without saving it: figures and plan.',
  access: 'quoting.quote.price',
  body: quoteInputSchema,
  response: z.object({ figures: figuresSchema, startDate: civilDate, engineVersion: z.string() }),
  refusals: quoteRefusals,
  readOnly: true,
});

const saveBody = z.strictObject({ input: quoteInputSchema, shown: shownFiguresSchema, startDate: civilDate, reference });

const saveRefusals = {
  ...quoteRefusals,
  figures_differ: {
    it: 'Le condizioni sono cambiate da quando il preventivo è stato calcolato: la rata ora è {instalmentWithFeesCents}. Ricalcola e salva di nuovo.',
    en: 'Conditions changed since the quote was computed: the instalment now is {instalmentWithFeesCents}. Compute and save again.',
  },
  day_changed: { it: 'Il preventivo è stato calcolato in un altro giorno: ricalcola e salva di nuovo.', en: 'The quote was computed on another day: compute and save again.' },
  no_dealer: { it: 'La personalità attiva non appartiene a un concessionario: passa a quella di venditore.', en: 'The active personality belongs to no dealer: switch to a seller’s.' },
} as const;

export const saveQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes',
  summary: 'Saves a quote; the server computes it again and refuses when the figures shown differ.',
  access: 'quoting.quote.write',
  body: saveBody,
  response: quoteSchema,
  refusals: saveRefusals,
});

export const reviseQuoteRoute = defineRoute({
  method: 'PUT',
  path: '/api/quoting/quotes/:id',
  summary: 'Saves a new revision of a quote; `revision` is the one the caller has read.',
  access: 'quoting.quote.write',
  params: z.object({ id: uuid }),
  body: saveBody.extend({ revision: z.number().int().min(1).max(100_000) }),
  response: quoteSchema,
  refusals: saveRefusals,
});

export const listQuotesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes',
  summary: 'Quotes of the active personality’s scope, newest first.',
  access: 'quoting.quote.read',
  query: pageQuery.extend({ text: plainText(80).optional(), status: z.enum(['open', 'expired']).optional() }).strict(),
  response: z.object({ items: z.array(quoteListItemSchema), nextCursor: z.string().nullable() }),
});

export const countQuotesRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/open-count',
  summary: 'How many quotes of the scope can still be accepted; counts to 1,000.',
  access: 'quoting.quote.read',
  response: z.object({ open: z.number().int() }),
});

export const getQuoteRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id',
  summary: 'A quote with its whole plan, at its newest or a named revision.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  query: z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional() }),
  response: quoteSchema,
});

export const printQuoteRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/document',
  summary: 'Quote and plan as declared PDF/A-2b; made once for a revision and language, then the stored original.',
  access: 'quoting.quote.print',
  params: z.object({ id: uuid }),
  query: z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional(), language: z.enum(['it', 'en']).default('it') }),
  response: z.unknown(),
  produces: 'application/pdf',
  ratePerMinute: 120,
});
