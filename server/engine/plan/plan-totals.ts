import { fromDayNumber } from '#platform/civil-date';
import type { Capital } from './plan-charges.ts';
import type { PrintedRows } from './plan-rows.ts';
import type { Plan, PlanTerms, PlanTotals } from './plan-terms.ts';

/** Sums of all that is paid. */
export function planTotals({ rows, separate }: PrintedRows, financedFeeCents: number): PlanTotals {
  let principalCents = 0;
  let interestCents = 0;
  let feeCents = 0;
  for (const row of rows) {
    principalCents += row.principalCents;
    interestCents += row.interestCents;
    feeCents += row.feeCents;
  }
  for (const fee of separate) feeCents += fee.cents;
  return { principalCents, interestCents, feeCents, financedFeeCents, dueCents: principalCents + interestCents + feeCents };
}

/**
 * Flows of the TAEG, one a day, in order: what the customer receives (negative) against rows and costs. A financed cost
 * of the credit is not received, only paid back; a financed charge that is no cost counts as received.
 */
export function taegFlows(terms: PlanTerms, { rows, costs, separate }: PrintedRows, capital: Capital): Plan['taegFlows'] {
  const drawn = terms.drawdowns ?? [{ date: terms.start, cents: terms.principalCents }];
  const all = [{ date: terms.start, cents: capital.financedCostCents - capital.financedFeeCents }];
  for (const { date, cents } of drawn) all.push({ date, cents: -cents });
  for (const [index, row] of rows.entries()) all.push({ date: row.dueDate, cents: row.principalCents + row.interestCents + (costs[index] ?? 0) });
  for (const fee of separate) if (fee.cost) all.push({ date: fromDayNumber(fee.day), cents: fee.cents });
  all.sort((one, other) => (one.date === other.date ? 0 : one.date < other.date ? -1 : 1));
  const flows: { date: string; cents: number }[] = [];
  for (const flow of all) {
    const last = flows[flows.length - 1];
    if (last?.date === flow.date) last.cents += flow.cents;
    else flows.push(flow);
  }
  return flows.filter((flow) => flow.cents !== 0);
}
