import { fromDayNumber } from '#platform/civil-date';
import { rateFault, solveAnnualRate } from '../rate/annual-rate.ts';
import type { TimedAmount } from '../rate/annual-rate.ts';
import { refuse } from '../refusal.ts';
import { checkTerms } from './check-terms.ts';
import { datesOf } from './credit.ts';
import type { Dates } from './credit.ts';
import { intervalsFrom } from '../time/equivalent-time.ts';
import { effectiveRate, intervalPeriodOf } from './rhythm.ts';
import { instalmentOf } from './instalment.ts';
import type { Instalment, RowAmounts } from './instalment.ts';
import { toPpm, toTaegPpm } from '../arithmetic/round.ts';
import type { FinancingTerms, PlanRow, PricingResult, Refusal } from './types.ts';

function firstRowTaxes(terms: FinancingTerms, { credit }: Instalment): number {
  const tax = terms.substituteTax?.at === 'first-row' ? credit.substituteTaxCents : 0;
  return tax + credit.stampDutyCents;
}

/** Rows as the customer sees them. Fees of a row: its own charges, charges dated on its due day, taxes on the first. */
function rowsOf(terms: FinancingTerms, dates: Dates, found: Instalment, plan: RowAmounts): PlanRow[] {
  const { perRow, dated } = found.charges;
  const rows: PlanRow[] = [];
  let balanceCents = found.credit.amountFinancedCents;
  let index = 0;
  for (const principalCents of plan.principals) {
    const interestCents = plan.interests[index] ?? 0;
    const day = dates.dueDays[index] ?? dates.start;
    let feeCents = perRow + (index === 0 ? firstRowTaxes(terms, found) : 0);
    if (dated.length > 0) for (const charge of dated) if (charge.day === day) feeCents += charge.cents;
    balanceCents -= principalCents;
    index += 1;
    rows.push({
      number: index,
      dueDate: fromDayNumber(day),
      principalCents,
      interestCents,
      feeCents,
      dueCents: principalCents + interestCents + feeCents,
      balanceCents,
    });
  }
  return rows;
}

/** Flows of the TAEG: the total credit as the one drawdown, less costs paid on the same day; every row and dated cost. */
function flowsOf(terms: FinancingTerms, dates: Dates, found: Instalment, plan: RowAmounts): TimedAmount[] {
  const intervalTo = intervalsFrom(dates.start, intervalPeriodOf(terms));
  const atStart = found.charges.startCosts + found.credit.requiredServicesPaidCents - found.credit.totalCreditCents;
  const flows: TimedAmount[] = [{ time: intervalTo(dates.start), cents: atStart }];
  const { perRowCosts } = found.charges;
  let index = 0;
  for (const principal of plan.principals) {
    const taxes = index === 0 ? firstRowTaxes(terms, found) : 0;
    flows.push({ time: intervalTo(dates.dueDays[index] ?? dates.start), cents: principal + (plan.interests[index] ?? 0) + perRowCosts + taxes });
    index += 1;
  }
  for (const charge of found.charges.dated) {
    if (charge.cost) flows.push({ time: intervalTo(charge.day), cents: charge.cents });
  }
  return flows;
}

/** Every charge that is a cost of the credit, wherever it is paid. */
function totalFees({ credit, charges }: Instalment, rowCount: number): number {
  const dated = charges.dated.reduce((total, charge) => (charge.cost ? total + charge.cents : total), 0);
  return credit.financedFeeCostsCents + charges.startCosts + charges.perRowCosts * rowCount + dated;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The TAEG as a fraction at full precision, or why the flows have none. */
function annualRateOf(terms: FinancingTerms, dates: Dates, found: Instalment, plan: RowAmounts): number | Refusal {
  const flows = flowsOf(terms, dates, found, plan);
  const perYear = intervalPeriodOf(terms) === 'week' ? 52 : 12;
  return solveAnnualRate(flows, perYear) ?? refuse(rateFault(flows, perYear), 'taegPpm');
}

/** Only the TAEG of checked terms: ppm at two decimals of per cent, and the fraction at full precision. */
export function taegOf(terms: FinancingTerms, dates: Dates): { readonly ok: true; readonly taegPpm: number; readonly annualRate: number } | Refusal {
  const priced = instalmentOf(terms, dates);
  if (!priced.ok) return priced;
  const annualRate = annualRateOf(terms, dates, priced.found, priced.found.rowAmounts());
  return typeof annualRate === 'number' ? { ok: true, taegPpm: toTaegPpm(annualRate), annualRate } : annualRate;
}

/**
 * Prices a financing: amount financed, instalment, rows to the cent, costs, TAEG. A level or balloon plan has months in
 * arrears; interest of each row is a twelfth of the TAN on the balance whatever the days of the month, also before a
 * first due date that is not one month from the start; rounding half-up to the cent, residue on the last row. A shaped
 * plan is built by `#engine/plans` (docs/engine-conventions.md).
 * Never throws and never answers NaN: whatever is wrong comes back as a named refusal with the path of the field.
 */
export function priceFinancing(terms: FinancingTerms): PricingResult {
  const fault = checkTerms(terms);
  if (fault !== null) return fault;
  const dated = datesOf(terms);
  if (!dated.ok) return dated;
  const { dates } = dated;
  const priced = instalmentOf(terms, dates);
  if (!priced.ok) return priced;
  const { found } = priced;
  const plan = found.rowAmounts();
  const annualRate = annualRateOf(terms, dates, found, plan);
  if (typeof annualRate !== 'number') return annualRate;
  const { credit } = found;
  const rows = rowsOf(terms, dates, found, plan);
  const interestCents = sum(plan.interests);
  const totalFeesCents = totalFees(found, rows.length);
  const totalCostCents =
    interestCents + totalFeesCents + credit.requiredServicesCents + credit.substituteTaxCents + credit.stampDutyCents;
  return {
    ok: true,
    figures: {
      netPriceCents: credit.netPriceCents,
      totalCreditCents: credit.totalCreditCents,
      financedFeesCents: credit.financedFeesCents,
      financedServicesCents: credit.financedServicesCents,
      substituteTaxCents: credit.substituteTaxCents,
      stampDutyCents: credit.stampDutyCents,
      amountFinancedCents: credit.amountFinancedCents,
      instalmentCents: found.instalmentCents,
      instalmentWithFeesCents: found.instalmentWithFeesCents,
      balloonCents: found.balloonCents,
      interestCents,
      totalFeesCents,
      totalCostCents,
      totalDueCents: credit.totalCreditCents + totalCostCents,
      nominalRatePpm: terms.nominalRatePpm + 0,
      taegPpm: toTaegPpm(annualRate),
      effectiveRatePpm: toPpm(effectiveRate(terms)),
      rows,
    },
  };
}
