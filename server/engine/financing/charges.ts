import { toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { shareOf } from '../arithmetic/round.ts';
import type { Charge, FinancingTerms } from './types.ts';

/** What a percentage charge may be a share of, in cents. */
export interface ChargeBases {
  readonly amountFinanced: number;
  readonly totalCredit: number;
  readonly instalment: number;
}

/** Cents of a charge: as stated, or its share of the base rounded half-up. */
export function chargeCents(charge: Charge, bases: ChargeBases): number {
  if (charge.cents !== undefined && charge.cents !== null) return charge.cents;
  const base =
    charge.base === 'amount-financed'
      ? bases.amountFinanced
      : charge.base === 'total-credit'
        ? bases.totalCredit
        : bases.instalment;
  return shareOf(base, charge.ratePpm ?? 0);
}

/** True when a charge belongs to the total cost of the credit (TUB art. 121), hence to the TAEG. */
export function isCreditCost(charge: Charge): boolean {
  return charge.inTaeg && !charge.optional;
}

/** Charges that are not financed, split by when they are paid; `…Costs` are the part that is a cost of the credit. */
export interface ChargeSums {
  readonly startCosts: number;
  readonly perRow: number;
  readonly perRowCosts: number;
  readonly dated: readonly { readonly day: DayNumber; readonly cents: number; readonly cost: boolean }[];
}

/** Sums the charges that are not financed. */
export function chargeSums(terms: FinancingTerms, bases: ChargeBases): ChargeSums {
  let startCosts = 0;
  let perRow = 0;
  let perRowCosts = 0;
  const dated: { day: DayNumber; cents: number; cost: boolean }[] = [];
  for (const charge of terms.charges) {
    if (charge.financed) continue;
    const cents = chargeCents(charge, bases);
    const cost = isCreditCost(charge);
    if (charge.at === 'row') {
      perRow += cents;
      if (cost) perRowCosts += cents;
    } else if (charge.at === 'date' && charge.date !== undefined) {
      dated.push({ day: toDayNumber(charge.date), cents, cost });
    } else if (cost) {
      startCosts += cents;
    }
  }
  return { startCosts, perRow, perRowCosts, dated };
}
