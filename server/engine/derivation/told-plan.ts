import type { RowAmounts } from '../plan/amounts.ts';
import type { OddInterest } from '../plan/first-period.ts';
import type { Frame } from '../plan/frame.ts';
import type { LaidPlan } from '../plan/lay-plan.ts';
import { weightParts } from '../plan/limits.ts';
import type { Amortisation, Residue } from '../plan/plan-terms.ts';
import { borne, rounded, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import type { Words } from './words.ts';

/** One charge or tax inside a row. */
export interface RowFee {
  readonly label: 'charge' | 'substituteTax' | 'stampDuty';
  readonly cents: number;
  readonly formula: string;
}

/** A plan as the steps of its figures need it, rows from 0: what the engine laid out, and the words to tell it in. */
export interface ToldPlan {
  readonly words: Words;
  readonly frame: Frame;
  readonly nominalRatePpm: number;
  readonly amortisation: Amortisation;
  /** Where the residue of the rounding goes; `last` for all plans that are not level on declining interest. */
  readonly residue: Residue;
  readonly instalmentCents: number;
  /** Principal and own interest of each row, before interest is put off or odd days are paid. */
  readonly amounts: readonly RowAmounts[];
  /** Odd days before the first period, paid apart with row 0. */
  readonly paid: OddInterest | null;
  /** Rows whose interest is put off. */
  readonly deferredRows: number;
  /** Months by twelfths in arrears and nothing else: told by the closed form that everybody knows. */
  readonly isGrid: boolean;
  readonly feesOf: (index: number) => readonly RowFee[];
}

/** A plan laid out by its terms. */
export function toldPlan(words: Words, { terms, schedule, frame, instalment, amounts }: LaidPlan, feesOf: ToldPlan['feesOf']): ToldPlan {
  const level = terms.amortisation === 'level' && terms.interestOn === 'declining';
  return {
    words,
    frame,
    nominalRatePpm: terms.nominalRatePpm,
    amortisation: terms.amortisation,
    residue: level ? terms.rounding.residue : 'last',
    instalmentCents: instalment.cents,
    amounts,
    paid: schedule.paid,
    deferredRows: Math.min(terms.graceInterestRows ?? 0, amounts.length - 1),
    isGrid: false,
    feesOf,
  };
}

/** A weight in millionths as a ratio. */
export const weightRatio = (millionths: number): Ratio => ({ top: BigInt(millionths), bottom: BigInt(weightParts) });

/** Owed when the period of row `index` begins. */
export function owedAtStart({ frame, amounts }: ToldPlan, index: number): number {
  return index === 0 ? frame.openingCents : (amounts[index - 1]?.balanceCents ?? 0);
}

/** Interest of the odd days before the first period, paid with row 0: exact and without sign, and as it is asked. */
export function oddInterest({ frame, nominalRatePpm, paid }: ToldPlan): { readonly exact: Ratio; readonly cents: number } | null {
  if (paid === null) return null;
  const exact = times(whole(frame.openingCents), borne(nominalRatePpm, paid.growth.fractions));
  return { exact, cents: paid.sign * rounded(exact, frame.rounding) };
}

/** Interest that row `index` owes before anything is put off. */
function owedInterest(told: ToldPlan, index: number): number {
  return (told.amounts[index]?.interestCents ?? 0) + (index === 0 ? (oddInterest(told)?.cents ?? 0) : 0);
}

/** What of the interest of row `index` is asked later: nothing of what has joined the debt because the row pays too little. */
export function putOffInterest(told: ToldPlan, index: number): number {
  if (index >= told.deferredRows) return 0;
  const owed = owedInterest(told, index);
  return Math.max(0, Math.min(owed, owed + (told.amounts[index]?.principalCents ?? 0)));
}

/** Interest put off by the rows before the one that asks it. */
export function collectedInterest(told: ToldPlan, index: number): number {
  if (told.deferredRows === 0 || index !== told.deferredRows) return 0;
  let collected = 0;
  for (let before = 0; before < index; before++) collected += putOffInterest(told, before);
  return collected;
}

/** Interest of row `index` as it is asked. */
export function askedInterest(told: ToldPlan, index: number): number {
  return owedInterest(told, index) - putOffInterest(told, index) + collectedInterest(told, index);
}
