/** What the lines of a fleet in work come to; undefined while one of them cannot be computed. Pure. */
import { fleetTotals, type FleetTotals } from '#quoting/api';
import { priceDraft } from '../draft/price-draft.ts';
import { steadyStateOf, type Desk } from '../draft/proposal.ts';
import { quoteInput } from '../draft/quote-store.ts';

export function fleetSum({ proposals }: Desk, today: string): FleetTotals | undefined {
  const lines = proposals.flatMap((proposal) => {
    const state = steadyStateOf(proposal, today);
    const priced = priceDraft(state);
    return priced.ok ? [{ quantity: proposal.quantity, input: quoteInput(state), figures: priced.figures }] : [];
  });
  return lines.length === proposals.length ? fleetTotals(lines) : undefined;
}
