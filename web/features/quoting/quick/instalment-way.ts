/** One way to a wanted instalment: what changes, where it ends, and whether it is worth offering. Pure. */
import { solveQuote, solveQuoteWays, type Solvable, type SolvedOrRefused } from '#quoting/api';
import { priceDraft } from '../draft/price-draft.ts';
import { offerOf, pricedCar, quoteInput, type QuoteState, type SolvedAmounts } from '../draft/quote-store.ts';

interface InstalmentWay {
  readonly solveFor: Solvable;
  /** Null where this way leads nowhere, or no nearer to the wish than the quote is already. */
  readonly amounts: SolvedAmounts | null;
  readonly from: number;
  readonly to: number;
  readonly reachedCents: number;
  /** The wish to the cent; else the nearest this way can have. */
  readonly exact: boolean;
}

const fields = { deposit: 'depositCents', term: 'termMonths', balloon: 'balloonCents', discount: 'discountCents' } as const;

/** What the quote asks a month as it stands; undefined while it cannot be computed. */
export function instalmentOf(state: QuoteState): number | undefined {
  const priced = priceDraft(state);
  return priced.ok ? priced.figures.instalmentWithFeesCents : undefined;
}

/** Where the wanted instalment cannot be had, the nearest is solved for in its place: it brings its own balloon and term. */
function wayOf(solveFor: Solvable, answer: SolvedOrRefused, before: QuoteState, wantedCents: number): InstalmentWay {
  const nearestCents = answer.ok ? undefined : answer.details?.['nearestCents'];
  const nearest = typeof nearestCents === 'number' ? solveQuote(quoteInput(before), offerOf(before), before.today, { instalmentCents: nearestCents, solveFor }, pricedCar(before)) : undefined;
  const solved = answer.ok ? answer : nearest;
  const field = fields[solveFor];
  const from = before.draft[field] ?? 0;
  const nowhere: InstalmentWay = { solveFor, amounts: null, from, to: from, reachedCents: 0, exact: false };
  if (solved?.ok !== true) return nowhere;
  const now = instalmentOf(before);
  const reachedCents = solved.instalmentCents;
  // Cents moved about for the same instalment, or for one farther off, are no way.
  if (now !== undefined && Math.abs(reachedCents - wantedCents) >= Math.abs(now - wantedCents)) return nowhere;
  const { depositCents, termMonths, balloonCents, discountCents } = solved.input;
  return { solveFor, amounts: { depositCents, termMonths, balloonCents, discountCents }, from, to: solved.input[field] ?? 0, reachedCents, exact: reachedCents === wantedCents };
}

/** Every way the offer has, also those that lead nowhere; none while nothing is wanted that the quote does not give already. */
export function instalmentWays(wantedCents: number | null, before: QuoteState, forCustomer: boolean): readonly InstalmentWay[] {
  if (wantedCents === null || wantedCents <= 0 || wantedCents === instalmentOf(before)) return [];
  return solveQuoteWays(quoteInput(before), offerOf(before), before.today, wantedCents, pricedCar(before))
    .filter(({ solveFor }) => !(forCustomer && solveFor === 'discount'))
    .map(({ solveFor, answer }) => wayOf(solveFor, answer, before, wantedCents));
}
