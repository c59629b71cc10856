import { isBag, withoutMinusZero } from '../check-fields.ts';
import { checkTerms } from '../financing/check-terms.ts';
import { priceFinancing } from '../financing/price-financing.ts';
import type { FinancingTerms, Refusal } from '../financing/types.ts';
import { refuse } from '../refusal.ts';
import { checkQuestion } from './check-question.ts';
import type { IntegerFound, Possible } from './find-integer.ts';
import { idealOf } from './ideal.ts';
import { roundest } from './roundest.ts';
import { figureOf, search } from './search.ts';
import type { Searched } from './search.ts';
import { subsidyOf } from './subsidy-of.ts';
import type { SolveRefusal, SolveResult, SolveTarget, Unknown, Unreachable } from './types.ts';
import { capitalOf } from './unknowns.ts';
import type { Sought } from './unknowns.ts';

/** The terms with something harmless in the place of the unknown, which may be missing or wrong. */
function withoutUnknown(terms: FinancingTerms, unknown: Unknown): FinancingTerms {
  if (!isBag(terms)) return terms;
  switch (unknown) {
    case 'price':
    case 'amountFinanced':
      return { ...terms, priceCents: 0 };
    case 'deposit':
      return { ...terms, depositCents: 0 };
    case 'term':
      return { ...terms, termMonths: 1 };
    case 'nominalRate':
      return { ...terms, nominalRatePpm: 0 };
    case 'balloon':
      return isBag(terms.plan) && terms.plan.kind !== 'level' ? { ...terms, plan: { ...terms.plan, balloonCents: 0 } } : terms;
    default:
      return terms;
  }
}

const nearer = (target: number, one: Possible | null, other: Possible | null): Possible | null => {
  if (one === null || other === null) return one ?? other;
  return Math.abs(one.figure - target) <= Math.abs(other.figure - target) ? one : other;
};

/** Interest of one period on the capital, about. */
const interestOf = (terms: FinancingTerms): number => capitalOf(terms) * terms.nominalRatePpm * idealOf(terms).ratePerPpm;

function chosen(sought: Sought, from: number, to: number): number {
  if (sought.choice === 'largest') return to;
  return sought.choice === 'smallest' ? from : roundest(from, to);
}

/** Interest-only rows owe neither their instalment to the term nor to a balloon. */
function withoutEffect({ plan }: FinancingTerms, unknown: Unknown): boolean {
  const interestOnly = plan.kind === 'shaped' && (plan.shape.amortisation === 'interest-only' || plan.shape.amortisation === 'bullet');
  return interestOnly && (unknown === 'term' || unknown === 'balloon');
}

/** A question whose terms are checked and carry nothing of the unknown. */
interface Question {
  readonly terms: FinancingTerms;
  readonly unknown: Unknown;
  readonly target: SolveTarget;
}

/** What a value searched means: itself, the rows or the capital it leads to, or the subsidy that pays for it. */
function meaningOf({ terms, unknown, target }: Question, searched: number, solved: FinancingTerms): number | Refusal {
  if (unknown === 'term') return solved.termMonths;
  if (unknown === 'amountFinanced') {
    const capital = figureOf(solved, null, 'amountFinancedCents');
    return capital.ok ? Number(capital.value) : capital;
  }
  return unknown === 'subsidy' && target.by !== 'amount' ? subsidyOf(solved, terms.nominalRatePpm) : searched;
}

/** Names what stands in the way of a figure that no value gives. */
function unreachable(question: Question, sought: Sought, found: Extract<IntegerFound, { exact: false }>): SolveRefusal {
  const { terms, unknown, target } = question;
  const { under, over } = found;
  const belowInterest = unknown === 'term' && target.value < interestOf(terms);
  const reason: Unreachable = under === null ? (belowInterest ? 'below-interest' : 'below-lowest') : over === null ? 'above-highest' : 'jumps-over';
  const possible: Possible[] = [];
  for (const point of [under, over]) {
    if (point === null) continue;
    const value = meaningOf(question, point.value, sought.put(point.value));
    if (typeof value === 'number') possible.push({ value, figure: point.figure });
  }
  return { ...refuse('target_not_reachable', 'target.value', nearer(target.value, under, over)?.figure), reason, possible };
}

function answerOf(question: Question, { sought, tried }: Searched, { from, to }: Extract<IntegerFound, { exact: true }>): SolveResult {
  const { unknown, target } = question;
  const best = chosen(sought, from, to);
  const atBest = priceFinancing(sought.put(best));
  // Between two values with the figure a corrected instalment may differ by a cent: then the first of them is the answer.
  const between = best !== from && atBest.ok && atBest.figures[target.figure] !== target.value;
  const searched = between ? from : best;
  const terms = sought.put(searched);
  const priced = between ? priceFinancing(terms) : atBest;
  if (!priced.ok) return priced;
  const value = meaningOf(question, searched, terms);
  const first = from === searched ? value : meaningOf(question, from, sought.put(from));
  const last = to === from ? first : meaningOf(question, to, sought.put(to));
  if (typeof value !== 'number') return value;
  if (typeof first !== 'number') return first;
  if (typeof last !== 'number') return last;
  return { ok: true, unknown, value, from: Math.min(first, last), to: Math.max(first, last), terms, figures: priced.figures, tried };
}

/**
 * Finds one unknown of a financing, all the rest being given, so that a figure comes out as asked: to the cent, to the part
 * per million, to the row. Pricing the answer gives the figure again, and solving again gives the answer again.
 *
 * The value of the unknown inside `terms` is ignored. When no value gives the figure, the refusal is `target_not_reachable`
 * with the neighbouring values and their figures. A balloon asked of a plan without one is `choice_not_consistent` at
 * `plan.kind`; an unknown on which the figure does not depend is `not_solvable` at `unknown`.
 */
export function solveFor(given: FinancingTerms, unknown: Unknown, target?: SolveTarget): SolveResult {
  const terms = withoutMinusZero(given);
  const bare = withoutUnknown(terms, unknown);
  const fault = checkQuestion(unknown, target) ?? checkTerms(bare);
  if (fault !== null) return fault;
  if (unknown === 'instalment' || target === undefined) {
    const priced = priceFinancing(terms);
    if (!priced.ok) return priced;
    const value = priced.figures.instalmentCents;
    return { ok: true, unknown, value, from: value, to: value, terms, figures: priced.figures, tried: 1 };
  }
  if (unknown === 'balloon' && terms.plan.kind === 'level') return refuse('choice_not_consistent', 'plan.kind');
  if (withoutEffect(terms, unknown)) return refuse('not_solvable', 'unknown');
  const question: Question = { terms: bare, unknown, target };
  const searched = search(bare, unknown, target);
  if (!('found' in searched)) return searched;
  const { sought, found, refusal } = searched;
  if (found.exact) return answerOf(question, searched, found);
  if (found.under === null && found.over === null) return refusal ?? refuse('not_solvable', 'unknown');
  return unreachable(question, sought, found);
}
