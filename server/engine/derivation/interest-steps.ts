import type { DerivationLabel } from '../derivation-texts.ts';
import type { DerivationStep } from '../financing/types.ts';
import { asksInterest } from '../plan/frame.ts';
import type { YearFraction } from '../plans.ts';
import { borne, plus, times, whole } from './ratio.ts';
import type { Ratio } from './ratio.ts';
import { askedInterest, collectedInterest, oddInterest, owedAtStart, putOffInterest } from './told-plan.ts';
import type { ToldPlan } from './told-plan.ts';
import { sumText } from './words.ts';
import type { Words } from './words.ts';

const fractionText = ({ numerator, denominator }: YearFraction): string => (numerator === 0 ? '0' : `${numerator}/${denominator}`);

/** 'TAN × f', or the product of the parts when interest joins the debt inside the period. */
export function rateText(words: Words, nominalRatePpm: number, fractions: readonly YearFraction[]): string {
  const rate = words.rate(nominalRatePpm);
  const [only] = fractions;
  if (only === undefined) return rate;
  // A twelfth is written as everybody says it.
  if (fractions.length === 1 && only.numerator === 1 && only.denominator === 12) return `${rate} / 12`;
  if (fractions.length === 1) return `${rate} × ${fractionText(only)}`;
  const same = fractions.every((each) => fractionText(each) === fractionText(only));
  if (same) return `((1 + ${rate} × ${fractionText(only)})^${fractions.length} − 1)`;
  return `(${fractions.map((each) => `(1 + ${rate} × ${fractionText(each)})`).join(' × ')} − 1)`;
}

/** Interest on one amount over one stretch of time. */
export interface Stretch {
  readonly label: DerivationLabel;
  readonly cents: number;
  readonly fractions: readonly YearFraction[];
  readonly interest: Ratio;
}

/** Interest accrued and not yet asked when row `index` asks it, stretch by stretch; empty when the row asks none. */
function accruedAt(told: ToldPlan, index: number): Stretch[] {
  const { frame, nominalRatePpm } = told;
  if (!asksInterest(frame, index)) return [];
  let first = index;
  while (first > 0 && !asksInterest(frame, first - 1)) first -= 1;
  const stretches: Stretch[] = [];
  const add = (label: DerivationLabel, cents: number, fractions: readonly YearFraction[]): void => {
    stretches.push({ label, cents, fractions, interest: times(whole(cents), borne(nominalRatePpm, fractions)) });
  };
  for (let row = first; row <= index; row++) {
    const period = frame.periods[row];
    if (period === undefined) continue;
    add(frame.flat ? 'flatBase' : 'balanceBefore', frame.flat ? frame.capitalCents : owedAtStart(told, row), period.growth.fractions);
    for (const { cents, growth } of period.inside) add('drawnInside', cents, growth.fractions);
  }
  return stretches;
}

/** What the stretches bear together, rounded once. */
function roundedOnce({ words, frame, amounts }: ToldPlan, index: number, stretches: readonly Stretch[]): DerivationStep[] {
  const own = amounts[index]?.interestCents ?? 0;
  if (stretches.length === 0) return [words.money('interestNotAsked', 0)];
  const exact = words.exact(stretches.reduce((sum, { interest }) => plus(sum, interest), whole(0)));
  const several = stretches.map(({ interest }) => words.exact(interest).slice(0, -2)).join(' + ');
  return [
    ...(stretches.length === 1 ? [] : [words.step('interestSum', several, exact)]),
    words.money(frame.rounding === 'half-up' ? 'roundedHalfUp' : 'roundedHalfEven', own, exact),
  ];
}

/** Odd days, interest put off, interest collected: what moves the interest of a row away from its own. */
function movedSteps(told: ToldPlan, index: number): { readonly steps: DerivationStep[]; readonly parts: number[] } {
  const { words, frame, nominalRatePpm, paid } = told;
  const steps: DerivationStep[] = [];
  const parts: number[] = [];
  const odd = index === 0 ? oddInterest(told) : null;
  if (odd !== null && paid !== null) {
    steps.push(words.step('oddDays', `${words.amount(frame.openingCents)} × ${rateText(words, nominalRatePpm, paid.growth.fractions)}`, words.exact(odd.exact)));
    steps.push(words.money('oddInterest', odd.cents));
    parts.push(odd.cents);
  }
  if (index < told.deferredRows) {
    const putOff = putOffInterest(told, index);
    steps.push(words.money('interestPutOff', putOff));
    parts.push(-putOff + 0);
  }
  if (told.deferredRows > 0 && index === told.deferredRows) {
    const collected = collectedInterest(told, index);
    steps.push(words.money('interestCollected', collected));
    parts.push(collected);
  }
  return { steps, parts };
}

/** Interest of a row from the balance to the cent: balance, exact product, its rounding, odd days, interest put off. */
export function interestSteps(told: ToldPlan, index: number): DerivationStep[] {
  const { words, nominalRatePpm, amounts } = told;
  const stretches = accruedAt(told, index);
  const counted = stretches.flatMap(({ label, cents, fractions, interest }) => [
    words.money(label, cents),
    words.step('exactInterest', `${words.amount(cents)} × ${rateText(words, nominalRatePpm, fractions)}`, words.exact(interest)),
  ]);
  const own = [...counted, ...roundedOnce(told, index, stretches)];
  const { steps, parts } = movedSteps(told, index);
  if (parts.length === 0) return own;
  const sum = sumText(words, [amounts[index]?.interestCents ?? 0, ...parts]);
  return [...own, ...steps, words.money('rowInterestTotal', askedInterest(told, index), sum)];
}

/** Interest of the row in one line: the product when that is all there is to it, else what the steps end on. */
export function interestInOneLine(told: ToldPlan, index: number): DerivationStep[] {
  const { words, nominalRatePpm } = told;
  const [only, ...others] = accruedAt(told, index);
  const plain = only !== undefined && others.length === 0 && movedSteps(told, index).parts.length === 0;
  if (!plain) return interestSteps(told, index).slice(-1);
  const formula = `${words.amount(only.cents)} × ${rateText(words, nominalRatePpm, only.fractions)}`;
  return [words.money(told.isGrid ? 'rowInterest' : 'rowInterestShaped', askedInterest(told, index), formula)];
}
