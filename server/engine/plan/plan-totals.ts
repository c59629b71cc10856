import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { LaidPlan } from './lay-plan.ts';
import type { DatedFee } from './plan-charges.ts';
import type { PrintedRows } from './plan-rows.ts';
import type { Plan, PlanTotals } from './plan-terms.ts';

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

/** An amount that stands apart from the rows, on its day. */
interface DayAmount {
  readonly day: DayNumber;
  cents: number;
}

/** What the customer receives and the costs that stand by themselves, one amount a day, in order. */
function apartFromRows({ terms, schedule, capital }: LaidPlan, separate: readonly DatedFee[]): DayAmount[] {
  const all: DayAmount[] = [{ day: schedule.start, cents: capital.financedCostCents - capital.financedFeeCents }];
  const drawn = terms.drawdowns ?? [{ date: terms.start, cents: terms.principalCents }];
  for (const { date, cents } of drawn) all.push({ day: toDayNumber(date), cents: -cents });
  for (const { day, cents, cost } of separate) if (cost) all.push({ day, cents });
  all.sort((one, other) => one.day - other.day);
  const days: DayAmount[] = [];
  for (const amount of all) {
    const last = days[days.length - 1];
    if (last?.day === amount.day) last.cents += amount.cents;
    else days.push(amount);
  }
  return days;
}

/**
 * Flows of the TAEG, one a day, in order: what the customer receives (negative) against rows and costs. A financed cost
 * of the credit is not received, only paid back; a financed charge that is no cost counts as received.
 */
export function taegFlows(laid: LaidPlan, { rows, costs, separate }: PrintedRows): Plan['taegFlows'] {
  const { start, periods } = laid.schedule;
  const apart = apartFromRows(laid, separate);
  const flows: { readonly date: string; readonly cents: number }[] = [];
  let next = 0;
  let index = 0;
  /** Of a down payment on the due day of the first row in advance. */
  let carried = 0;
  for (const { number, dueDate, principalCents, interestCents } of rows) {
    const day = periods[number - 1]?.day ?? start;
    let cents = carried + principalCents + interestCents + (costs[index] ?? 0);
    index += 1;
    for (let amount = apart[next]; amount !== undefined && amount.day <= day; amount = apart[next]) {
      if (amount.day === day) cents += amount.cents;
      else if (amount.cents !== 0) flows.push({ date: fromDayNumber(amount.day), cents: amount.cents });
      next += 1;
    }
    carried = number === 0 && periods[0]?.day === day ? cents : 0;
    if (carried === 0 && cents !== 0) flows.push({ date: dueDate, cents });
  }
  for (const { day, cents } of apart.slice(next)) if (cents !== 0) flows.push({ date: fromDayNumber(day), cents });
  return flows;
}
