/**
 * "I want to pay 250 a month": what would have to change for it, on the offer's own terms. Pure; the same in the browser.
 */
import { balloonRange, type OfferConditions } from '#pricing/api';
import { refuse, type Refused } from '#platform/result';
import { bareCar, fullPriceCents, leastDepositCents, tradeInEquityCents } from './deal-amounts.ts';
import { purchaseOptionRange } from './lease-terms.ts';
import { priceQuote, type QuotePricing, type QuoteRefusal } from './price-quote.ts';
import type { PricedCar, QuoteInput } from './quote-shapes.ts';

export const solvable = ['deposit', 'term', 'balloon', 'discount'] as const;
export type Solvable = (typeof solvable)[number];

export interface SolveWish {
  /** What the customer wants to pay a month, fees and, for a lease, VAT included (`instalmentWithFeesCents`). */
  readonly instalmentCents: number;
  readonly solveFor: Solvable;
}

/** One thing that has to change: cents, or months of the term. */
export interface SolvedChange {
  readonly field: 'depositCents' | 'termMonths' | 'balloonCents' | 'discountCents';
  readonly from: number;
  readonly to: number;
}

export interface SolvedQuote {
  readonly ok: true;
  readonly solveFor: Solvable;
  /** What differs from the input; empty when it gives the instalment already. */
  readonly changes: readonly SolvedChange[];
  readonly input: QuoteInput;
  readonly pricing: QuotePricing;
  /** The instalment reached: never above the one wanted, below it only as far as steps of the field allow. */
  readonly instalmentCents: number;
}

/** `instalment_not_reachable` carries `nearestCents` and `nearestValue`, the instalment and the value of the field that come nearest. */
export type SolvedOrRefused = SolvedQuote | Refused<QuoteRefusal>;

interface Question {
  readonly input: QuoteInput;
  readonly conditions: OfferConditions;
  readonly startDate: string;
  readonly car: PricedCar;
  readonly targetCents: number;
}

/** Limits that more of a deposit or discount mends, and those that it runs into. */
const mends: ReadonlySet<QuoteRefusal> = new Set<QuoteRefusal>(['amount_above_maximum', 'deposit_below_minimum', 'payoff_not_covered']);
const runsInto: ReadonlySet<QuoteRefusal> = new Set<QuoteRefusal>(['amount_below_minimum', 'nothing_to_finance', 'trade_in_covers_price', 'not_computable', 'discount_above_price', 'discount_takes_price']);

const monthly = (pricing: QuotePricing): number => pricing.figures.instalmentWithFeesCents;

const changed = (input: QuoteInput, next: QuoteInput): SolvedChange[] =>
  (['depositCents', 'termMonths', 'balloonCents', 'discountCents'] as const).flatMap((field) => {
    const [from, to] = [input[field] ?? 0, next[field] ?? 0];
    return from === to ? [] : [{ field, from, to }];
  });

function solved({ input }: Question, solveFor: Solvable, next: QuoteInput, pricing: QuotePricing): SolvedQuote {
  return { ok: true, solveFor, changes: changed(input, next), input: next, pricing, instalmentCents: monthly(pricing) };
}

function unreachable({ targetCents }: Question, nearest: QuotePricing, nearestValue: number): Refused<QuoteRefusal> {
  return refuse('instalment_not_reachable', 'instalmentCents', { targetCents, nearestCents: monthly(nearest), nearestValue });
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly put: (value: number) => QuoteInput;
}

/**
 * The smallest value whose instalment does not exceed the target: more deposit, discount or balloon never raises it
 * (tested), so the bounds close in on it. Refuses a target that lies outside, with the nearest that can be had.
 */
function smallestThatDoes(question: Question, solveFor: Solvable, { low, high, put }: Range): SolvedOrRefused {
  const at = (value: number) => priceQuote(put(value), question.conditions, question.startDate, question.car);
  const does = (answer: ReturnType<typeof at>): boolean => (answer.ok ? monthly(answer) <= question.targetCents : runsInto.has(answer.refusal));
  const least = at(low);
  if (!least.ok && !mends.has(least.refusal)) return least;
  if (least.ok && monthly(least) < question.targetCents) return unreachable(question, least, low);
  let [below, above] = [low - 1, high];
  const most = at(high);
  if (!does(most)) return most.ok ? unreachable(question, most, high) : most;
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (does(at(middle))) above = middle;
    else below = middle;
  }
  const found = at(above);
  if (found.ok) {
    // Where a limit of the offer is mended only here, what would ask more a month cannot be had.
    const before = at(above - 1);
    const jumps = monthly(found) < question.targetCents && above > low && !before.ok;
    return jumps ? unreachable(question, found, above) : solved(question, solveFor, put(above), found);
  }
  const last = above > low ? at(above - 1) : found;
  return last.ok ? unreachable(question, last, above - 1) : found;
}

function solveDeposit(question: Question): SolvedOrRefused {
  const { input, conditions, car } = question;
  const toPay = fullPriceCents(input, car) - input.discountCents - tradeInEquityCents(input);
  const least = leastDepositCents(input, conditions.minDepositPpm, car);
  return smallestThatDoes(question, 'deposit', { low: least, high: Math.max(least, toPay), put: (depositCents) => ({ ...input, depositCents }) });
}

