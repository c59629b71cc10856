import { exponential, integerPower } from '../arithmetic/power.ts';
import { ppmPerUnit, ppmPerUnitAndYear } from '../arithmetic/round.ts';
import { logOnePlus } from '../rate/log-one-plus.ts';
import type { FinancingTerms } from './types.ts';

/** Months, or weeks when the rows are weekly: the frequency that the TAEG counts in (Directive 2023/2225 Annex III, remark (c)). */
export function intervalPeriodOf({ plan }: FinancingTerms): 'month' | 'week' {
  return plan.kind === 'shaped' && plan.shape.unit === 'week' ? 'week' : 'month';
}

const unitsInYear = { month: 12, week: 52, day: 365 } as const;

/** Rows in a year; 12 on the month grid. */
export function rowsInYear({ plan }: FinancingTerms): number {
  return plan.kind === 'shaped' ? unitsInYear[plan.shape.unit] / plan.shape.every : 12;
}

/** Effective annual rate of the TAN paid at the rhythm of the rows, (1 + TAN/p)^p − 1 with p rows a year, as a fraction. */
export function effectiveRate(terms: FinancingTerms): number {
  const perYear = rowsInYear(terms);
  if (perYear === 12) return integerPower(1 + terms.nominalRatePpm / ppmPerUnitAndYear, 12) - 1;
  return exponential(perYear * logOnePlus(terms.nominalRatePpm / ppmPerUnit / perYear)) - 1;
}
