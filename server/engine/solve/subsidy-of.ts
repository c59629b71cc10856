import { priceFinancing } from '../financing/price-financing.ts';
import { intervalPeriodOf } from '../financing/rhythm.ts';
import type { FinancingTerms, Refusal } from '../financing/types.ts';
import { subsidy } from '../subsidies.ts';

/**
 * What the lender must be paid for a financing at the customer's rate so that it earns the rate asked: capital less the
 * present value of the rows (principal and interest) at that rate on their due dates (`#engine/subsidies`).
 */
export function subsidyOf(terms: FinancingTerms, lenderRatePpm: number): number | Refusal {
  const priced = priceFinancing(terms);
  if (!priced.ok) return priced;
  const found = subsidy({
    amountFinancedCents: priced.figures.amountFinancedCents,
    start: terms.startDate,
    flows: priced.figures.rows.map((row) => ({ date: row.dueDate, cents: row.principalCents + row.interestCents })),
    target: { ratePpm: lenderRatePpm, compounding: intervalPeriodOf(terms) },
  });
  return found.ok ? found.contributionCents : found;
}
