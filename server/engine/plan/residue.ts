import { divideRoundedBig } from '#platform/money';
import { levelPayment, levelRowAmounts } from './amounts.ts';
import type { RowAmounts } from './amounts.ts';
import { weightSum } from './frame.ts';
import type { Frame } from './frame.ts';
import { errorOfStep, exactGrowth, roundRatio, roundWhenSure } from './growth.ts';
import { maximumRowCents, weightParts } from './limits.ts';
import type { Residue } from './plan-terms.ts';

export interface LevelPlan {
  readonly instalmentCents: number;
  readonly rows: readonly RowAmounts[];
}

/** What the rounding leaves to the last row: its payment, balloon apart, less what its own weight would pay. */
function residueOf(frame: Frame, { instalmentCents, rows }: LevelPlan): number {
  const last = rows[rows.length - 1];
  if (last === undefined) return 0;
  const payment = last.principalCents + last.interestCents - frame.balloonCents;
  return payment - levelPayment(frame, instalmentCents, rows.length - 1);
}

/** The residue brought back to the first row after the grace by the growth of every later period, rounded once. */
function residueAtFirst(frame: Frame, residueCents: number): number {
  let grown = 1;
  let steps = 2;
  const later = frame.periods.slice(frame.graceRows + 1);
  for (const { growth } of later) {
    grown *= 1 + growth.value;
    steps += growth.fractions.length + 2;
  }
  const value = Math.abs(residueCents) / grown;
  const sure = roundWhenSure(value, value * steps * errorOfStep);
  if (sure !== null) return residueCents < 0 ? 0 - sure : sure;
  let top = BigInt(residueCents);
  let bottom = 1n;
  for (const { growth } of later) {
    const exact = exactGrowth(growth);
    top *= exact.bottom;
    bottom *= exact.bottom + exact.top;
  }
  return Number(divideRoundedBig(top, bottom, frame.rounding));
}

/** The instalment moved by an equal share of the residue, rounded to the multiple. */
function movedInstalment(frame: Frame, instalmentCents: number, residueCents: number): number {
  const weights = BigInt(weightSum(frame));
  const top = BigInt(instalmentCents) * weights + BigInt(residueCents) * BigInt(weightParts);
  return roundRatio(top, weights, frame.multipleCents, frame.rounding);
}

/**
 * The level instalment moved towards a last row like the others, at most three times, while the residue is above half a
 * cent for each row that pays and gets smaller: the rule by which Apache Fineract adjusts the instalment of a progressive loan.
 */
function corrected(frame: Frame, plan: LevelPlan): LevelPlan {
  let best = plan;
  for (let pass = 0; pass < 3; pass++) {
    const residue = residueOf(frame, best);
    if (Math.abs(residue) <= Math.floor((frame.rows - frame.graceRows) / 2)) return best;
    const instalmentCents = movedInstalment(frame, best.instalmentCents, residue);
    const usable = instalmentCents > 0 && instalmentCents <= maximumRowCents && instalmentCents !== best.instalmentCents;
    const rows = usable ? levelRowAmounts(frame, instalmentCents) : null;
    if (rows === null) return best;
    const next = { instalmentCents, rows };
    if (Math.abs(residueOf(frame, next)) >= Math.abs(residue)) return best;
    best = next;
  }
  return best;
}

/** Rows of a level plan on declining interest with the residue of the rounding where the terms want it; null as `rowAmounts`. */
export function settleResidue(frame: Frame, instalmentCents: number, residue: Residue): LevelPlan | null {
  const rows = levelRowAmounts(frame, instalmentCents);
  if (rows === null) return null;
  const plan = { instalmentCents, rows };
  if (residue === 'correction-pass' && !frame.flat) return corrected(frame, plan);
  if (residue !== 'first' || frame.flat) return plan;
  const moved = levelRowAmounts(frame, instalmentCents, residueAtFirst(frame, residueOf(frame, plan)));
  return moved === null ? null : { instalmentCents, rows: moved };
}
