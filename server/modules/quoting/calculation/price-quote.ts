/**
 * From what the seller typed and the offer's conditions to figures: the same function in the browser at every key and
 * on the server at saving. Pure. Refusals come in the order in which a seller would mend them: vehicle price first,
 * then term, balloon, services, deposit and amounts, and last the engine's own limits.
 */
import { priceFinancing, type FinancingFigures, type FinancingTerms, type Refusal } from '#engine';
import type { LeaseTerms } from '#engine/lease';
import { balloonRange, type OfferConditions } from '#pricing/api';
import { refuse, type Refused, type Result } from '#platform/result';
import { bareCar } from './deal-amounts.ts';
import { dealOf, type Deal } from './deal.ts';
import { priceLeaseQuote } from './price-lease-quote.ts';
import type { QuoteRefusalName } from './quote-refusals.ts';
import type { LeaseFigures, PricedCar, QuoteInput } from './quote-shapes.ts';

/** What a calculation may refuse; the others of `quoteRefusals` need the house's own data. */
export type QuoteRefusal = QuoteRefusalName;

/** Figures of a loan or, with `lease`, of a lease (quote-shapes.ts says how its amounts are named). */
export type QuoteFigures = FinancingFigures & { readonly lease: LeaseFigures | null };

export interface QuotePricing {
  readonly ok: true;
  /** The loan as the engine was asked for it; null for a lease. */
  readonly terms: FinancingTerms | null;
  /** The lease as the engine was asked for it; null for a loan. */
  readonly leaseTerms: LeaseTerms | null;
  readonly figures: QuoteFigures;
}

function planOf(input: QuoteInput, conditions: OfferConditions): Result<FinancingTerms['plan'], QuoteRefusal> {
  const { product } = conditions;
  if (product.plan !== 'balloon') return input.balloonCents === null ? { ok: true, value: { kind: 'level' } } : refuse('balloon_not_offered', 'balloonCents');
  const range = balloonRange(conditions, input.termMonths, input.kmPerYear);
  if (range === undefined) return refuse('km_not_offered', 'kmPerYear');
  const { minCents: minimumCents, maxCents: maximumCents } = range;
  if (input.balloonCents === null) return refuse('balloon_missing', 'balloonCents', { minimumCents, maximumCents });
  if (input.balloonCents < minimumCents || input.balloonCents > maximumCents) {
    return refuse('balloon_out_of_range', 'balloonCents', { minimumCents, maximumCents });
  }
  return { ok: true, value: { kind: 'balloon', balloonCents: input.balloonCents, balloonAt: product.balloonAt } };
}

/** The loan of a deal. What an old loan asks beyond the car given in is paid out of the deposit. */
function loanOf(input: QuoteInput, conditions: OfferConditions, deal: Deal, plan: FinancingTerms['plan'], startDate: string): FinancingTerms {
  return {
    priceCents: deal.fullCents,
    discountCents: input.discountCents,
    tradeInCents: Math.max(deal.equityCents, 0),
    depositCents: deal.paidCents - Math.max(deal.equityCents, 0),
    termMonths: input.termMonths,
    nominalRatePpm: deal.nominalRatePpm,
    plan,
    startDate,
    charges: conditions.charges,
    services: deal.services.map(({ service, cents }) => ({ code: service.code, amountCents: cents, financed: service.financed, inTaeg: service.inTaeg })),
    substituteTax: conditions.substituteTax,
    stampDuty: conditions.stampDuty,
  };
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

/**
 * Prices a choice on a car of the house. Amounts in cents, rounding as the engine documents; never throws on values a
 * person can type. `car` brings the prices of the options and the most that may be asked; every option chosen must be in it.
 */
export function priceQuote(input: QuoteInput, conditions: OfferConditions, startDate: string, car: PricedCar = bareCar): QuotePricing | Refused<QuoteRefusal> {
  if (conditions.product.plan === 'lease') {
    const leased = priceLeaseQuote(input, conditions, conditions.product, startDate, car);
    return leased.ok ? (outsideLimits(leased.value.figures, conditions) ?? { ok: true, terms: null, leaseTerms: leased.value.terms, figures: leased.value.figures }) : leased;
  }
  const plan = planOf(input, conditions);
  const deal = dealOf(input, conditions, car, () => plan);
  if (!deal.ok) return deal;
  if (!plan.ok) return plan;
  const terms = loanOf(input, conditions, deal.value, plan.value, startDate);
  const priced = priceFinancing(terms);
  if (!priced.ok) return fromEngine(priced);
  return outsideLimits(priced.figures, conditions) ?? { ok: true, terms, leaseTerms: null, figures: { ...priced.figures, lease: null } };
}
