import { toDayNumber } from '#platform/civil-date';
import { leaseFees } from '../lease/lease-fees.ts';
import type { Fee } from '../lease/lease-fees.ts';
import type { Lease, LeaseRow, LeaseTerms } from '../lease/lease-terms.ts';
import { priceLease } from '../lease/price-lease.ts';
import { rentalPlan } from '../lease/rental-plan.ts';
import type { RentalPlan, RentalPlanTerms } from '../lease/rental-plan.ts';
import { solveLevel } from '../lease/solved-lease.ts';
import { growthOver } from '../plan/growth.ts';
import type { YearFraction } from '../plans.ts';
import { borne, over, plus, rounded, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import type { ToldPlan } from './told-plan.ts';
import type { Words } from './words.ts';

/** A priced lease and the words in which it is told. */
export interface LeaseCase {
  readonly words: Words;
  readonly terms: LeaseTerms;
  readonly lease: Lease;
  readonly plan: RentalPlanTerms;
  /** Debt after the last rental. */
  readonly closingCents: number;
  /** The rentals as rows of a plan, each with the interest that its period bears. */
  readonly told: ToldPlan;
  readonly fees: readonly Fee[];
  /** VAT of what was agreed with VAT, by row; null where it follows from the taxable amount. */
  readonly agreedVatOf: (kind: LeaseRow['kind']) => number | null;
}

/** Π (1 + rate × f). */
export function grownOver(ratePpm: number, fractions: readonly YearFraction[]): Ratio {
  let grown = whole(1);
  for (const fraction of fractions) grown = times(grown, plus(whole(1), borne(ratePpm, [fraction])));
  return grown;
}

/** The option brought back to the last rental, exact. */
export function exactClosing({ optionCents, nominalRatePpm, optionFractions }: RentalPlanTerms): Ratio {
  return over(whole(optionCents), grownOver(nominalRatePpm, optionFractions));
}

function toldRentals(words: Words, { financedCents, rentalCents, rows }: Lease, plan: RentalPlanTerms, closingCents: number): ToldPlan {
  const { rounding, nominalRatePpm: ratePpm } = plan;
  const periods = plan.fractions.map((fraction, index) => ({ day: toDayNumber(rows.find(({ number }) => number === index + 1)?.dueDate ?? ''), growth: growthOver(ratePpm, [fraction]), inside: [], onDayCents: 0 }));
  let beforeCents = financedCents;
  const amounts = plan.fractions.map((fraction, index) => {
    const row = rows.find(({ number }) => number === index + 1);
    const interestCents = rounded(times(whole(beforeCents), borne(ratePpm, [fraction])), rounding.mode);
    const amount = { principalCents: row?.principalCents ?? 0, interestCents, beforeCents, balanceCents: row?.balanceCents ?? 0 };
    beforeCents = amount.balanceCents;
    return amount;
  });
  return {
    words,
    frame: {
      periods,
      openingCents: financedCents,
      capitalCents: financedCents,
      balloonCents: closingCents,
      rows: plan.fractions.length,
      graceRows: 0,
      flat: false,
      askedEvery: 1,
      weights: null,
      rounding: rounding.mode,
      multipleCents: rounding.rentalMultipleCents,
    },
    nominalRatePpm: ratePpm,
    amortisation: 'level',
    residue: 'last',
    instalmentCents: rentalCents,
    amounts,
    paid: null,
    deferredRows: 0,
    isGrid: false,
    feesOf: () => [],
  };
}

/** The rentals when nothing moves the residue of the rounding away from the last: at a level, with so many cents. */
export function plainRentals({ plan }: LeaseCase, levelCents: number): RentalPlan | null {
  return rentalPlan({ ...plan, rounding: { ...plan.rounding, residue: 'last' } }, levelCents);
}

/** A lease laid out for telling; null when its terms are refused. */
export function leaseCase(terms: LeaseTerms, words: Words): LeaseCase | null {
  const priced = priceLease(terms);
  if (!priced.ok) return null;
  const level = solveLevel(terms);
  if (!level.ok) return null;
  const { lease } = priced;
  const { plan, periods, firstRentalVatCents, optionVatCents } = level.solved;
  const agreed = { 'first-rental': firstRentalVatCents, rental: null, 'purchase-option': optionVatCents };
  const listed = leaseFees(terms, periods, { netAssetCents: lease.netAssetCents, financedCents: lease.financedCents, rentalCents: lease.rentalCents });
  if (!listed.ok) return null;
  const closingCents = rounded(exactClosing(plan), plan.rounding.mode);
  return { words, terms, lease, plan, closingCents, told: toldRentals(words, lease, plan, closingCents), fees: listed.fees, agreedVatOf: (kind) => agreed[kind] };
}
