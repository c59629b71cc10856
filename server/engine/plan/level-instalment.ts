import { asksInterest, weightOf, weightSum } from './frame.ts';
import type { Frame } from './frame.ts';
import { errorOfStep, exactGrowth, roundRatio, roundWhenSure } from './growth.ts';
import { weightParts } from './limits.ts';

/**
 * The unrounded plan is linear in the instalment R: after every row the balance is `owed` − R × `paid`, and the interest
 * accrued but not yet asked is `accruedOwed` − R × `accruedPaid`. R makes the balance after the last row, balloon paid,
 * nothing: R = (owed − balloon) / paid. The same recurrence runs in floats here and in big integers below; all its terms
 * are ≥ 0, so the float carries a relative error of a few units in the last place for each step.
 */
function floatInstalment(frame: Frame): { readonly value: number; readonly doubt: number } {
  let owed = frame.openingCents;
  let paid = 0;
  let accruedOwed = 0;
  let accruedPaid = 0;
  let steps = 4;
  let index = -1;
  for (const { growth, inside, onDayCents } of frame.periods) {
    index += 1;
    accruedOwed += owed * growth.value;
    accruedPaid += paid * growth.value;
    for (const drawn of inside) {
      accruedOwed += drawn.cents * drawn.growth.value;
      owed += drawn.cents;
    }
    const inGrace = index < frame.graceRows;
    if (!inGrace) paid += weightOf(frame, index) / weightParts;
    if (asksInterest(frame, index)) {
      owed += inGrace ? 0 : accruedOwed;
      paid += inGrace ? 0 : accruedPaid;
      accruedOwed = 0;
      accruedPaid = 0;
    }
    owed += onDayCents;
    steps += 2 * (growth.fractions.length + inside.length + 2);
  }
  return { value: (owed - frame.balloonCents) / paid, doubt: ((owed + frame.balloonCents) / paid) * steps * errorOfStep };
}

/** The same in integers: every amount stands over one common denominator, `scale`. */
function exactInstalment(frame: Frame): number {
  let scale = 1n;
  let owed = BigInt(frame.openingCents);
  let paid = 0n;
  let accruedOwed = 0n;
  let accruedPaid = 0n;
  const spread = (factor: bigint): void => {
    scale *= factor;
    owed *= factor;
    paid *= factor;
    accruedOwed *= factor;
    accruedPaid *= factor;
  };
  for (const [index, { growth, inside, onDayCents }] of frame.periods.entries()) {
    const { top, bottom } = exactGrowth(growth);
    const [bearing, bearingPaid] = [owed * top, paid * top];
    spread(bottom);
    accruedOwed += bearing;
    accruedPaid += bearingPaid;
    for (const drawn of inside) {
      const stretch = exactGrowth(drawn.growth);
      const interest = BigInt(drawn.cents) * stretch.top * scale;
      spread(stretch.bottom);
      accruedOwed += interest;
      owed += BigInt(drawn.cents) * scale;
    }
    const inGrace = index < frame.graceRows;
    if (!inGrace) paid += BigInt(weightOf(frame, index)) * scale;
    if (asksInterest(frame, index)) {
      owed += inGrace ? 0n : accruedOwed;
      paid += inGrace ? 0n : accruedPaid;
      accruedOwed = 0n;
      accruedPaid = 0n;
    }
    owed += BigInt(onDayCents) * scale;
  }
  const left = (owed - BigInt(frame.balloonCents) * scale) * BigInt(weightParts);
  return roundRatio(left, paid, frame.multipleCents, frame.rounding);
}

/** Flat interest: R = (P − V + Σ interest of the rows that pay R) / Σ weights. */
function exactFlatInstalment(frame: Frame): number {
  let top = BigInt(frame.capitalCents - frame.balloonCents);
  let bottom = 1n;
  for (const [index, { growth }] of frame.periods.entries()) {
    if (index < frame.graceRows) continue;
    const exact = exactGrowth(growth);
    top = top * exact.bottom + BigInt(frame.capitalCents) * exact.top * bottom;
    bottom *= exact.bottom;
  }
  return roundRatio(top * BigInt(weightParts), bottom * BigInt(weightSum(frame)), frame.multipleCents, frame.rounding);
}

function floatFlatInstalment(frame: Frame): { readonly value: number; readonly doubt: number } {
  let owed = frame.capitalCents - frame.balloonCents;
  let steps = 4;
  for (const [index, { growth }] of frame.periods.entries()) {
    if (index >= frame.graceRows) owed += frame.capitalCents * growth.value;
    steps += growth.fractions.length + 1;
  }
  const value = (owed * weightParts) / weightSum(frame);
  return { value, doubt: value * steps * errorOfStep };
}

/** An instalment in cents, and what it was before rounding as near as a float tells. */
export interface SolvedInstalment {
  readonly cents: number;
  readonly unrounded: number;
}

/**
 * Level instalment: the exact solution rounded once to a multiple. A float decides unless it comes nearer to a half than
 * its error bound; then big integers do. May be below 1 cent or negative when the balloon is large.
 */
export function solvedInstalment(frame: Frame): SolvedInstalment {
  const { value, doubt } = frame.flat ? floatFlatInstalment(frame) : floatInstalment(frame);
  const multiples = roundWhenSure(value / frame.multipleCents, (Math.abs(doubt) + Math.abs(value) * errorOfStep) / frame.multipleCents);
  if (multiples !== null) return { cents: multiples * frame.multipleCents, unrounded: value };
  return { cents: frame.flat ? exactFlatInstalment(frame) : exactInstalment(frame), unrounded: value };
}

/** `solvedInstalment`, its cents alone. */
export const levelInstalment = (frame: Frame): number => solvedInstalment(frame).cents;
