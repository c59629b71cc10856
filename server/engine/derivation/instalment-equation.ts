import type { DerivationStep } from '../financing/types.ts';
import { asksInterest, weightOf, weightSum } from '../plan/frame.ts';
import { weightParts } from '../plan/limits.ts';
import { borne, over, plus, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import { weightRatio } from './told-plan.ts';
import type { ToldPlan } from './told-plan.ts';

/** The equation of an instalment: its lines, and the exact solution. */
export interface Equation {
  readonly steps: DerivationStep[];
  readonly exact: Ratio;
}

/** P − V + Σ interest of the rows that pay, over Σ weights. */
export function flatEquation({ words, frame, nominalRatePpm }: ToldPlan): Equation {
  let interest = whole(0);
  for (const { growth } of frame.periods.slice(frame.graceRows)) interest = plus(interest, times(whole(frame.capitalCents), borne(nominalRatePpm, growth.fractions)));
  const weights = weightRatio(weightSum(frame));
  const exact = over(plus(whole(frame.capitalCents - frame.balloonCents), interest), weights);
  return {
    steps: [
      words.step('flatInterest', 'I = Σ P × iₖ', words.exact(interest)),
      words.step('weightSum', 'W = Σ wₖ', words.number(weights)),
      words.step('solvedInstalment', frame.balloonCents === 0 ? '(P + I) / W' : '(P − V + I) / W', words.exact(exact)),
    ],
    exact,
  };
}

/**
 * Beyond so many bits only the leading ones are kept. Plans without capitalisation inside their periods stay below and are
 * exact; thousands of capitalisations leave an error some thousand digits after the last one shown.
 */
const mostBits = 32_768n;
const droppedBits = 16_384n;

/** Amounts over one common denominator, which grows with every period. */
class CommonScale {
  scale = BigInt(weightParts);
  readonly amounts: bigint[];

  constructor(openingCents: number) {
    this.amounts = [BigInt(openingCents) * this.scale, 0n, 0n, 0n];
  }

  /** Interest at a growth joins the accrued amounts: [owed, paid, accruedOwed, accruedPaid]. */
  accrue(growth: Ratio): void {
    const [owed = 0n, paid = 0n, accruedOwed = 0n, accruedPaid = 0n] = this.amounts;
    const { top, bottom } = growth.top === 0n ? { top: 0n, bottom: 1n } : growth;
    this.amounts.splice(0, 4, owed * bottom, paid * bottom, accruedOwed * bottom + owed * top, accruedPaid * bottom + paid * top);
    this.scale *= bottom;
    if (this.scale >> mostBits === 0n) return;
    this.scale >>= droppedBits;
    for (const [index, amount] of this.amounts.entries()) this.amounts[index] = amount >> droppedBits;
  }

  add(index: number, value: Ratio): void {
    this.amounts[index] = (this.amounts[index] ?? 0n) + (value.top * this.scale) / value.bottom;
  }

  /** What has accrued is asked: in the grace it is paid, afterwards it joins debt and payments. */
  ask(isPaid: boolean): void {
    const [owed = 0n, paid = 0n, accruedOwed = 0n, accruedPaid = 0n] = this.amounts;
    this.amounts.splice(0, 4, isPaid ? owed : owed + accruedOwed, isPaid ? paid : paid + accruedPaid, 0n, 0n);
  }
}

/** The unrounded balance after the last row is A − R × S: with V it must be nothing. Interest joins them when it is asked. */
function grown({ frame, nominalRatePpm }: ToldPlan): { readonly owed: Ratio; readonly paid: Ratio } {
  const sums = new CommonScale(frame.openingCents);
  for (const [index, { growth, inside, onDayCents }] of frame.periods.entries()) {
    sums.accrue(borne(nominalRatePpm, growth.fractions));
    for (const drawn of inside) {
      const interest = times(whole(drawn.cents), borne(nominalRatePpm, drawn.growth.fractions));
      // The scale must hold the denominator of the stretch too.
      for (const [each, amount] of sums.amounts.entries()) sums.amounts[each] = amount * interest.bottom;
      sums.scale *= interest.bottom;
      sums.add(2, interest);
      sums.add(0, whole(drawn.cents));
    }
    sums.add(1, weightRatio(weightOf(frame, index)));
    if (asksInterest(frame, index)) sums.ask(index < frame.graceRows);
    sums.add(0, whole(onDayCents));
  }
  const [owed = 0n, paid = 0n] = sums.amounts;
  return { owed: { top: owed, bottom: sums.scale }, paid: { top: paid, bottom: sums.scale } };
}

/** `A / S`, or `(A − V) / S`: what the debt has become by the last row over what an instalment of 1 is then worth. */
export function decliningEquation(told: ToldPlan): Equation {
  const { words, frame } = told;
  const { owed, paid } = grown(told);
  const exact = over(plus(owed, whole(-frame.balloonCents)), paid);
  const drawn = frame.periods.some(({ inside, onDayCents }) => inside.length > 0 || onDayCents > 0);
  return {
    steps: [
      words.step(drawn ? 'grownDrawdowns' : 'grownCapital', drawn ? 'A = Σ Pⱼ × Π (1 + iₖ)' : 'A = P × Π (1 + iₖ)', words.exact(owed)),
      words.step('grownPayments', 'S = Σ wₖ × Π (1 + iⱼ), j > k', words.number(paid)),
      words.step('solvedInstalment', frame.balloonCents === 0 ? 'A / S' : '(A − V) / S', words.exact(exact)),
    ],
    exact,
  };
}

/** The same on the month grid, where it has a closed form. */
export function gridEquation(told: ToldPlan): Equation {
  const { words, frame, nominalRatePpm } = told;
  const { owed, paid } = grown(told);
  const exact = over(plus(owed, whole(-frame.balloonCents)), paid);
  const level = frame.balloonCents === 0;
  const formula = level ? `P × i / (1 − v^${frame.rows})` : `(P − V × v^${frame.periods.length}) × i / (1 − v^${frame.rows})`;
  const zero = level ? `P / ${frame.rows}` : `(P − V) / ${frame.rows}`;
  return { steps: [words.step('solvedInstalment', nominalRatePpm === 0 ? zero : formula, words.exact(exact))], exact };
}
