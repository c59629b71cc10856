import { refuse } from '../refusal.ts';
import { findInteger } from '../solve/find-integer.ts';
import { checkTarget, checkTerms } from './check-terms.ts';
import { datesOf } from './credit.ts';
import { instalmentOf } from './instalment.ts';
import { priceFinancing } from './price-financing.ts';
import type { DepositResult, FinancingTerms } from './types.ts';

/**
 * The smallest deposit whose instalment, charges of the row included (`instalmentWithFeesCents`), does not exceed the
 * target; the deposit in the terms is ignored. More deposit never raises the instalment.
 * Refuses with `target_not_reachable` and the nearest instalment when the target is above the one without deposit (the
 * deposit would be negative) or below the one with the largest deposit that the price and the balloon allow. Solving
 * again for the instalment found gives the same deposit. (`solveFor` asks for the exact figure instead.)
 */
export function solveDeposit(terms: FinancingTerms, targetInstalmentCents: number): DepositResult {
  // Any other deposit would do: it is replaced before anything is read from it.
  const fault = checkTerms(typeof terms === 'object' && terms !== null ? { ...terms, depositCents: 0 } : terms);
  if (fault !== null) return fault;
  const targetFault = checkTarget(targetInstalmentCents);
  if (targetFault !== null) return targetFault;
  const dated = datesOf(terms);
  if (!dated.ok) return dated;
  const at = (depositCents: number) => instalmentOf({ ...terms, depositCents }, dated.dates);
  const without = at(0);
  if (!without.ok) return without;
  const { credit, instalmentWithFeesCents } = without.found;
  if (targetInstalmentCents > instalmentWithFeesCents) {
    return refuse('target_not_reachable', 'targetInstalmentCents', instalmentWithFeesCents);
  }
  const slope = instalmentWithFeesCents / credit.amountFinancedCents;
  const found = findInteger({
    low: 0,
    high: terms.priceCents - terms.discountCents - terms.tradeInCents,
    rising: false,
    target: targetInstalmentCents,
    guess: Math.floor((instalmentWithFeesCents - targetInstalmentCents) / slope),
    slope,
    figureAt: (deposit) => {
      const tried = at(deposit);
      return tried.ok ? tried.found.instalmentWithFeesCents : 'too-high';
    },
  });
  const depositCents = found.exact ? found.from : found.under?.value;
  if (depositCents === undefined) {
    return refuse('target_not_reachable', 'targetInstalmentCents', found.exact ? targetInstalmentCents : found.over?.figure);
  }
  const priced = priceFinancing({ ...terms, depositCents });
  return priced.ok ? { ok: true, depositCents, figures: priced.figures } : priced;
}
