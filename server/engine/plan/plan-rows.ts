import { fromDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { Rounding } from '#platform/money';
import type { RowAmounts } from './amounts.ts';
import { roundInterest } from './growth.ts';
import type { LaidPlan } from './lay-plan.ts';
import { maximumRowCents } from './limits.ts';
import { chargeCents, isCreditCost } from './plan-charges.ts';
import type { ChargeBases, DatedFee, PaidCharges } from './plan-charges.ts';
import type { PlanCharge, PlanRow, PlanTerms } from './plan-terms.ts';

/** Rows with their fees, beside each what of its fees is a cost of the credit; and the fees outside the rows. */
export interface PrintedRows {
  readonly rows: readonly PlanRow[];
  readonly costs: readonly number[];
  readonly separate: readonly DatedFee[];
}

/** Interest of each row as it is asked: with the odd days paid apart, and what the grace on interest puts off. */
export function askedInterests({ terms, schedule, frame, amounts }: LaidPlan): number[] {
  const interests: number[] = [];
  for (const { interestCents } of amounts) interests.push(interestCents);
  if (schedule.paid !== null && interests[0] !== undefined) {
    const { growth, sign } = schedule.paid;
    interests[0] += sign * roundInterest(frame.openingCents, growth, frame.rounding);
  }
  const askedIn = Math.min(terms.graceInterestRows ?? 0, interests.length - 1);
  let deferred = 0;
  for (let index = 0; index < askedIn; index++) {
    const interest = interests[index] ?? 0;
    // Interest that has joined the debt, beyond what the row pays, is not asked a second time.
    const putOff = Math.max(0, Math.min(interest, interest + (amounts[index]?.principalCents ?? 0)));
    deferred += putOff;
    interests[index] = interest - putOff;
  }
  interests[askedIn] = (interests[askedIn] ?? 0) + deferred;
  return interests;
}

function downPaymentRow(terms: PlanTerms, cents: number, balanceCents: number): PlanRow {
  return { number: 0, dueDate: terms.start, principalCents: cents, interestCents: 0, feeCents: 0, dueCents: cents, balanceCents };
}

/** True for a row with an amount beyond all bounds. */
export const isTooLarge = ({ principalCents, interestCents, feeCents, dueCents }: Omit<PlanRow, 'number' | 'dueDate' | 'balanceCents'>): boolean =>
  Math.max(Math.abs(principalCents), interestCents, feeCents, dueCents) > maximumRowCents;

/** Fees of a row, and what of them is a cost of the credit. */
interface RowFees {
  readonly feeCents: number;
  readonly costCents: number;
}

function sumOf(charges: readonly PlanCharge[], bases: ChargeBases, rounding: Rounding): RowFees {
  let feeCents = 0;
  let costCents = 0;
  for (const charge of charges) {
    const cents = chargeCents(charge, bases, rounding);
    feeCents += cents;
    if (isCreditCost(charge)) costCents += cents;
  }
  return { feeCents, costCents };
}

/** The rows as the customer sees them. A dated charge on a due day is in that row's fee, any other stands by itself. */
export function printRows(laid: LaidPlan, planBases: ChargeBases, paid: PaidCharges): PrintedRows {
  const { schedule, frame, amounts, downPaymentCents } = laid;
  const interests = askedInterests(laid);
  const rows: PlanRow[] = [];
  const costs: number[] = [];
  if (downPaymentCents > 0) {
    rows.push(downPaymentRow(laid.terms, downPaymentCents, frame.openingCents));
    costs.push(0);
  }
  const isShare = (charge: PlanCharge): boolean => (charge.cents ?? null) === null;
  const shares = paid.ofRows.filter(isShare);
  const fixed = sumOf(paid.ofRows.filter((charge) => !isShare(charge)), planBases, frame.rounding);
  const apart = new Set(paid.dated);
  /** Fees of a row of which some are shares of its amounts or fall due on its day. */
  const ownFees = (day: DayNumber, { principalCents, beforeCents }: RowAmounts, interestCents: number): RowFees => {
    const bases = { ...planBases, 'row-principal': principalCents, 'row-interest': interestCents, 'row-balance': beforeCents };
    let { feeCents, costCents } = sumOf(shares, bases, frame.rounding);
    for (const fee of paid.dated) {
      if (fee.day !== day) continue;
      apart.delete(fee);
      feeCents += fee.cents;
      if (fee.cost) costCents += fee.cents;
    }
    return { feeCents: fixed.feeCents + feeCents, costCents: fixed.costCents + costCents };
  };
  const alike = shares.length === 0 && paid.dated.length === 0;
  for (let index = 0; index < amounts.length; index++) {
    const amount = amounts[index];
    const day = schedule.periods[index]?.day;
    const interestCents = interests[index];
    if (amount === undefined || day === undefined || interestCents === undefined) continue;
    const { principalCents, balanceCents } = amount;
    const { feeCents, costCents } = alike ? fixed : ownFees(day, amount, interestCents);
    const dueCents = principalCents + interestCents + feeCents;
    rows.push({ number: index + 1, dueDate: fromDayNumber(day), principalCents, interestCents, feeCents, dueCents, balanceCents });
    costs.push(costCents);
  }
  return { rows, costs, separate: [...paid.atStart, ...apart] };
}
