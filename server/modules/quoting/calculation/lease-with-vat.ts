/** A lease as somebody sees it who deducts no VAT: the amounts of the quote with VAT. Pure. */
import { percentOf } from '#platform/money';
import type { LeaseFigures } from './quote-shapes.ts';

/** Cents, VAT included; together they are what is paid: first rental, rentals, option and what is asked beside them. */
export interface LeaseWithVat {
  /** Price less discount. */
  readonly priceCents: number;
  readonly firstRentalCents: number;
  /** Price less first rental: the total amount of credit (TUB art. 121 c. 1 lett. g), as the pre-contract form tells it. */
  readonly creditCents: number;
  /** Each rental, fees and services apart. */
  readonly rentalCents: number;
  readonly rentals: number;
  readonly purchaseOptionCents: number;
  /** Fees, services and taxes of the whole contract. */
  readonly besideCents: number;
  readonly dueCents: number;
}

type PricedLease = { readonly netPriceCents: number; readonly balloonCents: number; readonly lease: LeaseFigures };

/** VAT of a rental alone is rounded half-up on that rental; first rental and option are the amounts that were typed. */
export function leaseWithVat({ netPriceCents, balloonCents, lease }: PricedLease): LeaseWithVat {
  const rentals = lease.rows.filter(({ kind }) => kind === 'rental').length;
  const firstRentalCents = lease.rows.find(({ kind }) => kind === 'first-rental')?.grossCents ?? 0;
  const rentalCents = lease.rentalCents + percentOf(lease.rentalCents, lease.vatRatePpm, 'half-up');
  return {
    priceCents: netPriceCents,
    firstRentalCents,
    creditCents: netPriceCents - firstRentalCents,
    rentalCents,
    rentals,
    purchaseOptionCents: balloonCents,
    besideCents: lease.grossDueCents - firstRentalCents - rentals * rentalCents - balloonCents,
    dueCents: lease.grossDueCents,
  };
}
