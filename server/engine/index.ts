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
  ServiceTerm,
  StampDutyTerms,
  SubstituteTaxTerms,
} from './types.ts';
export type { EquivalentTime, IntervalPeriod } from './equivalent-time.ts';
export type { DatedAmount, TaegFlows, TaegResult } from './taeg.ts';
export { engineVersion } from './engine-version.ts';
export { equivalentTime } from './equivalent-time.ts';
export { priceFinancing } from './price-financing.ts';
export { solveDeposit } from './solve-deposit.ts';
export { taeg } from './taeg.ts';
