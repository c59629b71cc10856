/** The credit engine: pure functions of their arguments, the same in Node and in every browser. See README.md. */
export type {
  Charge,
  DepositResult,
  DerivationStep,
  FigureName,
  FinancingFigures,
  FinancingTerms,
  PlanRow,
  PlanTerms,
  PricingResult,
  Refusal,
  RefusalCode,
  Rounding,
  RowPart,
  ServiceTerm,
  ShapedPlan,
  StampDutyTerms,
  SubstituteTaxTerms,
} from './financing/types.ts';
export type { EquivalentTime, IntervalPeriod } from './time/equivalent-time.ts';
export type { DatedAmount, TaegFlows, TaegResult } from './rate/taeg.ts';
export { engineVersion } from './engine-version.ts';
export { equivalentTime } from './time/equivalent-time.ts';
export { priceFinancing } from './financing/price-financing.ts';
export { solveDeposit } from './financing/solve-deposit.ts';
export { taeg } from './rate/taeg.ts';
