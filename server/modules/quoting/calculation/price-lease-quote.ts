/** A quote under a lease: the first rental, level rentals with VAT, the purchase option. Pure. */
import { type FinancingFigures } from '#engine';
import { priceLease, type Lease, type LeaseTerms } from '#engine/lease';
import type { LeaseProduct, OfferConditions } from '#pricing/api';
import { refuse, type Result } from '#platform/result';
import { dealOf } from './deal.ts';
import { leaseTermsOf, purchaseOptionRange } from './lease-terms.ts';
import type { QuoteRefusalName } from './quote-refusals.ts';
import type { LeaseFigures, PricedCar, QuoteInput } from './quote-shapes.ts';

export interface PricedLease {
  /** The lease as the engine was asked for it. */
  readonly terms: LeaseTerms;
  readonly figures: FinancingFigures & { readonly lease: LeaseFigures };
}

function checkOption(input: QuoteInput, product: LeaseProduct, car: PricedCar): Result<null, QuoteRefusalName> {
  const { minCents: minimumCents, maxCents: maximumCents } = purchaseOptionRange(input, product, car);
  if (input.balloonCents === null) return refuse('purchase_option_missing', 'balloonCents', { minimumCents, maximumCents });
  if (input.balloonCents < minimumCents || input.balloonCents > maximumCents) return refuse('purchase_option_out_of_range', 'balloonCents', { minimumCents, maximumCents });
  return { ok: true, value: null };
}

function summaryOf(lease: Lease, product: LeaseProduct, leaseRatePpm: number): LeaseFigures {
  const { totals } = lease;
  return {
    mode: product.mode,
    vatRatePpm: product.vatRatePpm,
    netAssetCents: lease.netAssetCents,
    firstRentalCents: lease.firstRentalCents,
    rentalCents: lease.rentalCents,
    purchaseOptionCents: lease.purchaseOptionCents,
    vatCents: totals.vatCents,
    netDueCents: totals.netDueCents,
    grossDueCents: totals.grossDueCents,
    leaseRatePpm,
    rows: lease.rows.map(({ number, kind, dueDate, rentalCents, feeCents, vatRatePpm, vatCents, grossCents }) => ({ number, kind, dueDate, rentalCents, feeCents, vatRatePpm, vatCents, grossCents })),
  };
}

const feesOf = (lease: Lease, of: (kind: string) => boolean): number => lease.totals.feesByKind.filter(({ kind }) => of(kind)).reduce((sum, { cents }) => sum + cents, 0);

/**
 * Figures of a lease. The names of a loan carry what comes nearest: the rental without VAT as the instalment, what is asked
 * with the second regular rental (taxes of the first are apart) as the instalment with fees, the net asset less the first
 * rental as total credit and amount financed, the option with VAT as the balloon; total cost and total due are without and
 * with VAT as `lease` says them. The plan's rows are without VAT.
 */
export function priceLeaseQuote(input: QuoteInput, conditions: OfferConditions, product: LeaseProduct, startDate: string, car: PricedCar): Result<PricedLease, QuoteRefusalName> {
  const deal = dealOf(input, conditions, car, () => checkOption(input, product, car));
  if (!deal.ok) return deal;
  const terms = leaseTermsOf(input, conditions, { ...deal.value, product, startDate });
  const priced = priceLease(terms);
  if (!priced.ok) return refuse('not_computable', fieldOf(priced.path), { field: fieldOf(priced.path), reason: priced.refusal });
  const { lease } = priced;
  const { taegPpm, effectiveRatePpm, leaseRatePpm } = lease;
  if (taegPpm === null || effectiveRatePpm === null || leaseRatePpm === null) return refuse('not_computable', 'depositCents', { field: 'depositCents', reason: 'rate' });
  const rentals = lease.rows.filter((row) => row.kind === 'rental');
  const regular = rentals[1] ?? rentals[0];
  const isTax = (kind: string): boolean => kind === 'substitute-tax' || kind === 'stamp';
  const isService = (kind: string): boolean => deal.value.services.some(({ service }) => service.code === kind);
  const figures = {
    netPriceCents: deal.value.netCents,
    totalCreditCents: lease.financedCents,
    financedFeesCents: 0,
    financedServicesCents: 0,
    substituteTaxCents: feesOf(lease, (kind) => kind === 'substitute-tax'),
    stampDutyCents: feesOf(lease, (kind) => kind === 'stamp'),
    amountFinancedCents: lease.financedCents,
    instalmentCents: lease.rentalCents,
    instalmentWithFeesCents: regular?.grossCents ?? 0,
    balloonCents: input.balloonCents ?? 0,
    interestCents: lease.totals.interestCents,
    totalFeesCents: feesOf(lease, (kind) => !isTax(kind) && !isService(kind)),
    totalCostCents: lease.totals.interestCents + lease.totals.feeCents,
    totalDueCents: lease.totals.grossDueCents,
    nominalRatePpm: deal.value.nominalRatePpm,
    taegPpm,
    effectiveRatePpm,
    rows: lease.rows
      .filter((row) => row.kind !== 'first-rental')
      .map(({ number, dueDate, principalCents, interestCents, feeCents, balanceCents }) => ({ number, dueDate, principalCents, interestCents, feeCents, dueCents: principalCents + interestCents + feeCents, balanceCents })),
    lease: summaryOf(lease, product, leaseRatePpm),
  };
  return { ok: true, value: { terms, figures } };
}

/** The field of the quote that a path of the lease's terms speaks of. */
function fieldOf(path: string): string {
  if (path.startsWith('firstRental')) return 'depositCents';
  if (path.startsWith('purchaseOption')) return 'balloonCents';
  if (path === 'rentals') return 'termMonths';
  return path === 'priceCents' ? 'priceCents' : 'offerId';
}
