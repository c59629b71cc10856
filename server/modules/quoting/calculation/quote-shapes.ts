/** Shapes of what is priced and frozen: the choice, the car as it was, the figures. */
import { z } from 'zod';
import { amountCents, cents, civilDate, plainText, ratePpm, uuid } from '#platform/contract';

/** Which vehicle: one in stock, or a version of the catalogue. */
export const vehicleChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stock'), stockId: uuid }),
  z.strictObject({ kind: z.literal('catalogue'), versionId: uuid }),
]);
export type VehicleChoice = z.infer<typeof vehicleChoiceSchema>;

const code = z.string().min(1).max(40).regex(/^[\w.-]+$/);
const kilometres = z.number().int().min(0).max(2_000_000);

/** What the dealer adds to the car at the dealer's price: mats, the costs of registration. VAT included. */
export const accessorySchema = z.strictObject({ name: plainText(60, 1), cents: amountCents });

/** The car the customer gives in; `payoffCents` is what its old loan still asks on the day it is paid off. */
export const tradeInSchema = z.strictObject({ plate: plainText(16), description: plainText(120), mileageKm: kilometres.nullable(), payoffCents: amountCents });

export const quoteInputSchema = z.strictObject({
  vehicle: vehicleChoiceSchema,
  /** Price of the vehicle without options and accessories, VAT included; never above the house's own. */
  priceCents: amountCents,
  /** Off the full price: vehicle, options and accessories. */
  discountCents: amountCents,
  /** Value offered for the car given in, before its old loan is paid off. */
  tradeInCents: amountCents,
  /** Paid at the start; of a lease the first rental, VAT included. */
  depositCents: amountCents,
  offerId: uuid,
  offerVersion: z.number().int().min(1).max(100_000),
  termMonths: z.number().int().min(1).max(120),
  /** Of a lease the purchase option, VAT included; null for a level loan. */
  balloonCents: amountCents.nullable(),
  /** Kilometres a year on which the balloon rests; null for a level loan and a lease. */
  kmPerYear: z.number().int().min(1000).max(200_000).nullable(),
  serviceCodes: z.array(code).max(20),
  /** Options, packs and colours of the catalogue; their prices are the house's. */
  optionCodes: z.array(z.string().min(1).max(40)).max(100),
  accessories: z.array(accessorySchema).max(10),
  /** Null when no car is given in, or nothing is known of it but its value. */
  tradeIn: tradeInSchema.nullable(),
});
export type QuoteInput = z.infer<typeof quoteInputSchema>;

/** What a choice begins with that names no options, accessories or car given in. */
export const noExtras = { optionCodes: [], accessories: [], tradeIn: null } satisfies Pick<QuoteInput, 'optionCodes' | 'accessories' | 'tradeIn'>;

export const quotedOptionSchema = z.object({ code: z.string(), name: z.string(), priceCents: cents });
export type QuotedOption = z.infer<typeof quotedOptionSchema>;

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
  /** The most that may be asked for it: list price of a version, asking price of a car in stock. Null in quotes made before it was kept. */
  housePriceCents: cents.nullable(),
  /** Options chosen with their prices of the day; nothing for one that a chosen pack brings along. */
  options: z.array(quotedOptionSchema),
  optionsCents: cents,
  vin: z.string().nullable(),
  plate: z.string().nullable(),
  mileageKm: z.number().int().nullable(),
  firstRegistrationOn: civilDate.nullable(),
});
export type QuotedVehicle = z.infer<typeof quotedVehicleSchema>;

/** What the price of a car rests on besides the choice: the calculation takes it from the house, never from the request. */
export type PricedCar = Pick<QuotedVehicle, 'housePriceCents' | 'options'>;

export const planRowSchema = z.object({
  number: z.number().int(),
  dueDate: civilDate,
  principalCents: cents,
  interestCents: cents,
  feeCents: cents,
  dueCents: cents,
  balanceCents: cents,
});

/** A row of a lease: rental or option without VAT, and what is asked with it. */
export const leaseRowSchema = z.object({
  /** 0 = first rental; 1 … n; n + 1 = purchase option. */
  number: z.number().int(),
  kind: z.enum(['first-rental', 'rental', 'purchase-option']),
  dueDate: civilDate,
  rentalCents: cents,
  feeCents: cents,
  vatRatePpm: ratePpm,
  vatCents: cents,
  grossCents: cents,
});

export const leaseSummarySchema = z.object({
  mode: z.enum(['advance', 'arrears']),
  vatRatePpm: ratePpm,
  /** All without VAT: the asset, what is paid first, each rental, the option. */
  netAssetCents: cents,
  firstRentalCents: cents,
  rentalCents: cents,
  purchaseOptionCents: cents,
  /** VAT of the whole contract, rentals, fees and option. */
  vatCents: cents,
  netDueCents: cents,
  grossDueCents: cents,
  /** "Tasso leasing" of the transparency rules: rentals and option, without taxes and fees, against the net asset. */
  leaseRatePpm: z.number().int(),
});
export const leaseFiguresSchema = leaseSummarySchema.extend({ rows: z.array(leaseRowSchema) });
export type LeaseFigures = z.infer<typeof leaseFiguresSchema>;

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
  lease: leaseSummarySchema.nullable(),
});
export type QuoteSummaryFigures = z.infer<typeof summaryFiguresSchema>;

/**
 * Figures of a proposal with the plan. Of a lease: `lease` says it without and with VAT; the instalment is the rental
 * without VAT, `instalmentWithFeesCents` what is asked each month with VAT; total credit and amount financed are the net
 * asset less the first rental; the plan's rows are without VAT and its first rental apart.
 */
export const figuresSchema = summaryFiguresSchema.extend({ rows: z.array(planRowSchema), lease: leaseFiguresSchema.nullable() });

/** What the customer saw when the seller pressed save: the server computes again and refuses a difference. */
export const shownFiguresSchema = z.strictObject({
  instalmentWithFeesCents: cents,
  amountFinancedCents: cents,
  totalDueCents: cents,
  taegPpm: z.number().int().min(0).max(100_000_000),
});
export type ShownFigures = z.infer<typeof shownFiguresSchema>;
