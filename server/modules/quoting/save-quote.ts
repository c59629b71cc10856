/** Saving a quote: compute every proposal again, compare with what was shown, number, write, tell. */
import { v7 as uuidv7 } from 'uuid';
import { engineVersion } from '#engine';
import { dealerOf, findNode, signatureOf, type OrganisationNode } from '#identity';
import { audit } from '#platform/audit';
import type { Context } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import { publish } from '#platform/outbox';
import { done, refuse, type Result } from '#platform/result';
import { headSaleOf, revisionSaleOf, saleOf, type HeadSale, type Quote, type QuoteEventKind, type RevisionSale, type saveQuoteRoute, type SaveQuoteBody } from './api.ts';
import { refuseBeyondDelegation } from './beyond-delegation.ts';
import { computeProposals, type ComputedProposal } from './compute-proposals.ts';
import { quoteRevised, quoteSaved } from './events.ts';
import { quoteView } from './open-quote.ts';
import { tellQuoteEvent } from './quote-events.ts';
import { figuresDigest, summaryOf, type QuoteHead, type QuoteRevision } from './quote-revision.ts';
import { decideOnQuote } from './ruled-quote.ts';
import { getQuote, insertQuote, nextQuoteNumber, reviseQuote } from './quotes.ts';
import { lastDayFrom } from './validity-of.ts';

type SaveRefusal = RefusalOf<typeof saveQuoteRoute>;

/** What a revision says besides its proposals. */
type RevisionWords = Pick<SaveQuoteBody, 'kind' | 'startDate'> & RevisionSale;

function revisionOf(words: RevisionWords & HeadSale, computed: readonly ComputedProposal[]): QuoteRevision {
  const proposals = computed.map(({ quantity, input, vehicle, conditions, figures }, index) => ({
    number: index + 1, quantity, input, vehicle, conditions, figures: summaryOf(figures), figuresDigest: figuresDigest(figures),
  }));
  return { kind: words.kind, ...revisionSaleOf(words), startDate: words.startDate, engineVersion, proposals };
}

/** What the audit keeps of a revision: choices and figures, not the conditions, which the revision itself holds. */
const auditState = ({ kind, proposals, ...words }: QuoteRevision, head: QuoteHead) => ({
  kind, ...saleOf({ ...words, ...head }), proposals: proposals.map(({ quantity, input, figures }) => ({ quantity, input, figures })),
});

interface NewQuote {
  readonly words: RevisionWords & HeadSale;
  readonly computed: readonly ComputedProposal[];
  readonly dealer: OrganisationNode;
  /** How it came about: for the timeline. */
  readonly told: { readonly kind: QuoteEventKind; readonly details?: Readonly<Record<string, string | number>> | undefined };
}

/** Numbers and writes a quote whose proposals were computed in this transaction, and answers it as the screen shows it. */
export async function writeQuote(ctx: Context, { words, computed, dealer, told }: NewQuote): Promise<Quote> {
  const revision = revisionOf(words, computed);
  const head: QuoteHead = {
    id: uuidv7({ msecs: ctx.now.getTime() }),
    number: await nextQuoteNumber(ctx, dealer),
    nodeId: ctx.actor.scopeNodeId,
    dealerNodeId: dealer.id,
    revision: 1,
    sellerName: signatureOf(ctx.actor),
    ...headSaleOf(words),
    createdAt: ctx.now,
    updatedAt: ctx.now,
    expiresOn: lastDayFrom(ctx.today, computed),
  };
  const decision = await decideOnQuote(ctx, 'quoting.quote.save', head, revision);
  await insertQuote(ctx, head, dealer.code, revision);
  await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: told.kind, details: { revision: 1, proposals: revision.proposals.length, ...told.details } });
  await audit(ctx, { action: 'quoting.quote.save', objectKind: 'quote', objectId: head.id, after: auditState(revision, head), details: { number: head.number, revision: 1 }, decision });
  await publish(ctx, quoteSaved(head.nodeId, { quoteId: head.id, dealerNodeId: dealer.id }));
  return quoteView(ctx, { head, number: 1, revision, figures: computed.map(({ figures }) => figures), dealer });
}

/** Saves a new quote of the active seller and answers it as the screen shows it. */
export async function saveQuote(ctx: Context, request: SaveQuoteBody): Promise<Result<Quote, SaveRefusal>> {
  const dealer = await dealerOf(ctx, ctx.actor.scopeNodeId);
  if (dealer === undefined) return refuse('no_dealer');
  const computed = await computeProposals(ctx, request);
  if (!computed.ok) return computed;
  const beyond = await refuseBeyondDelegation(ctx, { ...request, proposals: computed.value }, 'body.proposals');
  if (beyond !== undefined) return beyond;
  return done(await writeQuote(ctx, { words: request, computed: computed.value, dealer, told: { kind: 'saved' } }));
}

/** Saves a new revision over the one the caller has read; throws stale when somebody was faster. */
export async function saveRevision(ctx: Context, id: string, expected: number, request: SaveQuoteBody): Promise<Result<Quote, SaveRefusal>> {
  const { head, revision: before } = await getQuote(ctx, id);
  const computed = await computeProposals(ctx, request);
  if (!computed.ok) return computed;
  const beyond = await refuseBeyondDelegation(ctx, { ...request, proposals: computed.value }, 'body.proposals');
  if (beyond !== undefined) return beyond;
  const revision = revisionOf(request, computed.value);
  const after: QuoteHead = { ...head, revision: expected + 1, ...headSaleOf(request), updatedAt: ctx.now, expiresOn: lastDayFrom(ctx.today, computed.value) };
  const decision = await decideOnQuote(ctx, 'quoting.quote.revise', after, revision);
  await reviseQuote(ctx, after, revision);
  await tellQuoteEvent(ctx, { quoteId: id, nodeId: head.nodeId, kind: 'revised', details: { revision: after.revision, proposals: revision.proposals.length } });
  await audit(ctx, {
    action: 'quoting.quote.revise',
    objectKind: 'quote',
    objectId: id,
    before: auditState(before, head),
    after: auditState(revision, after),
    details: { number: head.number, revision: after.revision },
    decision,
  });
  await publish(ctx, quoteRevised(head.nodeId, { quoteId: id, dealerNodeId: head.dealerNodeId, revision: after.revision }));
  const dealer = (await findNode(ctx, head.dealerNodeId)) ?? { code: '', name: '' };
  return done(quoteView(ctx, { head: after, number: after.revision, revision, figures: computed.value.map(({ figures }) => figures), dealer }));
}
