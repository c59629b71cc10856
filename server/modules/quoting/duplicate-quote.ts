/** A copy of a quote under a new number: the same choices under today's conditions of the same offers. */
import { dealerOf } from '#identity';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { done, refuse, type Result } from '#platform/result';
import { applicableOffers } from '#pricing';
import { headSaleOf, priceQuote, type duplicateQuoteRoute, type Quote } from './api.ts';
import { refuseBeyondDelegation } from './beyond-delegation.ts';
import { underProposal, type ComputedProposal } from './compute-proposals.ts';
import { gatherQuote } from './gather-quote.ts';
import type { StoredProposal, QuoteRevision } from './quote-revision.ts';
import { getQuote } from './quotes.ts';
import { writeQuote } from './save-quote.ts';

type DuplicateRefusal = RefusalOf<typeof duplicateQuoteRoute>;

/** A frozen proposal under the version of its offer that applies today. */
async function renewed(ctx: Context, { customer, channel }: QuoteRevision, proposal: StoredProposal): Promise<Result<ComputedProposal, DuplicateRefusal>> {
  const sale = { customerType: customer.type, channel };
  const offers = await applicableOffers(ctx, proposal.input.vehicle, sale);
  if (!offers.ok) return refuse(offers.refusal, 'vehicle');
  const offer = offers.value.find(({ offerId }) => offerId === proposal.input.offerId);
  if (offer === undefined) return refuse('offer_not_in_force', 'offerId', { offer: proposal.conditions.name });
  const input = { ...proposal.input, offerVersion: offer.offerVersion };
  const facts = await gatherQuote(ctx, input, sale);
  if (!facts.ok) return facts;
  const priced = priceQuote(input, facts.value.conditions, ctx.today, facts.value.vehicle);
  return priced.ok ? done({ ...facts.value, quantity: proposal.quantity, input, figures: priced.figures }) : priced;
}

/** Duplicates the latest revision; refuses, naming the proposal, what can no longer be had. Throws not_found outside the scope. */
export async function duplicateQuote(ctx: Context, id: string): Promise<Result<Quote, DuplicateRefusal>> {
  const { head, revision } = await getQuote(ctx, id);
  const dealer = await dealerOf(ctx, ctx.actor.scopeNodeId);
  if (dealer === undefined) return refuse('no_dealer');
  const computed: ComputedProposal[] = [];
  for (const [index, proposal] of revision.proposals.entries()) {
    const copy = await renewed(ctx, revision, proposal);
    if (!copy.ok) return { ...underProposal(copy, index), path: `proposals.${index}.input${copy.path === undefined ? '' : `.${copy.path}`}` };
    computed.push(copy.value);
  }
  const beyond = await refuseBeyondDelegation(ctx, { ...revision, proposals: computed });
  if (beyond !== undefined) return beyond;
  const words = { ...revision, ...headSaleOf(head), startDate: ctx.today, followUpOn: null };
  return done(await writeQuote(ctx, { words, computed, dealer, told: { kind: 'duplicated', details: { of: head.number } } }));
}
