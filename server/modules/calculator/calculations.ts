import type { Calculation } from './calculations/calculation.ts';
import { allocateCalculation } from './calculations/allocate.ts';
import { dayCountCalculation } from './calculations/day-count.ts';
import { defaultInterestCalculation } from './calculations/default-interest.ts';
import { dueDatesCalculation } from './calculations/due-dates.ts';
import { intervalCalculation } from './calculations/interval.ts';
import { irrCalculation } from './calculations/irr.ts';
import { leaseCalculation } from './calculations/lease.ts';
import { partialSettlementCalculation } from './calculations/partial-settlement.ts';
import { planCalculation } from './calculations/plan.ts';
import { settlementCalculation } from './calculations/settlement.ts';
import { solveLeaseCalculation } from './calculations/solve-lease.ts';
import { solveCalculation } from './calculations/solve.ts';
import { subsidyCalculation } from './calculations/subsidy.ts';
import { taegCalculation } from './calculations/taeg.ts';
import { tvmCalculation } from './calculations/tvm.ts';
import { usuryThresholdCalculation } from './calculations/usury-threshold.ts';
import { withdrawalCalculation } from './calculations/withdrawal.ts';

/** Everything that can be asked, in the order of docs/calc.md. */
export const calculations: readonly Calculation[] = [
  planCalculation,
  dueDatesCalculation,
  dayCountCalculation,
  taegCalculation,
  intervalCalculation,
  irrCalculation,
  usuryThresholdCalculation,
  leaseCalculation,
  solveCalculation,
  solveLeaseCalculation,
  subsidyCalculation,
  settlementCalculation,
  partialSettlementCalculation,
  withdrawalCalculation,
  defaultInterestCalculation,
  allocateCalculation,
  tvmCalculation,
];

const byName = new Map(calculations.map((calculation) => [calculation.do, calculation]));

export function calculationNamed(name: string): Calculation | undefined {
  return byName.get(name);
}
