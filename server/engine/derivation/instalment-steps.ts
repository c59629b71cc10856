import type { DerivationStep } from '../financing/types.ts';
import { decliningEquation, flatEquation, gridEquation } from './instalment-equation.ts';
import { rateText } from './interest-steps.ts';
import { principalSteps } from './principal-steps.ts';
import { rounded } from './ratio.ts';
import { correctionSteps } from './residue-steps.ts';
import { roundedToMultiple } from './rounding-steps.ts';
import type { ToldPlan } from './told-plan.ts';

/** A level instalment: the equation, its exact solution, the rounding, the correction if there was one. */
function levelInstalment(told: ToldPlan): DerivationStep[] {
  const { words, frame, nominalRatePpm, isGrid } = told;
  const { steps, exact } = isGrid ? gridEquation(told) : frame.flat ? flatEquation(told) : decliningEquation(told);
  const solved = rounded({ top: exact.top, bottom: exact.bottom * BigInt(frame.multipleCents) }, frame.rounding) * frame.multipleCents;
  const shown = frame.periods[Math.min(1, frame.periods.length - 1)]?.growth.fractions ?? [];
  const rate = isGrid
    ? words.step('monthlyRate', 'i = TAN / 12, v = 1 / (1 + i)', `${words.rate(nominalRatePpm)} / 12`)
    : words.step('periodRate', 'iₖ = TAN × fₖ', rateText(words, nominalRatePpm, shown));
  return [
    words.money('amountFinanced', frame.capitalCents, 'P'),
    rate,
    ...(frame.balloonCents === 0 ? [] : [words.money('balloon', frame.balloonCents, 'V')]),
    ...steps,
    ...roundedToMultiple(words, exact, solved, frame.multipleCents, frame.rounding),
    ...correctionSteps(told, solved),
  ];
}

/** The instalment of a plan that is not level: principal and own interest of the first row after the grace. */
function firstRowInstalment(told: ToldPlan): DerivationStep[] {
  const { words, frame, amounts, instalmentCents } = told;
  const index = amounts[frame.graceRows] === undefined ? 0 : frame.graceRows;
  const row = amounts[index];
  if (row === undefined) return [];
  const formula = `${words.amount(row.principalCents)} + ${words.amount(row.interestCents)}`;
  return [...principalSteps(told, index), words.money('interestInRow', row.interestCents), words.money('firstRow', instalmentCents, formula)];
}

/** Steps of the instalment, whatever the plan. */
export function instalmentSteps(told: ToldPlan): DerivationStep[] {
  return told.amortisation === 'level' ? levelInstalment(told) : firstRowInstalment(told);
}
