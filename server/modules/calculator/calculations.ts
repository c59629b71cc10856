import type { Calculation } from './calculations/calculation.ts';
import { allocateRowsCalculation } from './calculations/allocate-rows.ts';
import { allocateCalculation } from './calculations/allocate.ts';
import { changeDueDayCalculation } from './calculations/change-due-day.ts';
import { changeRateCalculation } from './calculations/change-rate.ts';
import { clawbackCalculation } from './calculations/clawback.ts';
import { commissionCalculation } from './calculations/commission.ts';
import { dayCountCalculation } from './calculations/day-count.ts';
import { defaultInterestCalculation } from './calculations/default-interest.ts';
import { dueDatesCalculation } from './calculations/due-dates.ts';
import { effectiveRateCalculation } from './calculations/effective-rate.ts';
import { intervalCalculation } from './calculations/interval.ts';
import { irrCalculation } from './calculations/irr.ts';
import { leaseDefaultCalculation } from './calculations/lease-default.ts';
import { leaseSaleCalculation } from './calculations/lease-sale.ts';
import { leaseSettlementCalculation } from './calculations/lease-settlement.ts';
import { leaseCalculation } from './calculations/lease.ts';
import { ledgerCalculation } from './calculations/ledger.ts';
import { lenderYieldCalculation } from './calculations/lender-yield.ts';
import { nominalRateCalculation } from './calculations/nominal-rate.ts';
import { partialSettlementCalculation } from './calculations/partial-settlement.ts';
import { paymentHolidayCalculation } from './calculations/payment-holiday.ts';
import { planCalculation } from './calculations/plan.ts';
import { rateMarginCalculation } from './calculations/rate-margin.ts';
import { reAmortiseCalculation } from './calculations/re-amortise.ts';
import { rentalCalculation } from './calculations/rental.ts';
import { settlementCalculation } from './calculations/settlement.ts';
import { solveLeaseCalculation } from './calculations/solve-lease.ts';
import { solveCalculation } from './calculations/solve.ts';
import { subsidySplitCalculation } from './calculations/subsidy-split.ts';
import { subsidyCalculation } from './calculations/subsidy.ts';
import { taegCalculation } from './calculations/taeg.ts';
import { tegCalculation } from './calculations/teg.ts';
import { tvmCalculation } from './calculations/tvm.ts';
import { usuryCheckCalculation } from './calculations/usury-check.ts';
import { usuryThresholdCalculation } from './calculations/usury-threshold.ts';
import { withdrawalCalculation } from './calculations/withdrawal.ts';

/** Everything that can be asked, in the order of docs/calc.md. */
export const calculations: readonly Calculation[] = [
  planCalculation,
  dueDatesCalculation,
  dayCountCalculation,
  taegCalculation,
  tegCalculation,
  intervalCalculation,
  irrCalculation,
  effectiveRateCalculation,
  nominalRateCalculation,
  usuryThresholdCalculation,
  usuryCheckCalculation,
  leaseCalculation,
  rentalCalculation,
  leaseSettlementCalculation,
  leaseDefaultCalculation,
  leaseSaleCalculation,
  solveCalculation,
  solveLeaseCalculation,
  subsidyCalculation,
  subsidySplitCalculation,
  lenderYieldCalculation,
  rateMarginCalculation,
  commissionCalculation,
  clawbackCalculation,
  settlementCalculation,
  partialSettlementCalculation,
  withdrawalCalculation,
  changeRateCalculation,
  changeDueDayCalculation,
  paymentHolidayCalculation,
  reAmortiseCalculation,
  ledgerCalculation,
  defaultInterestCalculation,
  allocateCalculation,
  allocateRowsCalculation,
  tvmCalculation,
];

const byName = new Map(calculations.map((calculation) => [calculation.do, calculation]));

export function calculationNamed(name: string): Calculation | undefined {
  return byName.get(name);
}
