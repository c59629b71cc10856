/** Finance leases and operating rentals: price, after-signing figures of the law, any unknown. Pure; refusals by name. */
export type {
  AmountOrShare,
  FirstRental,
  Lease,
  LeaseCharge,
  LeaseFee,
  LeaseResult,
  LeaseRounding,
  LeaseRow,
  LeaseTerms,
  LeaseTotals,
  RentalResidue,
  VatRate,
} from './lease/lease-terms.ts';
export type { Rental, RentalResult, RentalRow, RentalService, RentalTerms } from './lease/price-rental.ts';
export type { SettlementValueResult, SettlementValueTerms } from './lease/settlement-value.ts';
export type { DefaultRule, SeriousDefaultResult, SeriousDefaultTerms } from './lease/serious-default.ts';
export type { SaleDeduction, SaleProceedsResult, SaleProceedsTerms } from './lease/sale-proceeds.ts';
export type { LeaseSolution, LeaseSolveRefusal, LeaseUnknown } from './lease/solve-lease.ts';
export { priceLease } from './lease/price-lease.ts';
export { priceRental } from './lease/price-rental.ts';
export { settlementValue } from './lease/settlement-value.ts';
export { leaseDefaultRules, seriousDefault } from './lease/serious-default.ts';
export { saleProceeds } from './lease/sale-proceeds.ts';
export { solveLease } from './lease/solve-lease.ts';
export { italianOrdinaryVat, vatRateOn } from './lease/vat.ts';
