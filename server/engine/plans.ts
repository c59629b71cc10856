/** Plans of every kind: rows to the cent, due dates, day counts, and the fast roads for level plans. See README.md. */
export type {
  Amortisation, Drawdown, FirstPeriod, MonthEnd, PeriodUnit, Plan, PlanCharge, PlanResult, PlanRounding, PlanRow, PlanShape, PlanTerms, PlanTotals,
  Residue, Rhythm, SeparateFee,
} from './plan/plan-terms.ts';
export type { DayCount, YearFraction } from './time/day-count.ts';
export type { DayCountAnswer, DayCountInput, DueDatesInput } from './plan/text-dates.ts';
export type { PlanNotice } from './plan/plan-notices.ts';
export { buildPlan } from './plan/build-plan.ts';
export { planNotices } from './plan/plan-notices.ts';
export { dayCounts } from './time/day-count.ts';
export { dueDates, yearFractionOf as yearFraction } from './plan/text-dates.ts';
export type { LevelColumns, LevelPlans } from './plan/level-plans-batch.ts';
export type { LevelRow, LevelRowsResult } from './plan/level-rows.ts';
export { levelPlansBatch } from './plan/level-plans-batch.ts';
export { levelRows } from './plan/level-rows.ts';
