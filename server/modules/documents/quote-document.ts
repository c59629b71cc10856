/**
 * What a printed quote needs to know, filled by the module that prices. Integer cents, rates in parts per million,
 * days as YYYY-MM-DD; labels already in the language of the document.
 */
import { z } from 'zod';
import { amountCents, cents, civilDate, ratePpm } from '#platform/contract';
import { addCents } from '#platform/money';
import { issuerSchema } from './issuer.ts';

const line = z.string().max(400);
const labelledAmount = z.object({ label: line, amountCents: cents });

const seller = z.object({ name: line, phone: line.nullable().default(null), email: line.nullable().default(null) });

const vehicle = z.object({
  kind: z.enum(['new', 'used', 'kmZero', 'companyCar']),
  make: line,
  carline: line,
  version: line,
  /** Short facts in the order they are printed, values with their unit: `{label: 'Potenza', value: '85 kW'}`. */
  facts: z.array(z.object({ label: line, value: line })).max(16),
});

const price = z.object({
  listPriceCents: amountCents,
  /** Options, accessories, delivery: each with its own line. */
  extras: z.array(labelledAmount).max(40).default([]),
  discountCents: amountCents,
  /** List price and extras less the discount, VAT included. */
  salePriceCents: amountCents,
  tradeInCents: amountCents,
  tradeInLabel: line.nullable().default(null),
  /** What the old loan of the car given in still asks; paid off with the value. */
  payoffCents: amountCents.default(0),
  depositCents: amountCents,
});

const service = z.object({
  name: line,
  provider: line.nullable().default(null),
  /** Package under whose name it is sold. */
  packageName: line.nullable().default(null),
  amountCents,
  /** True when the amount is part of the loan, false when it is paid apart. */
  financed: z.boolean(),
  /** True when the credit is not granted on these conditions without it: its cost is then in the TAEG. */
  mandatory: z.boolean(),
});

const planRow = z.object({
  number: z.number().int().min(0).max(999),
  dueOn: civilDate,
  /** Principal + interest. */
  instalmentCents: cents,
  principalCents: cents,
  interestCents: cents,
  /** Collection fee and what else is paid with this row, outside the instalment. */
  feesCents: cents,
  /** Principal still owed after this row. */
  balanceCents: cents,
  balloon: z.boolean().default(false),
});

const financing = z.object({
  productName: line,
  offerName: line.nullable().default(null),
  lenderName: line,
  totalCreditCents: amountCents,
  amountFinancedCents: amountCents,
  termMonths: z.number().int().min(1).max(360),
  /** How many equal instalments are paid, the balloon not counted. */
  instalmentCount: z.number().int().min(0).max(360),
  instalmentCents: amountCents,
  /** What leaves the customer's account each month, fees of the row included; null when it is the instalment itself. */
  monthlyPaymentCents: amountCents.nullable().default(null),
  balloonCents: amountCents.nullable().default(null),
  /** True when the balloon is also the value at which the car may be given back. */
  balloonGuaranteed: z.boolean().default(false),
  nominalRatePpm: ratePpm,
  /** Printed rounded half up to two decimals of a per cent. */
  taegPpm: z.number().int().min(0).max(10_000_000),
  interestCents: amountCents,
  /** Arrangement, collection, statement: each with its own line and its total over the whole term. */
  fees: z.array(labelledAmount).max(12).default([]),
  substituteTaxCents: amountCents,
  totalDueCents: amountCents,
  plan: z.array(planRow).min(1).max(240),
});

const leaseRow = z.object({
  number: z.number().int().min(0).max(999),
  kind: z.enum(['first-rental', 'rental', 'purchase-option']),
  dueOn: civilDate,
  /** Rental or option without VAT. */
  rentalCents: cents,
  feesCents: cents,
  vatCents: cents,
  /** What is asked. */
  grossCents: cents,
});

