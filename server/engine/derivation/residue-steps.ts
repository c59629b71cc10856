import type { DerivationStep } from '../financing/types.ts';
import { levelPayment, levelRowAmounts } from '../plan/amounts.ts';
import { weightSum } from '../plan/frame.ts';
import { borne, over, plus, rounded, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import { roundedToMultiple } from './rounding-steps.ts';
import { weightRatio } from './told-plan.ts';
import type { ToldPlan } from './told-plan.ts';

/** What the last row would pay, balloon apart, and what is its own payment, with an instalment that nothing has corrected. */
function lastRowOf({ frame }: ToldPlan, instalmentCents: number): { readonly paid: number; readonly own: number } {
  const rows = levelRowAmounts(frame, instalmentCents);
  const last = rows?.[rows.length - 1];
  const own = levelPayment(frame, instalmentCents, frame.periods.length - 1);
  return { paid: (last?.principalCents ?? 0) + (last?.interestCents ?? 0) - frame.balloonCents, own };
}

/** The residue of the rounding in one line: what the last row pays less its own payment. */
function residueStep({ words }: ToldPlan, { paid, own }: { readonly paid: number; readonly own: number }): DerivationStep {
  return words.money('residueAtLast', paid - own, `${words.amount(paid)} − ${words.amount(own)}`);
}

/** The residue brought back to the first row that pays, when the terms want it there: `e / Π (1 + iₖ)` rounded once. */
export function residueAtFirst(told: ToldPlan): { readonly cents: number; readonly steps: DerivationStep[] } | null {
  const { words, frame, residue, nominalRatePpm, instalmentCents } = told;
  if (residue !== 'first') return null;
  const last = lastRowOf(told, instalmentCents);
  let grown: Ratio = whole(1);
  for (const { growth } of frame.periods.slice(frame.graceRows + 1)) grown = times(grown, plus(whole(1), borne(nominalRatePpm, growth.fractions)));
  const exact = over(whole(last.paid - last.own), grown);
  const cents = rounded(exact, frame.rounding);
  if (last.paid === last.own) return { cents, steps: [] };
  return {
    cents,
    steps: [
      residueStep(told, last),
      words.step('residueGrowth', 'G = Π (1 + iₖ)', words.number(grown)),
      words.step('residueDiscounted', `${words.amount(last.paid - last.own)} / G`, words.exact(exact)),
      words.money('residueHere', cents),
    ],
  };
}

/** The passes by which the instalment is moved until the last row is like the others: `R + e / Σ w`, rounded to the multiple. */
export function correctionSteps(told: ToldPlan, solvedCents: number): DerivationStep[] {
  const { words, frame, instalmentCents, residue } = told;
  const steps: DerivationStep[] = [];
  if (residue !== 'correction-pass') return steps;
  const weights = weightRatio(weightSum(frame));
  let current = solvedCents;
  // The rule allows three passes; the plan stands at the instalment where they ended.
  for (let pass = 0; pass < 3 && current !== instalmentCents; pass++) {
    const last = lastRowOf(told, current);
    const exact = plus(whole(current), over(whole(last.paid - last.own), weights));
    const moved = rounded({ top: exact.top, bottom: exact.bottom * BigInt(frame.multipleCents) }, frame.rounding) * frame.multipleCents;
    steps.push(
      residueStep(told, last),
      words.step('movedInstalment', `${words.amount(current)} + (${words.amount(last.paid - last.own)}) / ${words.number(weights)}`, words.exact(exact)),
      ...roundedToMultiple(words, exact, moved, frame.multipleCents, frame.rounding),
    );
    current = moved;
  }
  return steps.length === 0 ? [] : [...steps, words.money('correctedInstalment', current)];
}
