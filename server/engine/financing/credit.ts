import { addMonthsToDayNumber, lastDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { divideRounded } from '#platform/money';
import { chargeCents, isCreditCost } from './charges.ts';
import { refuse } from '../refusal.ts';
import { monthlyDueDays } from '../time/due-dates.ts';
import { maximumCents, maximumGapMonths } from './limits.ts';
import { shapedDueDays } from './shaped-plan.ts';
import { ppmPerUnit, shareOf } from '../arithmetic/round.ts';
import type { FinancingTerms, Refusal } from './types.ts';

/** Start day and due day of every row, the balloon's own row included. */
export interface Dates {
  readonly start: DayNumber;
  readonly dueDays: readonly DayNumber[];
}

/** What is lent, and of what it is made. */
export interface Credit {
  readonly netPriceCents: number;
  readonly totalCreditCents: number;
  readonly financedFeesCents: number;
  /** The financed fees that are a cost of the credit. */
  readonly financedFeeCostsCents: number;
  readonly financedServicesCents: number;
  /** Required services (cost of the credit): all, and those paid in cash at the start. */
  readonly requiredServicesCents: number;
  readonly requiredServicesPaidCents: number;
  readonly substituteTaxCents: number;
  readonly stampDutyCents: number;
  readonly amountFinancedCents: number;
}

/** Due days of the plan. Refuses a first due date not after the start or over a year from it, and a plan that ends after 2199. */
export function datesOf(terms: FinancingTerms): { readonly ok: true; readonly dates: Dates } | Refusal {
  const start = toDayNumber(terms.startDate);
  const firstDue = terms.firstDueDate ? toDayNumber(terms.firstDueDate) : null;
  const { plan } = terms;
  const earliest = plan.kind === 'shaped' && plan.shape.mode === 'advance' ? start : start + 1;
  if (firstDue !== null && (firstDue < earliest || firstDue > addMonthsToDayNumber(start, maximumGapMonths))) {
    return refuse('date_out_of_range', 'firstDueDate');
  }
  const afterLast = plan.kind === 'balloon' && plan.balloonAt === 'one-period-after';
  const dueDays =
    plan.kind === 'shaped' ? shapedDueDays(terms, plan) : monthlyDueDays(start, firstDue, terms.termMonths + (afterLast ? 1 : 0));
  const last = dueDays[dueDays.length - 1] ?? start;
  if (last > lastDayNumber) return refuse('date_out_of_range', 'startDate');
  const latestCharge = addMonthsToDayNumber(last, maximumGapMonths);
  for (const [index, charge] of terms.charges.entries()) {
    if (charge.at !== 'date' || !charge.date) continue;
    const day = toDayNumber(charge.date);
    if (day < start || day > latestCharge) return refuse('date_out_of_range', `charges.${index}.date`);
  }
  return { ok: true, dates: { start, dueDays } };
}

/** True when the last row falls due later than so many months after the start. */
function lastsLonger(dates: Dates, months: number): boolean {
  return (dates.dueDays[dates.dueDays.length - 1] ?? dates.start) > addMonthsToDayNumber(dates.start, months);
}

/** Financed services and the required ones among them, and required services paid in cash. */
function servicesOf(terms: FinancingTerms): { financed: number; requiredFinanced: number; requiredCash: number } {
  const sums = { financed: 0, requiredFinanced: 0, requiredCash: 0 };
  for (const service of terms.services) {
    if (service.financed) sums.financed += service.amountCents;
    if (service.inTaeg && service.financed) sums.requiredFinanced += service.amountCents;
    if (service.inTaeg && !service.financed) sums.requiredCash += service.amountCents;
  }
  return sums;
}

/** Financed charges: fixed ones and shares of the total credit first, then shares of what is financed so far. */
function financedCharges(terms: FinancingTerms, baseCredit: number, requiredServices: number): { all: number; costs: number } {
  let all = 0;
  let costs = 0;
  for (const last of [false, true]) {
    const bases = { totalCredit: baseCredit, amountFinanced: baseCredit + requiredServices + all, instalment: 0 };
    for (const charge of terms.charges) {
      if (!charge.financed || (charge.ratePpm !== undefined && charge.base === 'amount-financed') !== last) continue;
      const cents = chargeCents(charge, bases);
      all += cents;
      if (isCreditCost(charge)) costs += cents;
    }
  }
  return { all, costs };
}

/**
 * Substitute tax (DPR 601/1973 art. 15-20): rate × amount financed, half-up, when the contract lasts longer than the
 * months of the terms. Art. 20 taxes the financing granted, so a tax that is lent too is part of its own base:
 * tax = rate × (rest + tax), solved as rest × rate / (1 − rate); `tax = rate × amountFinanced` holds either way.
 */
function substituteTaxOf(terms: FinancingTerms, dates: Dates, beforeTax: number): { cents: number; financed: number } {
  const tax = terms.substituteTax;
  if (tax === null || tax === undefined || !lastsLonger(dates, tax.aboveMonths)) return { cents: 0, financed: 0 };
  if (tax.at === 'first-row') return { cents: shareOf(beforeTax, tax.ratePpm), financed: 0 };
  const cents = divideRounded(beforeTax * tax.ratePpm, ppmPerUnit - tax.ratePpm, 'half-up');
  return { cents, financed: cents };
}

/**
 * Composes the amount financed. Refuses a discount or trade-in above the price, a deposit above what is left to pay
 * (`deposit_too_large`, nearest the largest), an amount financed of nothing or above ten million euro.
 */
export function creditOf(terms: FinancingTerms, dates: Dates): { readonly ok: true; readonly credit: Credit } | Refusal {
  // Adding zero turns the −0 that some inputs carry into 0.
  const netPriceCents = terms.priceCents - terms.discountCents + 0;
  if (netPriceCents < 0) return refuse('amount_too_large', 'discountCents', terms.priceCents + 0);
  const toPay = netPriceCents - terms.tradeInCents;
  if (toPay < 0) return refuse('amount_too_large', 'tradeInCents', netPriceCents);
  if (terms.depositCents > toPay) return refuse('deposit_too_large', 'depositCents', toPay);
  const services = servicesOf(terms);
  const baseCredit = toPay - terms.depositCents + services.financed - services.requiredFinanced;
  if (baseCredit <= 0) return refuse('amount_not_positive', 'depositCents');
  if (baseCredit + services.requiredFinanced > maximumCents) {
    return refuse('amount_too_large', 'amountFinancedCents', maximumCents);
  }
  const fees = financedCharges(terms, baseCredit, services.requiredFinanced);
  const beforeTax = baseCredit + services.requiredFinanced + fees.all;
  if (beforeTax > maximumCents) return refuse('amount_too_large', 'amountFinancedCents', maximumCents);
  const tax = substituteTaxOf(terms, dates, beforeTax);
  const amountFinancedCents = beforeTax + tax.financed;
  if (amountFinancedCents > maximumCents) return refuse('amount_too_large', 'amountFinancedCents', maximumCents);
  const taxApplies = terms.substituteTax && lastsLonger(dates, terms.substituteTax.aboveMonths);
  const stamped = terms.stampDuty && !taxApplies && !lastsLonger(dates, terms.stampDuty.upToMonths);
  return {
    ok: true,
    credit: {
      netPriceCents,
      totalCreditCents: amountFinancedCents - fees.costs - services.requiredFinanced - tax.financed,
      financedFeesCents: fees.all,
      financedFeeCostsCents: fees.costs,
      financedServicesCents: services.financed,
      requiredServicesCents: services.requiredFinanced + services.requiredCash,
      requiredServicesPaidCents: services.requiredCash,
      substituteTaxCents: tax.cents,
      stampDutyCents: (stamped ? (terms.stampDuty?.contractCents ?? 0) : 0) + 0,
      amountFinancedCents,
    },
  };
}
