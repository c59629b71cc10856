/**
 * Whether an offer stays below the usury threshold: the smallest amount it lends over each term, in each class of amounts
 * of each quarter it is sold in, taken with the insurance that secures the repayment (L. 108/1996 art. 2; what counts:
 * engine/rate/teg.ts, taxes apart). Pure; amounts in cents, rates in ppm.
 */
import { priceFinancing, type FinancingTerms } from '#engine';
import { priceLease, type LeaseCharge } from '#engine/lease';
import { findThreshold, usuryThresholdPpm, type UsuryRow } from '#engine/rates';
import type { OfferConditions } from '../api.ts';

export interface TriedOffer {
  readonly product: OfferConditions['product'];
  readonly charges: OfferConditions['charges'];
  readonly terms: OfferConditions['terms'];
  readonly minFinancedCents: number;
  readonly maxFinancedCents: number;
  /** Price of the insurance that secures the repayment over a term. */
  readonly insuranceCents: (months: number) => number;
  readonly validFrom: string;
  /** Last day in force; null while open-ended. */
  readonly validTo: string | null;
}

/** One amount over one term against the threshold of one quarter. */
export interface UsuryCase {
  readonly quarter: string;
  readonly months: number;
  readonly amountCents: number;
  /** Two decimals of per cent, as the engine rounds. */
  readonly tegPpm: number;
  readonly thresholdPpm: number;
}

export type UsuryCases =
  | { readonly ok: true; readonly cases: readonly UsuryCase[] }
  | { readonly ok: false; readonly refusal: 'usury_quarter_missing'; readonly quarter: string }
  | { readonly ok: false; readonly refusal: 'not_computable'; readonly months: number; readonly reason: string };

type Priced = { readonly ok: true; readonly tegPpm: number } | { readonly ok: false; readonly reason: string };

/** Category of the decrees: finance on a vehicle for the dealer's customer, or a lease of a car. */
const categoryOf = (product: TriedOffer['product']): string => (product.plan === 'lease' ? 'leasing_autoveicoli_aeronavale' : 'credito_finalizzato');

function loanTerms({ charges, insuranceCents }: TriedOffer, months: number, nominalRatePpm: number, startDate: string, priceCents: number): FinancingTerms {
  // A level plan, also for a balloon: what is owed falls sooner, so that the same fees weigh more.
  return {
    priceCents, discountCents: 0, tradeInCents: 0, depositCents: 0, termMonths: months, nominalRatePpm, plan: { kind: 'level' }, startDate, charges,
    services: [{ code: 'insurance', amountCents: insuranceCents(months), financed: true, inTaeg: true }], substituteTax: null, stampDuty: null,
  };
}

/** The smallest loan that finances at least `amountCents`: fees and insurance may be among what is financed. */
function loanTeg(offer: TriedOffer, { months, nominalRatePpm }: TriedOffer['terms'][number], start: string, amountCents: number): Priced {
  let low = 0;
  let high = amountCents;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const priced = priceFinancing(loanTerms(offer, months, nominalRatePpm, start, middle));
    if (priced.ok && priced.figures.amountFinancedCents >= amountCents) high = middle;
    else low = middle;
  }
  const priced = priceFinancing(loanTerms(offer, months, nominalRatePpm, start, high));
  return priced.ok ? { ok: true, tegPpm: priced.figures.taegPpm } : { ok: false, reason: priced.refusal };
}

const leaseBases = { 'amount-financed': 'financed', 'total-credit': 'financed', instalment: 'rental' } as const;

/** Without first rental and with the smallest option what is financed falls fastest; VAT apart, as who leases for business deducts it. */
function leaseTeg({ product, charges, insuranceCents }: TriedOffer, { months, nominalRatePpm }: TriedOffer['terms'][number], start: string, amountCents: number): Priced {
  if (product.plan !== 'lease') return { ok: false, reason: 'plan' };
  const fees = charges.map((fee): LeaseCharge => ({ ...fee, taxed: fee.taxed ?? true, base: fee.base === undefined ? undefined : leaseBases[fee.base] }));
  const insurance: LeaseCharge = { kind: 'insurance', at: 'start', cents: insuranceCents(months), taxed: false, inTaeg: true, optional: false };
  const priced = priceLease({
    priceCents: amountCents, discountCents: 0, firstRental: { cents: 0 }, rentals: months, purchaseOption: { sharePpm: product.optionMinPpm }, nominalRatePpm, mode: product.mode, start,
    every: 1, unit: 'month', monthEnd: 'clamp', dayCount: '30/360-period', rounding: { mode: 'half-up', rentalMultipleCents: 1, residue: 'last' }, vat: [], charges: [...fees, insurance],
  });
  if (!priced.ok) return { ok: false, reason: priced.refusal };
  return priced.lease.effectiveRatePpm === null ? { ok: false, reason: 'rate_not_found' } : { ok: true, tegPpm: priced.lease.effectiveRatePpm };
}

/** Classes of amounts the offer lends in, each by its smallest amount, in every published quarter the offer is sold in. */
function classesOf(rows: readonly UsuryRow[], offer: TriedOffer) {
  const category = categoryOf(offer.product);
  return rows
    .filter((row) => row.category === category && row.validTo >= offer.validFrom && (offer.validTo === null || row.validFrom <= offer.validTo))
    .map((row) => ({ row, amountCents: Math.max(offer.minFinancedCents, (row.amountOverCents ?? 0) === 0 ? 0 : (row.amountOverCents ?? 0) + 1) }))
    .filter(({ row, amountCents }) => amountCents <= Math.min(offer.maxFinancedCents, row.amountToCents ?? Number.MAX_SAFE_INTEGER));
}

const missingQuarter = /^usury\.(\d{4}-Q\d)/;

/**
 * Every case there is. The quarter of the first day must be published; later quarters are tried as far as they are, since
 * nobody knows the others yet.
 */
export function usuryCases(rows: readonly UsuryRow[], offer: TriedOffer): UsuryCases {
  const found = findThreshold(rows, { category: categoryOf(offer.product), amountCents: offer.minFinancedCents, date: offer.validFrom });
  if (!found.ok) return { ok: false, refusal: 'usury_quarter_missing', quarter: missingQuarter.exec(found.path)?.[1] ?? offer.validFrom };
  const cases: UsuryCase[] = [];
  for (const { row, amountCents } of classesOf(rows, offer)) {
    const start = row.validFrom > offer.validFrom ? row.validFrom : offer.validFrom;
    for (const term of offer.terms) {
      const priced = offer.product.plan === 'lease' ? leaseTeg(offer, term, start, amountCents) : loanTeg(offer, term, start, amountCents);
      if (!priced.ok) return { ok: false, refusal: 'not_computable', months: term.months, reason: priced.reason };
      cases.push({ quarter: row.quarter, months: term.months, amountCents, tegPpm: priced.tegPpm, thresholdPpm: usuryThresholdPpm(Math.round(Number(row.tegmPct) * 10_000)) });
    }
  }
  return { ok: true, cases };
}

/** The case that comes closest to its threshold or passes it furthest. */
export function worstCase(cases: readonly UsuryCase[]): UsuryCase | undefined {
  return cases.toSorted((a, b) => a.thresholdPpm - a.tegPpm - (b.thresholdPpm - b.tegPpm))[0];
}

/** Above its threshold: half of the last decimal that rounding may have taken is given back, so that nothing above passes. */
export const isAbove = ({ tegPpm, thresholdPpm }: UsuryCase): boolean => tegPpm + 50 > thresholdPpm;
