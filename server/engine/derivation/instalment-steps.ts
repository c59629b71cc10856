import type { DerivationStep } from '../financing/types.ts';
import type { Case } from './case.ts';
import type { PlanLayout } from './plan-layout.ts';
import { borne, over, plus, rounded, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import { ownInterest, principalSteps, rateText, rowCase } from './row-steps.ts';

/** Level instalment on the month grid: the closed form. */
function gridInstalment(about: Case, layout: PlanLayout): DerivationStep[] {
  const { figures } = about;
  const { rows, balloonCents } = layout;
  const level = balloonCents === 0;
  const m = layout.balloonAfter ? rows + 1 : rows;
  const formula = level ? `P × i / (1 − v^${rows})` : `(P − V × v^${m}) × i / (1 − v^${rows})`;
  const zero = level ? `P / ${rows}` : `(P − V) / ${rows}`;
  return [
    about.money('amountFinanced', figures.amountFinancedCents, 'P'),
    about.step('monthlyRate', 'i = TAN / 12, v = 1 / (1 + i)', `${about.rate(figures.nominalRatePpm)} / 12`),
    ...(level ? [] : [about.money('balloon', balloonCents, 'V')]),
    about.money('instalment', figures.instalmentCents, figures.nominalRatePpm === 0 ? zero : formula),
  ];
}

const weightRatio = (weight: number): Ratio => ({ top: BigInt(Math.floor(weight * 1_000_000 + 0.5)), bottom: 1_000_000n });

/** P − V + Σ interest of the rows that pay, over Σ weights. */
function flatEquation(about: Case, layout: PlanLayout): { readonly steps: DerivationStep[]; readonly exact: Ratio } {
  const { amountFinancedCents, nominalRatePpm } = about.figures;
  let interest = whole(0);
  let weights = whole(0);
  for (let row = layout.graceRows; row < layout.rows + (layout.balloonAfter ? 1 : 0); row++) {
    interest = plus(interest, times(whole(amountFinancedCents), borne(nominalRatePpm, layout.fractionsOf(row))));
    if (row < layout.rows) weights = plus(weights, weightRatio(layout.weightOf(row)));
  }
  const exact = over(plus(whole(amountFinancedCents - layout.balloonCents), interest), weights);
  return {
    steps: [
      about.step('flatInterest', 'Σ P × iₖ', about.exact(interest)),
      about.step('weightSum', 'Σ wₖ', about.number(weights)),
      about.step('solvedInstalment', '(P − V + Σ P × iₖ) / Σ wₖ', about.exact(exact)),
    ],
    exact,
  };
}

/** The unrounded balance after the last row is `owed` − R × `paid`: with V it must be nothing. Interest joins them when it is asked. */
function decliningEquation(about: Case, layout: PlanLayout): { readonly steps: DerivationStep[]; readonly exact: Ratio } {
  const { amountFinancedCents, nominalRatePpm } = about.figures;
  const count = layout.rows + (layout.balloonAfter ? 1 : 0);
  // All amounts stand over one common denominator; weights add six decimals.
  let bottom = 1_000_000n;
  let owed = BigInt(amountFinancedCents) * bottom;
  let paid = 0n;
  let accrued = { owed: 0n, paid: 0n };
  for (let row = 0; row < count; row++) {
    const growth = borne(nominalRatePpm, layout.fractionsOf(row));
    accrued = { owed: accrued.owed * growth.bottom + owed * growth.top, paid: accrued.paid * growth.bottom + paid * growth.top };
    owed *= growth.bottom;
    paid *= growth.bottom;
    bottom *= growth.bottom;
    const inGrace = row < layout.graceRows;
    if (!inGrace && row < layout.rows) paid += (weightRatio(layout.weightOf(row)).top * bottom) / 1_000_000n;
    if ((row + 1) % layout.askedEvery !== 0 && row !== count - 1) continue;
    if (!inGrace) owed += accrued.owed;
    if (!inGrace) paid += accrued.paid;
    accrued = { owed: 0n, paid: 0n };
  }
  const exact: Ratio = { top: owed - BigInt(layout.balloonCents) * bottom, bottom: paid };
  return {
    steps: [
      about.step('grownCapital', 'A = P × Π (1 + iₖ)', about.exact({ top: owed, bottom })),
      about.step('grownPayments', 'S = Σ wₖ × Π (1 + iⱼ), j > k', about.number({ top: paid, bottom })),
      about.step('solvedInstalment', layout.balloonCents === 0 ? 'A / S' : '(A − V) / S', about.exact(exact)),
    ],
    exact,
  };
}

/** Level instalment of a shaped plan: the equation, its exact solution, the rounding, a correction if there was one. */
function shapedInstalment(about: Case, layout: PlanLayout): DerivationStep[] {
  const { figures } = about;
  const { steps, exact } = layout.flat ? flatEquation(about, layout) : decliningEquation(about, layout);
  const multiple = layout.multipleCents;
  const solved = rounded({ top: exact.top, bottom: exact.bottom * BigInt(multiple) }, layout.rounding) * multiple;
  const half = layout.rounding === 'half-up' ? 'roundedHalfUp' : 'roundedHalfEven';
  return [
    about.money('amountFinanced', figures.amountFinancedCents, 'P'),
    about.step('periodRate', 'iₖ = TAN × fₖ', rateText(about, layout.fractionsOf(Math.min(1, layout.rows - 1)))),
    ...(layout.balloonCents === 0 ? [] : [about.money('balloon', layout.balloonCents, 'V')]),
    ...steps,
    ...(multiple === 1 ? [] : [about.money('multiple', multiple)]),
    about.money(half, solved, about.exact(exact)),
    ...(solved === figures.instalmentCents ? [] : [about.money('correctedInstalment', figures.instalmentCents)]),
  ];
}

/** The instalment of a plan that is not level: principal and own interest of the first row after the grace. */
function firstRowInstalment(about: Case, layout: PlanLayout): DerivationStep[] {
  const row = rowCase(about, layout, layout.graceRows + 1);
  if (row === null) return [];
  const interest = ownInterest(about, layout, row.index);
  const { principalCents } = row.row;
  const formula = `${about.amount(principalCents)} + ${about.amount(interest)}`;
  return [...principalSteps(row), about.money('interestInRow', interest), about.money('firstRow', about.figures.instalmentCents, formula)];
}

/** Steps of the instalment, whatever the plan. */
export function instalmentSteps(about: Case, layout: PlanLayout): DerivationStep[] {
  if (layout.amortisation !== 'level') return firstRowInstalment(about, layout);
  return about.terms.plan.kind === 'shaped' ? shapedInstalment(about, layout) : gridInstalment(about, layout);
}
