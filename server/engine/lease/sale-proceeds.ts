import { amountUpTo, record } from '../check-fields.ts';
import type { Refusal } from '../refusal.ts';
import { maximumLeaseCents } from './lease-terms.ts';

/** What the lessor may take from the price of the good after a termination for serious default (L. 124/2017 art. 1 c. 138). */
export interface SaleProceedsTerms {
  /** What the sale or other placement at market values brought. */
  readonly proceedsCents: number;
  /** Rentals due and unpaid up to the termination. */
  readonly unpaidRentalsCents: number;
  /** Rentals to come, capital only. */
  readonly futureCapitalCents: number;
  readonly purchaseOptionCents: number;
  /** Costs advanced to recover the good, to value it, and to keep it as long as the sale needed. */
  readonly recoveryCents: number;
  readonly appraisalCents: number;
  readonly keepingCents: number;
}

export interface SaleDeduction {
  readonly label: 'unpaidRentals' | 'futureCapital' | 'purchaseOption' | 'recovery' | 'appraisal' | 'keeping';
  readonly claimCents: number;
  readonly coveredCents: number;
  readonly openCents: number;
}

export type SaleProceedsResult =
  | {
      readonly ok: true;
      readonly deductions: readonly SaleDeduction[];
      readonly deductedCents: number;
      /** Paid over to the lessee when the price is above the deductions. */
      readonly toLesseeCents: number;
      /** Claim that the lessor keeps when it is below. */
      readonly shortfallCents: number;
    }
  | Refusal;

const amount = amountUpTo(maximumLeaseCents);
const fields = record({
  proceedsCents: amount,
  unpaidRentalsCents: amount,
  futureCapitalCents: amount,
  purchaseOptionCents: amount,
  recoveryCents: amount,
  appraisalCents: amount,
  keepingCents: amount,
});

/**
 * Accounts of the sale of a leased good after termination (L. 124/2017 art. 1 c. 138): the lessee gets the proceeds less
 * the deductions above; when they are not enough the rest stays due. The law does not order the deductions among
 * themselves: they are covered in the order in which it lists them, which only divides a shortfall.
 */
export function saleProceeds(terms: SaleProceedsTerms): SaleProceedsResult {
  const fault = fields(terms, '');
  if (fault !== null) return fault;
  const claims: readonly (readonly [SaleDeduction['label'], number])[] = [
    ['unpaidRentals', terms.unpaidRentalsCents + 0],
    ['futureCapital', terms.futureCapitalCents + 0],
    ['purchaseOption', terms.purchaseOptionCents + 0],
    ['recovery', terms.recoveryCents + 0],
    ['appraisal', terms.appraisalCents + 0],
    ['keeping', terms.keepingCents + 0],
  ];
  let left = terms.proceedsCents + 0;
  let deductedCents = 0;
  const deductions = claims.map(([label, claimCents]) => {
    const coveredCents = Math.min(claimCents, left);
    left -= coveredCents;
    deductedCents += claimCents;
    return { label, claimCents, coveredCents, openCents: claimCents - coveredCents };
  });
  return { ok: true, deductions, deductedCents, toLesseeCents: left, shortfallCents: Math.max(deductedCents - terms.proceedsCents, 0) };
}
