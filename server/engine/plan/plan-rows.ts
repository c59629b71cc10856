import { fromDayNumber } from '#platform/civil-date';
import type { RowAmounts } from './amounts.ts';
import type { Frame } from './frame.ts';
import { roundAccruals } from './growth.ts';
import { chargeCents, isCreditCost } from './plan-charges.ts';
import type { ChargeBases, DatedFee, PaidCharges } from './plan-charges.ts';
import type { PlanRow, PlanTerms } from './plan-terms.ts';
import type { Schedule } from './schedule.ts';

/** All that the printed rows are made of. */
export interface PlanParts {
  readonly schedule: Schedule;
  readonly frame: Frame;
  readonly amounts: readonly RowAmounts[];
  readonly bases: ChargeBases;
  readonly paid: PaidCharges;
  readonly downPaymentCents: number;
}

/** Rows with their fees, beside each what of its fees is a cost of the credit; and the fees outside the rows. */
export interface PrintedRows {
  readonly rows: readonly PlanRow[];
  readonly costs: readonly number[];
  readonly separate: readonly DatedFee[];
}

/** Interest of each row as it is asked: with the odd days paid apart, and what the grace on interest puts off. */
function askedInterests(terms: PlanTerms, { schedule, frame, amounts }: PlanParts): number[] {
  const interests = amounts.map((row) => row.interestCents);
  if (schedule.paid !== null && interests[0] !== undefined) {
    const { growth, sign } = schedule.paid;
    interests[0] += sign * roundAccruals([{ cents: frame.openingCents, growth }], frame.rounding);
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

/** The rows as the customer sees them. A dated charge on a due day is in that row's fee, any other stands by itself. */
export function printRows(terms: PlanTerms, parts: PlanParts): PrintedRows {
  const { schedule, frame, amounts, paid } = parts;
  const interests = askedInterests(terms, parts);
  const rows: PlanRow[] = [];
  const costs: number[] = [];
  if (parts.downPaymentCents > 0) {
    rows.push(downPaymentRow(terms, parts.downPaymentCents, frame.openingCents));
    costs.push(0);
  }
  const apart = new Set(paid.dated);
  for (const [index, { day }] of schedule.periods.entries()) {
    const amount = amounts[index];
    const interestCents = interests[index];
    if (amount === undefined || interestCents === undefined) continue;
    const { principalCents, beforeCents, balanceCents } = amount;
    const bases = { ...parts.bases, 'row-principal': principalCents, 'row-interest': interestCents, 'row-balance': beforeCents };
    let feeCents = 0;
    let costCents = 0;
    for (const charge of paid.ofRows) {
      const cents = chargeCents(charge, bases, frame.rounding);
      feeCents += cents;
      if (isCreditCost(charge)) costCents += cents;
    }
    for (const fee of paid.dated) {
      if (fee.day !== day) continue;
      apart.delete(fee);
      feeCents += fee.cents;
      if (fee.cost) costCents += fee.cents;
    }
    const dueCents = principalCents + interestCents + feeCents;
    rows.push({ number: index + 1, dueDate: fromDayNumber(day), principalCents, interestCents, feeCents, dueCents, balanceCents });
    costs.push(costCents);
  }
  return { rows, costs, separate: [...paid.atStart, ...apart] };
}
