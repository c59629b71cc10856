import { refuse } from '../refusal.ts';
import { checkTarget, checkTerms } from './check-terms.ts';
import { datesOf } from './credit.ts';
import { instalmentOf } from './instalment.ts';
import { priceFinancing } from './price-financing.ts';
import type { DepositResult, FinancingTerms } from './types.ts';

/** Smallest integer in [low, high] that passes, given that high passes and that everything after a pass passes too. */
function smallest(low: number, high: number, passes: (value: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = from + Math.floor((to - from) / 2);
    if (passes(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}

/**
 * The smallest deposit whose instalment, charges of the row included (`instalmentWithFeesCents`), does not exceed the
 * target; the deposit in the terms is ignored. More deposit never raises the instalment, so the search halves.
 * Refuses with `target_not_reachable` and the nearest instalment when the target is above the one without deposit (the
 * deposit would be negative) or below the one with the largest deposit that the price and the balloon allow. Solving
 * again for the instalment found gives the same deposit.
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
  if (targetInstalmentCents > without.found.instalmentWithFeesCents) {
    return refuse('target_not_reachable', 'targetInstalmentCents', without.found.instalmentWithFeesCents);
  }
  const toPay = terms.priceCents - terms.discountCents - terms.tradeInCents;
  const largest = smallest(0, toPay + 1, (deposit) => !at(deposit).ok) - 1;
  const atMost = at(largest);
  if (!atMost.ok) return atMost;
  if (targetInstalmentCents < atMost.found.instalmentWithFeesCents) {
    return refuse('target_not_reachable', 'targetInstalmentCents', atMost.found.instalmentWithFeesCents);
  }
  const depositCents = smallest(0, largest, (deposit) => {
    const tried = at(deposit);
    return tried.ok && tried.found.instalmentWithFeesCents <= targetInstalmentCents;
  });
  const priced = priceFinancing({ ...terms, depositCents });
  return priced.ok ? { ok: true, depositCents, figures: priced.figures } : priced;
}
