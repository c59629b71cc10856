import { divideRoundedBig } from '#platform/money';
import type { Rounding } from '#platform/money';
import { monthInterest, ppmPerUnitAndYear } from '../arithmetic/round.ts';

/** A level plan in cents. `balloonAfter` false: the balloon is in row n; true: alone in row n + 1. Level alone: balloonCents 0, false. */
export interface LevelPlanTerms {
  readonly principalCents: number;
  readonly nominalRatePpm: number;
  /** Level rows, n. */
  readonly rows: number;
  readonly balloonCents: number;
  readonly balloonAfter: boolean;
  readonly rounding: Rounding;
}

/** Principal and interest of each row; the principals add up to the principal of the plan. */
export interface LevelPlan {
  readonly instalmentCents: number;
  readonly principals: readonly number[];
  readonly interests: readonly number[];
}

/** The level instalment as an exact ratio of integers: with a = 12,000,000 + ppm and d = 12,000,000, all times d^n. */
function exactInstalment(plan: LevelPlanTerms): number {
  const d = BigInt(ppmPerUnitAndYear);
  const a = d + BigInt(plan.nominalRatePpm);
  let annuity = 0n;
  let aPower = 1n;
  let dPower = 1n;
  for (let row = 0; row < plan.rows; row++) {
    annuity = annuity * a + dPower * d;
    aPower *= a;
    dPower *= d;
  }
  let owed = BigInt(plan.principalCents) * aPower;
  if (plan.balloonAfter) {
    owed = owed * a - BigInt(plan.balloonCents) * dPower * d;
    annuity *= a;
  } else {
    owed -= BigInt(plan.balloonCents) * dPower;
  }
  return Number(divideRoundedBig(owed, annuity, plan.rounding));
}

/**
 * Level instalment in cents: R = (P − V v^m) i / (1 − v^n), i = TAN / 12, v = 1 / (1 + i), m = n or n + 1, rounded once.
 *
 * Computed as (P f^n − V f^(n−m)) / (1 + f + … + f^(n−1)), f = 1 + i, which neither cancels at small rates nor divides
 * by zero at rate 0. The float result carries a relative error below 10^-13 (n ≤ 120 multiplications); when it falls
 * closer to a half cent than ten times that bound, the same ratio is rounded again in exact integers, so no float error
 * can flip the cent. `unrounded` is the float.
 */
export function solvedInstalment(plan: LevelPlanTerms): { readonly cents: number; readonly unrounded: number } {
  const growth = 1 + plan.nominalRatePpm / ppmPerUnitAndYear;
  let annuity = 0;
  let grown = plan.principalCents;
  for (let row = 0; row < plan.rows; row++) {
    annuity = annuity * growth + 1;
    grown *= growth;
  }
  const balloon = plan.balloonAfter ? plan.balloonCents / growth : plan.balloonCents;
  const instalment = (grown - balloon) / annuity;
  const whole = Math.floor(instalment);
  const fromHalf = instalment - whole - 0.5;
  const doubt = ((grown + balloon) / annuity) * 1e-12 + 1e-9;
  const doubtful = fromHalf < doubt && fromHalf > -doubt;
  return { cents: doubtful ? exactInstalment(plan) : fromHalf > 0 ? whole + 1 : whole, unrounded: instalment };
}

/** `solvedInstalment`, its cents alone. */
export const levelInstalment = (plan: LevelPlanTerms): number => solvedInstalment(plan).cents;

/**
 * The rows of a level plan. Interest is the month's interest on the balance, rounded by row; principal is the instalment
 * less interest, never more than the balance; the last row (n, or n + 1 with the balloon after) pays what is left, so it
 * takes the rounding residue.
 */
export function levelPlan(plan: LevelPlanTerms, instalmentCents: number): LevelPlan {
  const count = plan.balloonAfter ? plan.rows + 1 : plan.rows;
  const principals: number[] = [];
  const interests: number[] = [];
  let balance = plan.principalCents;
  for (let row = 1; row <= count; row++) {
    const interest = monthInterest(balance, plan.nominalRatePpm, plan.rounding);
    const principal = row === count ? balance : Math.min(instalmentCents - interest, balance);
    interests.push(interest);
    principals.push(principal);
    balance -= principal;
  }
  return { instalmentCents, principals, interests };
}
