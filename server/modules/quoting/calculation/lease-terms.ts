/** A quote's choice as terms of the lease engine: amounts typed with VAT. Pure. */
import type { LeaseCharge, LeaseTerms } from '#engine/lease';
import type { LeaseProduct, OfferConditions } from '#pricing/api';
import { divideRounded, percentOf, withoutVat } from '#platform/money';
import { fullPriceCents } from './deal-amounts.ts';
import type { PricedCar, QuoteInput } from './quote-shapes.ts';

/** Between which amounts, VAT included, the purchase option of a lease may lie: shares of the price less discount. */
export function purchaseOptionRange(input: Pick<QuoteInput, 'priceCents' | 'accessories' | 'discountCents'>, product: LeaseProduct, car?: PricedCar): { readonly minCents: number; readonly maxCents: number } {
  const net = Math.max(0, fullPriceCents(input, car) - input.discountCents);
  return { minCents: percentOf(net, product.optionMinPpm, 'half-up'), maxCents: percentOf(net, product.optionMaxPpm, 'half-up') };
}

const bases = { 'amount-financed': 'financed', 'total-credit': 'financed', instalment: 'rental' } as const;

/** A fee of the offer on a lease, without VAT; it says itself whether it bears it. */
function leaseCharge(charge: OfferConditions['charges'][number]): LeaseCharge {
  const { kind, at, date, cents, ratePpm, base, inTaeg, optional } = charge;
  return { kind, at, date, cents, ratePpm, base: base === undefined ? undefined : bases[base], taxed: charge.taxed ?? false, inTaeg, optional };
}

/** A service paid with the rentals, in equal parts rounded half-up; insurance bears no VAT (DPR 633/1972 art. 10), the rest is priced with it. */
function serviceCharge(service: OfferConditions['services'][number], totalCents: number, rentals: number, vatRatePpm: number): LeaseCharge {
  const taxed = service.kind !== 'insurance';
  const total = taxed ? withoutVat(totalCents, vatRatePpm) : totalCents;
  return { kind: service.code, at: 'row', cents: divideRounded(total, rentals, 'half-up'), taxed, inTaeg: service.inTaeg, optional: service.optional };
}

interface LeaseDeal {
  readonly product: LeaseProduct;
  /** Price less discount, VAT included. */
  readonly netCents: number;
  /** Deposit and what the car given in brings, VAT included: the first rental. */
  readonly paidCents: number;
  readonly nominalRatePpm: number;
  readonly startDate: string;
  /** Services chosen with their price over the whole term. */
  readonly services: readonly { readonly service: OfferConditions['services'][number]; readonly cents: number }[];
}

type LeaseAmounts = Pick<LeaseTerms, 'priceCents' | 'discountCents' | 'priceWithVat' | 'firstRental' | 'purchaseOption'>;

/** What was typed with VAT, kept so; under conditions frozen before that it was turned net, and VAT put on again. */
function amountsOf(optionCents: number, { product: { vatRatePpm, keepsGross }, netCents, paidCents }: LeaseDeal): LeaseAmounts {
  if (keepsGross === true) return { priceCents: netCents, discountCents: 0, priceWithVat: true, firstRental: { grossCents: paidCents }, purchaseOption: { grossCents: optionCents } };
  const net = (grossCents: number): number => withoutVat(grossCents, vatRatePpm);
  return { priceCents: net(netCents), discountCents: 0, firstRental: { cents: net(paidCents) }, purchaseOption: { cents: net(optionCents) } };
}

/** Monthly rentals to the cent on the month grid, the last interest taking the residue, so that every rental is equal. */
export function leaseTermsOf(input: QuoteInput, conditions: OfferConditions, deal: LeaseDeal): LeaseTerms {
  const { vatRatePpm, mode } = deal.product;
  const { substituteTax, stampDuty } = conditions;
  return {
    ...amountsOf(input.balloonCents ?? 0, deal),
    rentals: input.termMonths,
    nominalRatePpm: deal.nominalRatePpm,
    mode,
    start: deal.startDate,
    every: 1,
    unit: 'month',
    monthEnd: 'clamp',
    dayCount: '30/360-period',
    rounding: { mode: 'half-up', rentalMultipleCents: 1, residue: 'interest' },
    vat: vatRatePpm === 0 ? [] : [{ ratePpm: vatRatePpm, validFrom: '1973-01-01' }],
    charges: [...conditions.charges.map(leaseCharge), ...deal.services.map(({ service, cents }) => serviceCharge(service, cents, input.termMonths, vatRatePpm))],
    substituteTax: substituteTax === null ? null : { ratePpm: substituteTax.ratePpm, aboveMonths: substituteTax.aboveMonths, at: substituteTax.at === 'financed' ? 'start' : 'first-row' },
    stampDuty,
  };
}
