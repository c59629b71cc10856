/**
 * From what the seller typed and the offer's conditions to figures: the same function in the browser at every key and
 * on the server at saving. Pure. Refusals come in the order in which a seller would mend them: vehicle price first,
 * then term, balloon, services, deposit and amounts, and last the engine's own limits.
 */
import { priceFinancing, solveDeposit, type FinancingFigures, type FinancingTerms, type Refusal } from '#engine';
import { balloonRange, type OfferConditions } from '#pricing/api';
import { percentOf } from '#platform/money';
import { refuse, type Refused, type Result } from '#platform/result';
import type { QuoteInput } from '../api.ts';

export type QuoteRefusal =
  | 'term_not_offered'
  | 'discount_above_price'
  | 'nothing_to_finance'
  | 'deposit_below_minimum'
  | 'amount_below_minimum'
  | 'amount_above_maximum'
  | 'balloon_missing'
  | 'balloon_out_of_range'
  | 'balloon_not_offered'
  | 'km_not_offered'
  | 'service_not_offered'
  | 'instalment_not_reachable'
  | 'not_computable';

export interface QuotePricing {
  readonly ok: true;
  readonly terms: FinancingTerms;
  readonly figures: FinancingFigures;
}

type TermsResult = Result<FinancingTerms, QuoteRefusal>;

/** Terms for the engine, or why the offer does not allow this choice. */
function termsOf(input: QuoteInput, conditions: OfferConditions, startDate: string): TermsResult {
  if (input.discountCents > input.priceCents) return refuse('discount_above_price', 'discountCents', { priceCents: input.priceCents });
  const term = conditions.terms.find((candidate) => candidate.months === input.termMonths);
  if (term === undefined) return refuse('term_not_offered', 'termMonths', { termMonths: input.termMonths });
  const plan = planOf(input, conditions);
  if (!plan.ok) return plan;
  const services = servicesOf(input, conditions);
  if (!services.ok) return services;
  const net = input.priceCents - input.discountCents;
  const paid = input.tradeInCents + input.depositCents;
  if (paid >= net) return refuse('nothing_to_finance', 'depositCents');
  const minimumCents = percentOf(net, conditions.minDepositPpm, 'half-up');
  if (paid < minimumCents) return refuse('deposit_below_minimum', 'depositCents', { minimumCents });
  return {
    ok: true,
    value: {
      priceCents: input.priceCents,
      discountCents: input.discountCents,
      tradeInCents: input.tradeInCents,
      depositCents: input.depositCents,
      termMonths: input.termMonths,
      nominalRatePpm: term.nominalRatePpm,
      plan: plan.value,
      startDate,
      charges: conditions.charges,
      services: services.value,
      substituteTax: conditions.substituteTax,
      stampDuty: conditions.stampDuty,
    },
  };
}

function planOf(input: QuoteInput, conditions: OfferConditions): Result<FinancingTerms['plan'], QuoteRefusal> {
  if (conditions.product.plan === 'level') {
    return input.balloonCents === null ? { ok: true, value: { kind: 'level' } } : refuse('balloon_not_offered', 'balloonCents');
  }
  const range = balloonRange(conditions, input.termMonths, input.kmPerYear);
  if (range === undefined) return refuse('km_not_offered', 'kmPerYear');
  const { minCents: minimumCents, maxCents: maximumCents } = range;
  if (input.balloonCents === null) return refuse('balloon_missing', 'balloonCents', { minimumCents, maximumCents });
  if (input.balloonCents < minimumCents || input.balloonCents > maximumCents) {
    return refuse('balloon_out_of_range', 'balloonCents', { minimumCents, maximumCents });
  }
  return { ok: true, value: { kind: 'balloon', balloonCents: input.balloonCents, balloonAt: conditions.product.balloonAt } };
}

function servicesOf(input: QuoteInput, conditions: OfferConditions): Result<FinancingTerms['services'], QuoteRefusal> {
  const chosen = new Set(input.serviceCodes);
  const unknown = [...chosen].find((code) => !conditions.services.some((service) => service.code === code));
  if (unknown !== undefined) return refuse('service_not_offered', 'serviceCodes', { service: unknown });
  const services = [];
  for (const service of conditions.services) {
    if (service.optional && !chosen.has(service.code)) continue;
    const price = service.priceByTerm.find((entry) => entry.months === input.termMonths);
    if (price === undefined) return refuse('service_not_offered', 'serviceCodes', { service: service.code });
    services.push({ code: service.code, amountCents: price.cents, financed: service.financed, inTaeg: service.inTaeg });
  }
  return { ok: true, value: services };
}

function outsideLimits(figures: FinancingFigures, conditions: OfferConditions): Refused<QuoteRefusal> | undefined {
  if (figures.amountFinancedCents < conditions.minFinancedCents) return refuse('amount_below_minimum', 'depositCents', { minimumCents: conditions.minFinancedCents });
  if (figures.amountFinancedCents > conditions.maxFinancedCents) return refuse('amount_above_maximum', 'depositCents', { maximumCents: conditions.maxFinancedCents });
  return undefined;
}

/** Names of the engine's paths as the seller knows them. */
function fromEngine(refusal: Refusal): Refused<QuoteRefusal> {
  const field = refusal.path.replace(/^plan\./, '');
  return refuse('not_computable', field === 'nominalRatePpm' ? 'offerId' : field, { field, reason: refusal.refusal });
}

/** Prices a choice. Amounts in cents, rounding as the engine documents; never throws on values a person can type. */
export function priceQuote(input: QuoteInput, conditions: OfferConditions, startDate: string): QuotePricing | Refused<QuoteRefusal> {
  const terms = termsOf(input, conditions, startDate);
  if (!terms.ok) return terms;
  const priced = priceFinancing(terms.value);
  if (!priced.ok) return fromEngine(priced);
  return outsideLimits(priced.figures, conditions) ?? { ok: true, terms: terms.value, figures: priced.figures };
}

/** The deposit that brings the instalment (row fees included) to `targetCents` at most, and the quote priced with it. */
export function solveQuoteDeposit(
  input: QuoteInput,
  conditions: OfferConditions,
  startDate: string,
  targetCents: number,
): (QuotePricing & { readonly depositCents: number }) | Refused<QuoteRefusal> {
  // The search begins from the smallest deposit the offer allows, so that a too small typed one does not stop it.
  const net = input.priceCents - input.discountCents;
  const least = Math.max(0, percentOf(Math.max(net, 0), conditions.minDepositPpm, 'half-up') - input.tradeInCents);
  const terms = termsOf({ ...input, depositCents: Math.min(least, Math.max(net - input.tradeInCents - 1, 0)) }, conditions, startDate);
  if (!terms.ok) return terms;
  const solved = solveDeposit({ ...terms.value, depositCents: 0 }, targetCents);
  if (!solved.ok) {
    if (solved.refusal === 'target_not_reachable' && solved.nearest !== undefined) {
      return refuse('instalment_not_reachable', 'instalmentCents', { targetCents, nearestCents: solved.nearest });
    }
    return fromEngine(solved);
  }
  const priced = priceQuote({ ...input, depositCents: solved.depositCents }, conditions, startDate);
  return priced.ok ? { ...priced, depositCents: solved.depositCents } : priced;
}
