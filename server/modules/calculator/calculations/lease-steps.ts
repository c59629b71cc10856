import type { FinancingTerms, PlanRow } from '#engine';
import type { Lease, LeaseTerms } from '#engine/lease';
import type { Told } from './figure-steps.ts';

/**
 * A lease told as the financing it is: what is left of the asset after the first rental is lent, rentals are the
 * instalments, the option is the balloon. Null for a residue or an option day that a plan does not have.
 */
export function financingOfLease(terms: LeaseTerms, lease: Lease): FinancingTerms | null {
  const { residue, rentalMultipleCents, mode } = terms.rounding;
  const optionPeriods = terms.optionAfterPeriods ?? (terms.mode === 'advance' ? 1 : 0);
  const hasOption = lease.purchaseOptionCents > 0;
  if (residue === 'interest' || (hasOption && optionPeriods > 1)) return null;
  const { every, unit, monthEnd, dayCount, firstPeriod } = terms;
  return {
    priceCents: terms.priceCents,
    discountCents: terms.discountCents,
    tradeInCents: 0,
    depositCents: lease.firstRentalCents,
    termMonths: terms.rentals,
    nominalRatePpm: terms.nominalRatePpm,
    plan: {
      kind: 'shaped',
      shape: {
        every, unit, monthEnd, dayCount, firstPeriod,
        amortisation: 'level',
        interestOn: 'declining',
        mode: terms.mode,
        balloonAfterLastRow: hasOption && optionPeriods === 1,
        rounding: { mode, instalmentMultipleCents: rentalMultipleCents, residue },
      },
      balloonCents: lease.purchaseOptionCents,
    },
    startDate: terms.start,
    firstDueDate: terms.firstDueDate,
    charges: [],
    services: [],
    substituteTax: null,
  };
}

/** The figures of a lease that a financing has too. An option due with the last rental is one row with it there: its rows are not told. */
export function toldLease(lease: Lease): Told {
  const rows = lease.rows.filter((row) => row.number > 0).map((row): Partial<PlanRow> => ({
    number: row.number,
    dueDate: row.dueDate,
    principalCents: row.principalCents,
    interestCents: row.interestCents,
    balanceCents: row.balanceCents,
  }));
  return {
    figures: [
      { name: 'netAssetCents', figure: 'netPriceCents', value: lease.netAssetCents },
      { name: 'financedCents', figure: 'amountFinancedCents', value: lease.financedCents },
      { name: 'rentalCents', figure: 'instalmentCents', value: lease.rentalCents },
      { name: 'totals.interestCents', figure: 'interestCents', value: lease.totals.interestCents },
    ],
    rows,
  };
}
