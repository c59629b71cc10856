import { toDayNumber } from '#platform/civil-date';
import { firstRegularDay } from './calendar.ts';
import { checkPlanFields } from './check-plan-terms.ts';
import type { PlanTerms } from './plan-terms.ts';

/**
 * What a plan does that its reader may not expect. `days_without_interest`: so many days before the first regular period
 * cost nothing; `interest_without_days`: a first period shorter by so many days costs a whole one.
 */
export interface PlanNotice {
  readonly code: 'days_without_interest' | 'interest_without_days';
  /** Calendar days. */
  readonly days: number;
}

/**
 * Notices of terms that `buildPlan` accepts, none for others: an odd first period that bears the interest of a regular one
 * (`firstPeriod` one-period, which `30/360-period` means when nothing is said; docs/engine-conventions.md section 3).
 * Apart from the plan, so that plans cost nothing more for it.
 */
export function planNotices(terms: PlanTerms): readonly PlanNotice[] {
  if (checkPlanFields(terms) !== null || terms.dueDates || !terms.firstDueDate || terms.nominalRatePpm === 0) return [];
  const asked = terms.firstPeriod ?? (terms.dayCount === '30/360-period' ? 'one-period' : 'in-row');
  if (asked !== 'one-period') return [];
  const start = toDayNumber(terms.start);
  const firstDue = toDayNumber(terms.firstDueDate);
  const advance = terms.mode === 'advance';
  // In advance nothing of the time before the first row is regular: all of it is free, up to the period that the first row opens.
  const begin = advance ? firstDue : firstRegularDay({ terms, start, anchor: firstDue, days: [firstDue], termination: firstDue });
  if (firstDue < start || begin === start) return [];
  return [{ code: begin > start ? 'days_without_interest' : 'interest_without_days', days: Math.abs(begin - start) }];
}
