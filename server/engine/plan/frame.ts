import type { Rounding } from '#platform/money';
import { weightParts } from './limits.ts';
import type { Period } from './schedule.ts';

/** A plan reduced to what its arithmetic needs: periods, amounts, and which rows pay what. */
export interface Frame {
  readonly periods: readonly Period[];
  /** Balance on the start day, after a down payment. */
  readonly openingCents: number;
  /** All that is to be repaid in the rows, later drawdowns included. */
  readonly capitalCents: number;
  readonly balloonCents: number;
  /** Rows of the plan; one period more when the balloon falls due after the last of them. */
  readonly rows: number;
  /** Rows that pay no principal before the others begin. */
  readonly graceRows: number;
  /** Interest on the capital whatever has been repaid. */
  readonly flat: boolean;
  /** Interest is asked on every row of this number and on the last; 1 = on all. */
  readonly askedEvery: number;
  /** Millionths of the instalment, one for each row; null when every row pays one. */
  readonly weights: readonly number[] | null;
  readonly rounding: Rounding;
  readonly multipleCents: number;
}

/** Millionths of the instalment that row `index` pays: none in the grace and in the row of a balloon after the last. */
export function weightOf(frame: Frame, index: number): number {
  if (index < frame.graceRows || index >= frame.rows) return 0;
  return frame.weights?.[index] ?? weightParts;
}

/** Σ of the weights in millionths. */
export function weightSum(frame: Frame): number {
  let sum = 0;
  for (let index = 0; index < frame.rows; index++) sum += weightOf(frame, index);
  return sum;
}

/** True when row `index` asks the interest accrued so far. */
export function asksInterest(frame: Frame, index: number): boolean {
  return frame.askedEvery === 1 || (index + 1) % frame.askedEvery === 0 || index === frame.periods.length - 1;
}
