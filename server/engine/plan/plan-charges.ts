import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { Rounding } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { roundShare } from './growth.ts';
import { maximumPlanCents } from './limits.ts';
import type { PlanCharge, PlanTerms } from './plan-terms.ts';

/** What a charge may be a share of, in cents; the three of the row only for a charge of every row. */
export interface ChargeBases {
  readonly principal: number;
  readonly 'amount-financed': number;
  readonly instalment: number;
  readonly 'row-principal': number;
  readonly 'row-interest': number;
  readonly 'row-balance': number;
}

/** True when a charge is a cost of the credit (TUB art. 121), hence inside the TAEG. */
export function isCreditCost(charge: PlanCharge): boolean {
  return charge.inTaeg && !charge.optional;
}

/** Cents of a charge: as stated, or its share of the base rounded once; a base below zero counts as zero. */
export function chargeCents(charge: PlanCharge, bases: ChargeBases, rounding: Rounding): number {
  if (charge.cents !== undefined && charge.cents !== null) return charge.cents + 0;
  return roundShare(Math.max(0, bases[charge.base ?? 'principal']), charge.ratePpm ?? 0, 1, rounding);
}

/** What is lent, and the financed charges in it: all, and those that are a cost of the credit. */
export interface Capital {
  readonly amountFinancedCents: number;
  readonly financedFeeCents: number;
  readonly financedCostCents: number;
}

export const planBases = (principal: number, amountFinanced: number, instalment: number): ChargeBases => ({
  principal,
  'amount-financed': amountFinanced,
  instalment,
  'row-principal': 0,
  'row-interest': 0,
  'row-balance': 0,
});

/** The capital of the plan: financed charges join it, fixed ones and shares of the principal first, then shares of the sum so far. */
export function capitalOf(terms: PlanTerms): { readonly ok: true; readonly capital: Capital } | Refusal {
  let fees = 0;
  let costs = 0;
  for (const ofSum of [false, true]) {
    const bases = planBases(terms.principalCents, terms.principalCents + fees, 0);
    for (const charge of terms.charges ?? []) {
      const isOfSum = (charge.cents ?? null) === null && charge.base === 'amount-financed';
      if (!charge.financed || isOfSum !== ofSum) continue;
      const cents = chargeCents(charge, bases, terms.rounding.mode);
      fees += cents;
      if (isCreditCost(charge)) costs += cents;
    }
  }
  const amountFinancedCents = terms.principalCents + fees;
  if (amountFinancedCents > maximumPlanCents) return refuse('amount_too_large', 'charges', maximumPlanCents);
  return { ok: true, capital: { amountFinancedCents, financedFeeCents: fees, financedCostCents: costs } };
}

/** A charge paid on a day of its own. */
export interface DatedFee {
  readonly kind: string;
  readonly day: DayNumber;
  readonly cents: number;
  readonly cost: boolean;
}

/** Charges that are not financed: of every row, and on days (the start among them). */
export interface PaidCharges {
  readonly ofRows: readonly PlanCharge[];
  readonly atStart: readonly DatedFee[];
  readonly dated: readonly DatedFee[];
}

/** Splits what is not financed by when it is paid. Refuses a dated charge before the start. */
export function paidCharges(terms: PlanTerms, bases: ChargeBases): { readonly ok: true; readonly paid: PaidCharges } | Refusal {
  const start = toDayNumber(terms.start);
  const ofRows: PlanCharge[] = [];
  const atStart: DatedFee[] = [];
  const dated: DatedFee[] = [];
  for (const [index, charge] of (terms.charges ?? []).entries()) {
    if (charge.financed) continue;
    if (charge.at === 'row') {
      ofRows.push(charge);
      continue;
    }
    const day = charge.at === 'date' ? toDayNumber(charge.date ?? terms.start) : start;
    if (day < start) return refuse('date_out_of_range', `charges.${index}.date`);
    const fee = { kind: charge.kind, day, cents: chargeCents(charge, bases, terms.rounding.mode), cost: isCreditCost(charge) };
    (charge.at === 'date' ? dated : atStart).push(fee);
  }
  return { ok: true, paid: { ofRows, atStart, dated } };
}
