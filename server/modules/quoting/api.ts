/** Contracts of quoting, shared with the web. The calculation is exported here too: the browser prices with the same code. */
import { z } from 'zod';
import { aboveDelegatedLimit } from '#identity/api';
import { customerType, offerConditionsSchema } from '#pricing/api';
import { checkPlate } from '#vehicles/api';
import { cents, civilDate, defineRoute, instant, uuid } from '#platform/contract';
import { customerPatterns } from './shares/contact-contracts.ts';
import { quoteRefusals } from './calculation/quote-refusals.ts';
import { figuresSchema, quotedVehicleSchema, quoteInputSchema, shownFiguresSchema, tradeInSchema } from './calculation/quote-shapes.ts';
import { quoteChannel, shownSale, typedSale } from './sale-contracts.ts';

export { customerPatterns, quoteRefusals };
export * from './sale-contracts.ts';
export * from './calculation/quote-shapes.ts';
export * from './lists/list-contracts.ts';
export * from './precontract-forms/precontract-contracts.ts';
export * from './papers/paper-contracts.ts';
export * from './shares/share-contracts.ts';
export * from './mail/mail-contracts.ts';
export { fleetTotals, type FleetTotals } from './calculation/fleet-totals.ts';
export { fullPriceCents, leastDepositCents, tradeInEquityCents } from './calculation/deal-amounts.ts';
export { quotedOptions } from './calculation/quoted-options.ts';
export { carUses, deductibility, type CarUse, type Deductibility, type DeductibilityQuestion } from './calculation/deductibility.ts';
export { purchaseOptionRange } from './calculation/lease-terms.ts';
export { leaseWithVat, type LeaseWithVat } from './calculation/lease-with-vat.ts';
export { priceQuote, type QuoteFigures, type QuotePricing, type QuoteRefusal } from './calculation/price-quote.ts';
export { solveQuote, solveQuoteDeposit, solveQuoteWays, type Solvable, type SolvedChange, type SolvedOrRefused, type SolvedQuote } from './calculation/solve-quote.ts';
export { shownFigures } from './calculation/shown-figures.ts';

/** `alternatives`: the customer takes one of up to three; `fleet`: all of them are bought, each in its quantity. */
export const quoteKind = z.enum(['alternatives', 'fleet']);
export type QuoteKind = z.infer<typeof quoteKind>;
export const maximumAlternatives = 3;
export const maximumFleetLines = 20;
export const maximumFleetQuantity = 500;

const quantity = z.number().int().min(1).max(maximumFleetQuantity);

/** What may be done with this quote now; a refused operation says why, in the caller's language. */
const operationSchema = z.object({ operation: z.enum(['revise', 'print', 'duplicate']), allowed: z.boolean(), reason: z.string().nullable() });

/** One proposal of a quote with all that it froze. */
export const quoteProposalSchema = z.object({
  number: z.number().int(),
  quantity: z.number().int(),
  input: quoteInputSchema,
  vehicle: quotedVehicleSchema,
  conditions: offerConditionsSchema,
  figures: figuresSchema,
});
export type QuoteProposal = z.infer<typeof quoteProposalSchema>;

/** What a fleet comes to: each line times its quantity. */
export const fleetTotalsSchema = z.object({
  quantity: z.number().int(),
  netPriceCents: cents,
  depositCents: cents,
  tradeInCents: cents,
  totalCreditCents: cents,
  amountFinancedCents: cents,
  instalmentWithFeesCents: cents,
  balloonCents: cents,
  totalDueCents: cents,
});

export const quoteSchema = z.object({
  id: uuid,
  number: z.string(),
  revision: z.number().int(),
  latestRevision: z.number().int(),
  status: z.enum(['open', 'expired']),
  kind: quoteKind,
  ...shownSale,
  sellerName: z.string(),
  dealer: z.object({ code: z.string(), name: z.string() }),
  createdAt: instant,
  updatedAt: instant,
  expiresOn: civilDate,
  startDate: civilDate,
  engineVersion: z.string(),
  /** In the order of the seller; the first leads. */
  proposals: z.array(quoteProposalSchema),
  /** Null for alternatives. */
  totals: fleetTotalsSchema.nullable(),
  operations: z.array(operationSchema),
});
export type Quote = z.infer<typeof quoteSchema>;

/** The proposal a list and a title speak of: the first. */
export function leadingProposal(quote: Pick<Quote, 'proposals'>): QuoteProposal {
  const [first] = quote.proposals;
  if (first === undefined) throw new Error('a quote without proposals');
  return first;
}

/** Days for which a saved quote can be accepted. */
export const quoteValidityDays = 30;

const plateSign = { code: 'plate_sign', it: 'la targa ha solo lettere e cifre, al massimo 12', en: 'a plate holds letters and digits alone, at most 12' };

/** A choice as it is typed: of a plate, which may be of any country, letters and digits. What is stored already stays readable. */
const typedInputSchema = quoteInputSchema.extend({
  tradeIn: tradeInSchema.extend({ plate: tradeInSchema.shape.plate.refine((plate) => plate === '' || checkPlate(plate, { country: '' }).ok, { params: plateSign }) }).nullable(),
});

export const priceQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/price',
  summary: 'Prices one proposal without saving it: car with its options, figures and plan.',
  access: 'quoting.quote.price',
  body: z.strictObject({ input: typedInputSchema, customerType: customerType.default('consumer'), channel: quoteChannel.default('showroom') }),
  response: z.object({ vehicle: quotedVehicleSchema, figures: figuresSchema, startDate: civilDate, engineVersion: z.string() }),
  refusals: quoteRefusals,
  readOnly: true,
});

