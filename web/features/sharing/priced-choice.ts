/** A shared proposal with the customer's deposit and term, priced as the server will price it. Pure. */
import { chosenInput, priceQuote, type QuoteFigures, type QuoteInput, type QuoteRefusal, type SharedProposal } from '#quoting/api';
import type { Refused } from '#platform/result';

export interface Choice {
  readonly depositCents: number | null;
  readonly termMonths: number;
}

export interface PricedChoice {
  readonly input: QuoteInput;
  readonly figures: QuoteFigures | undefined;
  readonly refused: Refused<QuoteRefusal> | undefined;
  readonly changed: boolean;
}

export function pricedChoice(proposal: SharedProposal, choice: Choice, startDate: string): PricedChoice {
  const depositCents = choice.depositCents ?? 0;
  const input = chosenInput(proposal.input, proposal.conditions, { depositCents, termMonths: choice.termMonths });
  const changed = depositCents !== proposal.input.depositCents || choice.termMonths !== proposal.input.termMonths;
  // What the seller froze is shown as it is.
  if (!changed) return { input, figures: proposal.figures, refused: undefined, changed };
  const priced = priceQuote(input, proposal.conditions, startDate, proposal.vehicle);
  return priced.ok ? { input, figures: priced.figures, refused: undefined, changed } : { input, figures: undefined, refused: priced, changed };
}

/** Terms of the offer, ascending. */
export const termsOf = ({ conditions }: SharedProposal): number[] => conditions.terms.map((term) => term.months).toSorted((a, b) => a - b);
