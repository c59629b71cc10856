/** A choice as a deal: its amounts within the house's and the offer's bounds, its services. Pure. */
import type { OfferConditions } from '#pricing/api';
import { percentOf } from '#platform/money';
import { refuse, type Result } from '#platform/result';
import { fullPriceCents, leastDepositCents, tradeInEquityCents } from './deal-amounts.ts';
import type { QuoteRefusalName } from './quote-refusals.ts';
import type { PricedCar, QuoteInput } from './quote-shapes.ts';

export interface ChosenService {
  readonly service: OfferConditions['services'][number];
  /** Over the whole term. */
  readonly cents: number;
}

export interface Deal {
  /** Vehicle, options and accessories, VAT included. */
  readonly fullCents: number;
  /** The same less the discount. */
  readonly netCents: number;
  /** What the car given in brings; negative when its old loan asks more than its value. */
  readonly equityCents: number;
  /** Deposit and equity together. */
  readonly paidCents: number;
  readonly nominalRatePpm: number;
  readonly services: readonly ChosenService[];
}

/** Price and options are the house's, the discount stays below them. */
function priceOf(input: QuoteInput, car: PricedCar): Result<{ fullCents: number; netCents: number }, QuoteRefusalName> {
  const missing = input.optionCodes.find((code) => !car.options.some((option) => option.code === code));
  if (missing !== undefined) return refuse('option_unknown', 'optionCodes', { option: missing });
  if (input.priceCents === 0) return refuse('price_missing', 'priceCents');
  const { housePriceCents } = car;
  if (housePriceCents !== null && input.priceCents > housePriceCents) return refuse('price_above_list', 'priceCents', { maximumCents: housePriceCents });
  const fullCents = fullPriceCents(input, car);
  if (input.discountCents > fullCents) return refuse('discount_above_price', 'discountCents', { priceCents: fullCents });
  if (input.discountCents === fullCents) return refuse('discount_takes_price', 'discountCents');
  return { ok: true, value: { fullCents, netCents: fullCents - input.discountCents } };
}

function servicesOf(input: QuoteInput, conditions: OfferConditions): Result<ChosenService[], QuoteRefusalName> {
  const chosen = new Set(input.serviceCodes);
  const unknown = [...chosen].find((code) => !conditions.services.some((service) => service.code === code));
  if (unknown !== undefined) return refuse('service_not_offered', 'serviceCodes', { service: unknown });
  const services: ChosenService[] = [];
  for (const service of conditions.services) {
    if (service.optional && !chosen.has(service.code)) continue;
    const price = service.priceByTerm.find((entry) => entry.months === input.termMonths);
    if (price === undefined) return refuse('service_not_offered', 'serviceCodes', { service: service.code });
    services.push({ service, cents: price.cents });
  }
  return { ok: true, value: services };
}

/**
 * Checks a choice against house and offer in the order in which a seller would mend it: price, then term, then what
 * `checkPlan` looks at, services, what is paid at the start.
 */
export function dealOf(input: QuoteInput, conditions: OfferConditions, car: PricedCar, checkPlan: () => Result<unknown, QuoteRefusalName>): Result<Deal, QuoteRefusalName> {
  const price = priceOf(input, car);
  if (!price.ok) return price;
  const term = conditions.terms.find((candidate) => candidate.months === input.termMonths);
  if (term === undefined) return refuse('term_not_offered', 'termMonths', { termMonths: input.termMonths });
  const plan = checkPlan();
  if (!plan.ok) return plan;
  const services = servicesOf(input, conditions);
  if (!services.ok) return services;
  const { fullCents, netCents } = price.value;
  const equityCents = tradeInEquityCents(input);
  const paidCents = equityCents + input.depositCents;
  const depositCents = leastDepositCents(input, conditions.minDepositPpm, car);
  if (paidCents < 0) return refuse('payoff_not_covered', 'depositCents', { shortfallCents: -equityCents, depositCents });
  if (equityCents >= netCents) return refuse('trade_in_covers_price', 'tradeInCents', { priceCents: netCents });
  if (paidCents >= netCents) return refuse('nothing_to_finance', 'depositCents');
  const minimumCents = percentOf(netCents, conditions.minDepositPpm, 'half-up');
  if (paidCents < minimumCents) return refuse('deposit_below_minimum', 'depositCents', { minimumCents, depositCents });
  return { ok: true, value: { fullCents, netCents, equityCents, paidCents, nominalRatePpm: term.nominalRatePpm, services: services.value } };
}
