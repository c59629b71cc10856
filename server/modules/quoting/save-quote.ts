/** Saving a quote: gather the facts, compute again, compare with what was shown, number, write, tell. */
import { v7 as uuidv7 } from 'uuid';
import { engineVersion } from '#engine';
import { dealerOf, findNode } from '#identity';
import { audit } from '#platform/audit';
import { addDays } from '#platform/civil-date';
import type { Context } from '#platform/context';
import type { RefusalOf, RequestOf } from '#platform/contract';
import { publish } from '#platform/outbox';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { priceQuote, quoteValidityDays, type Quote, type QuotePricing, type saveQuoteRoute } from './api.ts';
import { quoteRevised, quoteSaved } from './events.ts';
import { gatherQuote, type QuoteFacts } from './gather-quote.ts';
import { quoteView } from './open-quote.ts';
import { figuresDigest, getQuote, insertQuote, nextQuoteNumber, reviseQuote, summaryOf, type QuoteHead, type QuoteRevision } from './quotes.ts';

type SaveRequest = RequestOf<typeof saveQuoteRoute>['body'];
type SaveRefusal = RefusalOf<typeof saveQuoteRoute>;

/** Fields of the calculation are fields of `input` in the request. */
function underInput<R extends string>(refused: Refused<R>): Refused<R> {
  return refused.path === undefined ? refused : { ...refused, path: `body.input.${refused.path}` };
}

/** Computes the quote from the house's own facts and refuses when the customer was shown something else. */
async function recompute(ctx: Context, request: SaveRequest): Promise<Result<QuoteFacts & QuotePricing, SaveRefusal>> {
  if (request.startDate !== ctx.today) return refuse('day_changed', 'body.startDate');
  const facts = await gatherQuote(ctx, request.input);
  if (!facts.ok) return underInput(facts);
  const priced = priceQuote(request.input, facts.value.conditions, request.startDate);
  if (!priced.ok) return underInput(priced);
  const { figures } = priced;
  const same =
    figures.instalmentWithFeesCents === request.shown.instalmentWithFeesCents &&
    figures.amountFinancedCents === request.shown.amountFinancedCents &&
    figures.totalDueCents === request.shown.totalDueCents &&
    figures.taegPpm === request.shown.taegPpm;
  if (!same) {
    ctx.log.warn({ requestId: ctx.requestId, offerId: request.input.offerId, shown: request.shown, computed: summaryOf(figures) }, 'shown and computed figures differ');
    return refuse('figures_differ', 'body.shown', { instalmentWithFeesCents: figures.instalmentWithFeesCents });
  }
  return done({ ...facts.value, ...priced });
}

function revisionOf(request: SaveRequest, computed: QuoteFacts & QuotePricing): QuoteRevision {
  return {
    input: request.input,
    conditions: computed.conditions,
    vehicle: computed.vehicle,
    startDate: request.startDate,
    engineVersion,
    figures: summaryOf(computed.figures),
    figuresDigest: figuresDigest(computed.figures),
  };
}

/** Days a quote stands, but never beyond the offer's last day. */
function expiryOf(ctx: Context, facts: QuoteFacts): string {
  const last = addDays(ctx.today, quoteValidityDays);
  const offerEnd = facts.conditions.validTo;
  return offerEnd !== null && offerEnd < last ? offerEnd : last;
}

/** Saves a new quote of the active seller and answers it as the screen shows it. */
export async function saveQuote(ctx: Context, request: SaveRequest): Promise<Result<Quote, SaveRefusal>> {
  const dealer = await dealerOf(ctx, ctx.actor.scopeNodeId);
  if (dealer === undefined) return refuse('no_dealer');
  const computed = await recompute(ctx, request);
  if (!computed.ok) return computed;
  const revision = revisionOf(request, computed.value);
  const head: QuoteHead = {
    id: uuidv7({ msecs: ctx.now.getTime() }),
    number: await nextQuoteNumber(ctx, dealer),
    nodeId: ctx.actor.scopeNodeId,
    dealerNodeId: dealer.id,
    revision: 1,
    sellerName: ctx.actor.displayName,
    reference: request.reference,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    expiresOn: expiryOf(ctx, computed.value),
  };
  await insertQuote(ctx, head, dealer.code, revision);
  await audit(ctx, { action: 'quoting.quote.save', objectKind: 'quote', objectId: head.id, after: { request, figures: revision.figures }, details: { number: head.number, revision: 1 } });
  await publish(ctx, quoteSaved(head.nodeId, { quoteId: head.id, dealerNodeId: dealer.id }));
  return done(quoteView(ctx, { head, number: 1, revision, figures: computed.value.figures, dealer }));
}

/** Saves a new revision over the one the caller has read; throws stale when somebody was faster. */
export async function saveRevision(ctx: Context, id: string, expected: number, request: SaveRequest): Promise<Result<Quote, SaveRefusal>> {
  const { head, revision: before } = await getQuote(ctx, id);
  const computed = await recompute(ctx, request);
  if (!computed.ok) return computed;
  const revision = revisionOf(request, computed.value);
  const after: QuoteHead = { ...head, revision: expected + 1, reference: request.reference, updatedAt: ctx.now, expiresOn: expiryOf(ctx, computed.value) };
  await reviseQuote(ctx, after, revision);
  await audit(ctx, {
    action: 'quoting.quote.revise',
    objectKind: 'quote',
    objectId: id,
    before: { input: before.input, figures: before.figures, reference: head.reference },
    after: { request, figures: revision.figures },
    details: { number: head.number, revision: after.revision },
  });
  await publish(ctx, quoteRevised(head.nodeId, { quoteId: id, dealerNodeId: head.dealerNodeId, revision: after.revision }));
  const dealer = (await findNode(ctx, head.dealerNodeId)) ?? { code: '', name: '' };
  return done(quoteView(ctx, { head: after, number: after.revision, revision, figures: computed.value.figures, dealer }));
}