const lease = z.object({
  productName: line,
  offerName: line.nullable().default(null),
  lenderName: line,
  mode: z.enum(['advance', 'arrears']),
  vatRatePpm: ratePpm,
  /** Without VAT, as all that does not say otherwise. */
  netAssetCents: amountCents,
  firstRentalCents: amountCents,
  /** Regular rentals, the first apart. */
  rentalCount: z.number().int().min(1).max(360),
  rentalCents: amountCents,
  /** A regular month with fees and VAT. */
  monthlyGrossCents: amountCents,
  purchaseOptionCents: amountCents,
  nominalRatePpm: ratePpm,
  /** "Tasso leasing" of the transparency rules. */
  leaseRatePpm: z.number().int().min(0).max(10_000_000),
  vatCents: amountCents,
  netDueCents: amountCents,
  grossDueCents: amountCents,
  /** Fees asked apart from the plan, with VAT: those of the signing. */
  apartCents: amountCents.default(0),
  plan: z.array(leaseRow).min(2).max(242),
  /** For a consumer, who deducts no VAT: every amount with it, and the TAEG. Null for a business. */
  withVat: z
    .object({ priceCents: amountCents, firstRentalCents: amountCents, creditCents: amountCents, rentalCents: amountCents, rentals: z.number().int(), purchaseOptionCents: amountCents, besideCents: amountCents, dueCents: amountCents, taegPpm: z.number().int().min(0) })
    .nullable()
    .default(null),
  /** What a business may deduct, one paragraph for each use. */
  deductibility: z.array(z.string().max(600)).max(6).default([]),
});

export const quoteDocumentSchema = z
  .object({
    language: z.enum(['it', 'en']),
    number: line,
    /** Told from the second on. */
    revision: z.number().int().min(1).default(1),
    issuedOn: civilDate,
    validUntil: civilDate.nullable().default(null),
    dealer: issuerSchema,
    seller: seller.nullable().default(null),
    /** A quote needs no customer; when known, the name is printed. */
    customerName: line.nullable().default(null),
    vehicle,
    price,
    services: z.array(service).max(30).default([]),
    /** Null for a quote paid in cash, and for a lease. */
    financing: financing.nullable(),
    lease: lease.nullable().default(null),
    /** How many such cars are bought. */
    quantity: z.number().int().min(1).max(10_000).default(1),
    /** Sentences of the dealer or of the offer, printed before ours. */
    notes: z.array(z.string().max(1500)).max(10).default([]),
  })
  .superRefine((quote, issues) => {
    const add = (path: (string | number)[], message: string) => issues.addIssue({ code: 'custom', path, message });
    const { price, financing } = quote;
    const extras = addCents(...price.extras.map((extra) => extra.amountCents));
    if (addCents(price.listPriceCents, extras, -price.discountCents) !== price.salePriceCents) add(['price', 'salePriceCents'], 'is not list price and extras less discount');
    quote.lease?.plan.forEach((row, index) => {
      if (addCents(row.rentalCents, row.feesCents, row.vatCents) !== row.grossCents) add(['lease', 'plan', index], 'rental, fees and VAT do not add up');
    });
    if (quote.lease !== null && addCents(quote.lease.apartCents, ...quote.lease.plan.map((row) => row.grossCents)) !== quote.lease.grossDueCents) add(['lease', 'plan'], 'does not add up to what is due');
    if (quote.lease !== null && financing !== null) add(['financing'], 'stands beside a lease');
    if (financing === null) return;
    const { plan } = financing;
    if (addCents(...plan.map((row) => row.principalCents)) !== financing.amountFinancedCents) add(['financing', 'plan'], 'principal does not add up to the amount financed');
    if (addCents(...plan.map((row) => row.interestCents)) !== financing.interestCents) add(['financing', 'plan'], 'interest does not add up to the interest of the loan');
    plan.forEach((row, index) => {
      if (addCents(row.principalCents, row.interestCents) !== row.instalmentCents) add(['financing', 'plan', index], 'principal and interest do not add up to the instalment');
    });
  });

/** As the caller writes it; optional parts may be left out. */
export type QuoteDocumentData = z.input<typeof quoteDocumentSchema>;
/** Checked, with every optional part present or null. */
export type QuoteDocument = z.output<typeof quoteDocumentSchema>;
