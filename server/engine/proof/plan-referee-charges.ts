import type { PlanCharge, PlanTerms } from '../plan/plan-terms.ts';
import { nearest } from './plan-referee-fraction.ts';

/** Charges of the plan's referee, for tests only: section 5 of docs/engine-conventions.md. */
export type ChargeBase = NonNullable<PlanCharge['base']>;
export type Bases = Partial<Readonly<Record<ChargeBase, bigint>>>;

/** What a charge comes to on these bases; one below zero counts as zero. */
export function chargeAmount(charge: PlanCharge, bases: Bases, terms: PlanTerms): bigint {
  if (charge.cents !== undefined) return BigInt(charge.cents);
  const base = charge.base === undefined ? undefined : bases[charge.base];
  if (base === undefined || charge.ratePpm === undefined) throw new RangeError(`The referee knows no base for the charge ${charge.kind}`);
  return nearest((base < 0n ? 0n : base) * BigInt(charge.ratePpm), 1_000_000n, terms.rounding.mode);
}

export const countsInTaeg = (charge: PlanCharge): boolean => charge.inTaeg && !charge.optional;

export interface FinancedCharges {
  readonly all: bigint;
  /** Those that are no cost of the TAEG: they count as drawn. */
  readonly drawn: bigint;
}

/** Financed charges: fixed amounts and shares of the principal first, then shares of what is financed with those. */
export function financedCharges(terms: PlanTerms): FinancedCharges {
  const principal = BigInt(terms.principalCents);
  const financed = (terms.charges ?? []).filter((charge) => charge.financed);
  const isSecond = (charge: PlanCharge): boolean => charge.base === 'amount-financed' && charge.cents === undefined;
  let [all, drawn] = [0n, 0n];
  for (const second of [false, true]) {
    const bases: Bases = { principal, 'amount-financed': principal + all };
    for (const charge of financed.filter((one) => isSecond(one) === second)) {
      const cents = chargeAmount(charge, bases, terms);
      all += cents;
      if (!countsInTaeg(charge)) drawn += cents;
    }
  }
  return { all, drawn };
}