function solveDiscount(question: Question): SolvedOrRefused {
  const { input, car } = question;
  const put = (discountCents: number): QuoteInput => within(question, { ...input, discountCents });
  return smallestThatDoes(question, 'discount', { low: 0, high: fullPriceCents(input, car), put });
}

/** The choice with its balloon brought to the nearest that is allowed: the option of a lease is bound to shares of the price. */
function within(question: Question, input: QuoteInput): QuoteInput {
  const range = rangeAt({ ...question, input }, input.termMonths);
  if (range === undefined || input.balloonCents === null) return input;
  return { ...input, balloonCents: Math.min(Math.max(input.balloonCents, range.minCents), range.maxCents) };
}

/** Between which amounts the balloon, or the option of a lease, may lie at a term; undefined when the offer has none. */
function rangeAt({ input, conditions, car }: Question, termMonths: number): { readonly minCents: number; readonly maxCents: number } | undefined {
  const { product } = conditions;
  if (product.plan === 'lease') return purchaseOptionRange(input, product, car);
  return product.plan === 'balloon' ? balloonRange(conditions, termMonths, input.kmPerYear) : undefined;
}

function solveBalloon(question: Question): SolvedOrRefused {
  const { input, conditions } = question;
  if (conditions.product.plan === 'level') return refuse('balloon_not_offered', 'balloonCents');
  const range = rangeAt(question, input.termMonths);
  if (range === undefined) return refuse('km_not_offered', 'kmPerYear');
  return smallestThatDoes(question, 'balloon', { low: range.minCents, high: range.maxCents, put: (balloonCents) => ({ ...input, balloonCents }) });
}

/** At another term the balloon follows the guaranteed value when it was that, else it stays within the range. */
function atTerm(question: Question, termMonths: number): QuoteInput {
  const { input } = question;
  const [before, after] = [rangeAt(question, input.termMonths), rangeAt(question, termMonths)];
  if (after === undefined || input.balloonCents === null) return { ...input, termMonths };
  const follows = before !== undefined && before.maxCents === input.balloonCents;
  return follows ? { ...input, termMonths, balloonCents: after.maxCents } : within(question, { ...input, termMonths });
}

/** The offered term with the largest instalment that is not above the target; of two alike the shorter. */
function solveTerm(question: Question): SolvedOrRefused {
  const { conditions, startDate, car, targetCents } = question;
  const tried = conditions.terms
    .toSorted((one, other) => one.months - other.months)
    .map(({ months }) => {
      const input = atTerm(question, months);
      return { months, input, pricing: priceQuote(input, conditions, startDate, car) };
    });
  const able = tried.flatMap(({ months, input, pricing }) => (pricing.ok ? [{ months, input, pricing }] : []));
  const fitting = able.filter(({ pricing }) => monthly(pricing) <= targetCents).toSorted((one, other) => monthly(other.pricing) - monthly(one.pricing))[0];
  if (fitting !== undefined) return solved(question, 'term', fitting.input, fitting.pricing);
  const nearest = able.toSorted((one, other) => monthly(one.pricing) - monthly(other.pricing))[0];
  if (nearest !== undefined) return unreachable(question, nearest.pricing, nearest.months);
  const [first] = tried;
  return first === undefined || first.pricing.ok ? refuse('term_not_offered', 'termMonths', { termMonths: question.input.termMonths }) : first.pricing;
}

const ways: Readonly<Record<Solvable, (question: Question) => SolvedOrRefused>> = { deposit: solveDeposit, term: solveTerm, balloon: solveBalloon, discount: solveDiscount };

/**
 * The choice with one thing changed so that the customer pays what they want a month, or the nearest the offer allows.
 * `term` takes the best term offered; the others answer the smallest value, to the cent, and solving again for the
 * instalment reached gives the same value.
 */
export function solveQuote(input: QuoteInput, conditions: OfferConditions, startDate: string, wish: SolveWish, car: PricedCar = bareCar): SolvedOrRefused {
  return ways[wish.solveFor]({ input, conditions, startDate, car, targetCents: wish.instalmentCents });
}

/** Every way at once, in the order in which a seller would offer them; a level loan has no balloon to move. */
export function solveQuoteWays(input: QuoteInput, conditions: OfferConditions, startDate: string, instalmentCents: number, car: PricedCar = bareCar): { readonly solveFor: Solvable; readonly answer: SolvedOrRefused }[] {
  const open = solvable.filter((way) => way !== 'balloon' || conditions.product.plan !== 'level');
  return open.map((solveFor) => ({ solveFor, answer: solveQuote(input, conditions, startDate, { instalmentCents, solveFor }, car) }));
}

/** The deposit that brings the instalment to `targetCents` at most, and the quote priced with it. */
export function solveQuoteDeposit(input: QuoteInput, conditions: OfferConditions, startDate: string, targetCents: number, car: PricedCar = bareCar): (QuotePricing & { readonly depositCents: number }) | Refused<QuoteRefusal> {
  const answer = solveQuote(input, conditions, startDate, { instalmentCents: targetCents, solveFor: 'deposit' }, car);
  return answer.ok ? { ...answer.pricing, depositCents: answer.input.depositCents } : answer;
}
