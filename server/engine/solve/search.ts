import { ppmPerUnit } from '../arithmetic/round.ts';
import { datesOf } from '../financing/credit.ts';
import type { Dates } from '../financing/credit.ts';
import { instalmentOf } from '../financing/instalment.ts';
import { taegOf } from '../financing/price-financing.ts';
import type { FinancingTerms, Refusal } from '../financing/types.ts';
import { findInteger } from './find-integer.ts';
import type { Height, IntegerFound, IntegerSearch } from './find-integer.ts';
import type { SolveTarget, Unknown } from './types.ts';
import { soughtOf } from './unknowns.ts';
import type { Sought } from './unknowns.ts';

/** The figure asked, of some terms whose fields are checked. */
export function figureOf(terms: FinancingTerms, dates: Dates | null, figure: SolveTarget['figure']): { readonly ok: true; readonly value: Height } | Refusal {
  const dated = dates === null ? datesOf(terms) : { ok: true as const, dates };
  if (!dated.ok) return dated;
  if (figure === 'taegPpm') {
    const priced = taegOf(terms, dated.dates);
    return priced.ok ? { ok: true, value: { figure: priced.taegPpm, unrounded: priced.annualRate * ppmPerUnit } } : priced;
  }
  const priced = instalmentOf(terms, dated.dates);
  if (!priced.ok) return priced;
  const { credit, instalmentCents, unroundedCents, instalmentWithFeesCents } = priced.found;
  if (figure === 'amountFinancedCents') return { ok: true, value: credit.amountFinancedCents };
  const asked = figure === 'instalmentCents' ? instalmentCents : instalmentWithFeesCents;
  return { ok: true, value: { figure: asked, unrounded: asked - instalmentCents + unroundedCents } };
}

export interface Searched {
  readonly sought: Sought;
  readonly found: IntegerFound;
  readonly tried: number;
  /** The last reason for which a value could not be priced. */
  readonly refusal: Refusal | null;
}

/** Distance of neighbouring figures. */
function unitOf({ plan }: FinancingTerms, { figure }: SolveTarget): number {
  if (figure === 'taegPpm') return 100;
  const whole = plan.kind === 'shaped' && plan.shape.amortisation === 'level' && figure === 'instalmentCents';
  return whole ? plan.shape.rounding.instalmentMultipleCents : 1;
}

/**
 * Two figures do not quite rise with their unknown: an instalment that a correction pass has moved by a multiple, and the
 * TAEG of a small capital, where the rounding of single rows weighs more than the next part per million. Then a value
 * within three steps of the jump may still give the figure, unless it is far from what the jump gives: all near values are
 * tried, further off every 64th part of the way. A stretch narrower than that may be missed; a value found is exact.
 */
function besideJump(search: IntegerSearch, { under, over }: Extract<IntegerFound, { exact: false }>, step: number): IntegerFound | null {
  const { low, high, target, slope = 0, figureAt } = search;
  const near = [under, over].find((point) => point !== null && Math.abs(point.figure - target) <= 10 * step);
  if (!near) return null;
  const reach = Math.min(20_000, Math.ceil((3 * step) / slope) || 0);
  for (let away = 1; away <= reach; away += Math.max(1, Math.floor(away / 64))) {
    for (const value of [near.value - away, near.value + away]) {
      if (value < low || value > high) continue;
      const found = figureAt(value);
      if ((typeof found === 'object' ? found.figure : found) === target) return { exact: true, from: value, to: value };
    }
  }
  return null;
}

/**
 * The first stretch of values with the figure asked, every value tried. For the term of a shaped plan: with weights or flat
 * interest the instalment does not fall with each row more, and there are few rows.
 */
function oneByOne({ low, high, target, figureAt }: IntegerSearch): IntegerFound | null {
  const gives = (value: number): boolean => {
    const found = figureAt(value);
    return (typeof found === 'object' ? found.figure : found) === target;
  };
  for (let from = low; from <= high; from++) {
    if (!gives(from)) continue;
    let to = from;
    while (to < high && gives(to + 1)) to += 1;
    return { exact: true, from, to };
  }
  return null;
}

/** The step of a figure that does not quite rise with its unknown, or null. */
function unevenStep({ plan }: FinancingTerms, { figure }: SolveTarget): number | null {
  if (figure === 'taegPpm') return 100;
  if (plan.kind !== 'shaped' || plan.shape.rounding.residue !== 'correction-pass') return null;
  return plan.shape.rounding.instalmentMultipleCents;
}

/** Looks for the unknown of checked terms; a refusal only when no value at all can be dated. */
export function search(terms: FinancingTerms, unknown: Exclude<Unknown, 'instalment'>, target: SolveTarget): Searched | Refusal {
  const sought = soughtOf(terms, unknown, target);
  // The term moves the due days; of the balloons only none at all does, which is not looked for where it would.
  const dated = unknown === 'term' ? null : datesOf(unknown === 'balloon' ? sought.put(sought.low) : terms);
  if (dated !== null && !dated.ok) return dated;
  const { low, high, rising } = sought;
  const guess = sought.guess();
  let tried = 0;
  let refusal: Refusal | null = null;
  const asked: IntegerSearch = {
    low,
    high,
    rising,
    target: target.value,
    unit: unitOf(terms, target),
    guess: Math.floor(guess.value) || 0,
    slope: Math.abs(guess.slope),
    figureAt: (value) => {
      tried += 1;
      const figure = figureOf(sought.put(value), dated?.dates ?? null, target.figure);
      if (figure.ok) return figure.value;
      refusal = figure;
      return sought.tooLow(figure) ? 'too-low' : 'too-high';
    },
  };
  const straight = findInteger(asked);
  const step = unevenStep(terms, target);
  if (straight.exact) return { sought, found: straight, tried, refusal };
  const beside = step === null ? null : besideJump(asked, straight, step);
  const anywhere = beside === null && unknown === 'term' && terms.plan.kind === 'shaped' ? oneByOne(asked) : beside;
  return { sought, found: anywhere ?? straight, tried, refusal };
}