/** Twenty lines with every option and accessory. */
const saveBodyLimit = 256 * 1024;

const proposalBody = z.strictObject({ quantity, input: typedInputSchema, shown: shownFiguresSchema });

const saveBody = z.strictObject({
  kind: quoteKind,
  ...typedSale,
  proposals: z.array(proposalBody).min(1).max(maximumFleetLines),
  startDate: civilDate,
});
export type SaveQuoteBody = z.infer<typeof saveBody>;

const noDealer = { it: 'La personalità attiva non appartiene a un concessionario: passa a quella di venditore.', en: 'The active personality belongs to no dealer: switch to a seller’s.' };

const saveRefusals = {
  ...quoteRefusals,
  above_delegated_limit: aboveDelegatedLimit,
  figures_differ: {
    it: 'Le condizioni sono cambiate da quando il preventivo è stato calcolato: la rata ora è {instalmentWithFeesCents}. Ricalcola e salva di nuovo.',
    en: 'Conditions changed since the quote was computed: the instalment now is {instalmentWithFeesCents}. Compute and save again.',
  },
  day_changed: { it: 'Il preventivo è stato calcolato in un altro giorno: ricalcola e salva di nuovo.', en: 'The quote was computed on another day: compute and save again.' },
  no_dealer: noDealer,
  too_many_alternatives: { it: 'Un preventivo ha al massimo {maximum} alternative: toglile o salva una flotta.', en: 'A quote has {maximum} alternatives at most: remove some, or save a fleet.' },
  quantity_of_alternative: { it: 'Un’alternativa è per una sola auto: per più auto salva una flotta.', en: 'An alternative is for one car: save a fleet for more.' },
  quantity_of_stock_car: { it: 'Un’auto in giacenza è una sola: indica quantità 1.', en: 'A car in stock is one: give the quantity 1.' },
  vehicle_twice: { it: 'La stessa auto in giacenza è già nella proposta {proposal} della flotta.', en: 'The same car in stock is already in line {proposal} of the fleet.' },
} as const;

export const saveQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes',
  summary: 'Saves a quote; the server computes it again and refuses when the figures shown differ.',
  access: 'quoting.quote.write',
  gatedBy: 'selling',
  body: saveBody,
  bodyLimit: saveBodyLimit,
  response: quoteSchema,
  refusals: saveRefusals,
});

export const reviseQuoteRoute = defineRoute({
  method: 'PUT',
  path: '/api/quoting/quotes/:id',
  summary: 'Saves a new revision of a quote; `revision` is the one the caller has read.',
  access: 'quoting.quote.write',
  gatedBy: 'selling',
  params: z.object({ id: uuid }),
  body: saveBody.extend({ revision: z.number().int().min(1).max(100_000) }),
  bodyLimit: saveBodyLimit,
  response: quoteSchema,
  refusals: saveRefusals,
});

export const duplicateQuoteRoute = defineRoute({
  method: 'POST',
  path: '/api/quoting/quotes/:id/duplicate',
  summary: 'Saves a copy of a quote’s latest revision under a new number, with the conditions of today of the same offers.',
  access: 'quoting.quote.write',
  gatedBy: 'selling',
  params: z.object({ id: uuid }),
  response: quoteSchema,
  refusals: {
    ...quoteRefusals,
    above_delegated_limit: aboveDelegatedLimit,
    no_dealer: noDealer,
    offer_not_in_force: {
      it: 'Proposta {proposal}: l’offerta {offer} oggi non vale più per questa auto. Apri il preventivo e scegli un’altra offerta.',
      en: 'Proposal {proposal}: the offer {offer} no longer applies to this car. Open the quote and choose another offer.',
    },
  },
});

const quoteEventKinds = [
  'saved', 'revised', 'duplicated', 'printed', 'mailed', 'shared', 'shareOpened', 'shareEnded', 'askedToGoOn', 'reserved', 'released', 'followUp', 'secciPrinted', 'secciDelivered',
] as const;
/** What happened to a quote. */
export const quoteEventKind = z.enum(quoteEventKinds);
export type QuoteEventKind = z.infer<typeof quoteEventKind>;

export const timelineRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/timeline',
  summary: 'What happened to a quote, newest first, at most 500 entries.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  response: z.object({
    items: z.array(
      z.object({ id: uuid, at: instant, kind: quoteEventKind, actorName: z.string(), details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }),
    ),
  }),
});

export const replayQuoteRoute = defineRoute({
  method: 'GET',
  path: '/api/quoting/quotes/:id/replay',
  summary: 'Computes every proposal of a revision again from what it froze and compares it with what was saved.',
  access: 'quoting.quote.read',
  params: z.object({ id: uuid }),
  query: z.strictObject({ revision: z.coerce.number().int().min(1).max(100_000).optional() }),
  response: z.object({
    revision: z.number().int(),
    same: z.boolean(),
    engineThen: z.string(),
    engineNow: z.string(),
    proposals: z.array(
      z.object({
        number: z.number().int(),
        same: z.boolean(),
        /** Name of the refusal when it can no longer be computed. */
        refusal: z.string().nullable(),
        /** Figures that differ; empty while only rows of the plan do. */
        differences: z.array(z.object({ figure: z.string(), saved: z.number().nullable(), computed: z.number().nullable() })),
      }),
    ),
  }),
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
