/** The proposals of a request computed from the house's own facts, and refused when the customer was shown something else. */
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { applicableOffers, type Sale } from '#pricing';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { maximumAlternatives, priceQuote, shownFigures, type QuoteFigures, type QuoteInput, type SaveQuoteBody, type saveQuoteRoute } from './api.ts';
import { gatherQuote, type QuoteFacts } from './gather-quote.ts';

type SaveRefusal = RefusalOf<typeof saveQuoteRoute>;
type ProposalBody = SaveQuoteBody['proposals'][number];

export interface ComputedProposal extends QuoteFacts {
  readonly quantity: number;
  readonly input: QuoteInput;
  readonly figures: QuoteFigures;
}

/** Fields of the calculation are fields of one proposal's input in the request. */
export function underProposal<R extends string>(refused: Refused<R>, index: number): Refused<R> {
  return { ...refused, path: `body.proposals.${index}.input${refused.path === undefined ? '' : `.${refused.path}`}`, details: { ...refused.details, proposal: index + 1 } };
}

/** How many of what: alternatives are single cars, a car in stock is one. */
function countFault({ kind, proposals }: SaveQuoteBody): Refused<SaveRefusal> | undefined {
  if (kind === 'alternatives' && proposals.length > maximumAlternatives) return refuse('too_many_alternatives', 'body.proposals', { maximum: maximumAlternatives });
  const seen = new Map<string, number>();
  for (const [index, { quantity, input }] of proposals.entries()) {
    if (kind === 'alternatives' && quantity !== 1) return refuse('quantity_of_alternative', `body.proposals.${index}.quantity`);
    if (kind === 'alternatives' || input.vehicle.kind !== 'stock') continue;
    if (quantity !== 1) return refuse('quantity_of_stock_car', `body.proposals.${index}.quantity`);
    const earlier = seen.get(input.vehicle.stockId);
    if (earlier !== undefined) return refuse('vehicle_twice', `body.proposals.${index}.input.vehicle`, { proposal: earlier + 1 });
    seen.set(input.vehicle.stockId, index);
  }
  return undefined;
}

const sameFigures = (one: ProposalBody['shown'], other: ProposalBody['shown']): boolean =>
  one.instalmentWithFeesCents === other.instalmentWithFeesCents &&
  one.amountFinancedCents === other.amountFinancedCents &&
  one.totalDueCents === other.totalDueCents &&
  one.taegPpm === other.taegPpm;

/** A refusal of an offer out of force, with its version that applies today in the place of the one chosen, if there is one. */
async function withVersionOfToday<R extends string>(ctx: Context, refused: Refused<R>, { vehicle, offerId }: QuoteInput, sale: Sale): Promise<Refused<R>> {
  if (refused.refusal !== 'offer_not_in_force') return refused;
  const offers = await applicableOffers(ctx, vehicle, sale);
  const found = offers.ok ? offers.value.find((offer) => offer.offerId === offerId) : undefined;
  if (found === undefined) return refused;
  return { ...refused, details: { ...refused.details, offerId, todaysVersion: found.offerVersion, todaysOffer: found.name, todaysFrom: found.validFrom } };
}

/** Every proposal of the request, in order; the first that cannot be had decides the refusal. */
export async function computeProposals(ctx: Context, request: SaveQuoteBody): Promise<Result<ComputedProposal[], SaveRefusal>> {
  if (request.startDate !== ctx.today) return refuse('day_changed', 'body.startDate');
  const fault = countFault(request);
  if (fault !== undefined) return fault;
  const sale: Sale = { customerType: request.customer.type, channel: request.channel };
  const computed: ComputedProposal[] = [];
  for (const [index, { quantity, input, shown }] of request.proposals.entries()) {
    const facts = await gatherQuote(ctx, input, sale);
    if (!facts.ok) return underProposal(await withVersionOfToday(ctx, facts, input, sale), index);
    const priced = priceQuote(input, facts.value.conditions, request.startDate, facts.value.vehicle);
    if (!priced.ok) return underProposal(priced, index);
    const own = shownFigures(priced.figures);
    if (!sameFigures(own, shown)) {
      ctx.log.warn({ requestId: ctx.requestId, offerId: input.offerId, shown, computed: own }, 'shown and computed figures differ');
      return refuse('figures_differ', `body.proposals.${index}.shown`, { instalmentWithFeesCents: own.instalmentWithFeesCents, proposal: index + 1 });
    }
    computed.push({ ...facts.value, quantity, input, figures: priced.figures });
  }
  return done(computed);
}
