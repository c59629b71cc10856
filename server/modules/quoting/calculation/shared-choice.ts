/** What a customer may change of a proposal that was shared: deposit and term. Everything else follows or stays. Pure. */
import { balloonRange, type OfferConditions } from '#pricing/api';
import type { QuoteInput } from './quote-shapes.ts';

export interface SharedChoice {
  readonly depositCents: number;
  readonly termMonths: number;
}

/** A balloon that was the guaranteed value stays it; another is kept within the range of the new term. */
function balloonAt(input: QuoteInput, conditions: OfferConditions, termMonths: number): number | null {
  const [before, after] = [balloonRange(conditions, input.termMonths, input.kmPerYear), balloonRange(conditions, termMonths, input.kmPerYear)];
  if (input.balloonCents === null || after === undefined || input.balloonCents === before?.maxCents) return after?.maxCents ?? input.balloonCents;
  return Math.min(Math.max(input.balloonCents, after.minCents), after.maxCents);
}

/** The input of a proposal with the customer's deposit and term; an optional service that the term does not know goes. */
export function chosenInput(input: QuoteInput, conditions: OfferConditions, { depositCents, termMonths }: SharedChoice): QuoteInput {
  if (termMonths === input.termMonths) return { ...input, depositCents };
  const known = (code: string): boolean => conditions.services.some((service) => service.code === code && service.priceByTerm.some((price) => price.months === termMonths));
  return {
    ...input,
    depositCents,
    termMonths,
    balloonCents: conditions.product.plan === 'balloon' ? balloonAt(input, conditions, termMonths) : input.balloonCents,
    serviceCodes: input.serviceCodes.filter(known),
  };
}
