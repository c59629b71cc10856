/** The amounts of a credit as its customer is told them: a private person, who deducts no VAT, with it. Pure. */
import type { OfferConditions } from '#pricing/api';
import { fullPriceCents, tradeInEquityCents } from './deal-amounts.ts';
import type { QuotedVehicle, QuoteInput, QuoteSummaryFigures } from './quote-shapes.ts';

interface PricedProposal {
  readonly input: Pick<QuoteInput, 'priceCents' | 'discountCents' | 'accessories' | 'depositCents' | 'tradeInCents' | 'tradeIn'>;
  readonly vehicle: Pick<QuotedVehicle, 'housePriceCents' | 'options'>;
  readonly conditions: Pick<OfferConditions, 'product'>;
  readonly figures: Pick<QuoteSummaryFigures, 'totalCreditCents'>;
}

/**
 * The total amount of credit (TUB art. 121 c. 1 lett. g), in cents. Of a lease to a consumer it is what was typed with VAT, to the
 * cent: the price less discount, first rental and car given in. A business is told the net asset less the first rental.
 */
export function toldCreditCents({ input, vehicle, conditions, figures }: PricedProposal, customerType: string): number {
  if (customerType !== 'consumer' || conditions.product.plan !== 'lease') return figures.totalCreditCents;
  return fullPriceCents(input, vehicle) - input.discountCents - input.depositCents - tradeInEquityCents(input);
}
