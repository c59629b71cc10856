/** "I want to go on": the customer's choice priced again from what is frozen, stored once, told to the seller. */
import { v7 as uuidv7 } from 'uuid';
import { audit, digest } from '#platform/audit';
import type { Context } from '#platform/context';
import type { ParsedRequest, RefusalOf, ResponseOf } from '#platform/contract';
import { publish } from '#platform/outbox';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { chosenInput, priceQuote, shownFigures, type askToGoOnRoute, type QuoteFigures, type QuoteInput } from '../api.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { summaryOf, type StoredProposal, type QuoteRevision } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';
import type { OpenShare } from './share-door.ts';
import { askedToGoOnKind } from './share-events.ts';
import { insertWish, mostWishes } from './share-requests.ts';
import { sharedProposals } from './shared-proposals.ts';

type Body = ParsedRequest<typeof askToGoOnRoute>['body'];
type Refusal = RefusalOf<typeof askToGoOnRoute>;

interface Priced {
  readonly input: QuoteInput;
  readonly figures: QuoteFigures;
}

/** The choice as the server computes it, or why it cannot be had. */
function priceChoice(revision: QuoteRevision, proposal: StoredProposal, { depositCents, termMonths, shown }: Body): Result<Priced, Refusal> {
  const frozen = proposal.input;
  if (revision.kind === 'fleet' && (depositCents !== frozen.depositCents || termMonths !== frozen.termMonths)) return refuse('fleet_as_it_is', 'body.proposal');
  const input = chosenInput(frozen, proposal.conditions, { depositCents, termMonths });
  const priced = priceQuote(input, proposal.conditions, revision.startDate, proposal.vehicle);
  if (!priced.ok) return { ...priced, path: `body.${priced.path ?? 'depositCents'}` };
  const own = shownFigures(priced.figures);
  const differs = Object.entries(own).some(([name, value]) => shown[name as keyof typeof own] !== value);
  if (differs) return refuse('figures_differ', 'body.shown', { instalmentWithFeesCents: own.instalmentWithFeesCents });
  return done({ input, figures: priced.figures });
}

function faultOf(body: Body, number: number): Refused<Refusal> | undefined {
  if (body.revision !== number) return refuse('quote_revised', 'body.revision');
  return body.phone === '' && body.email === '' ? refuse('contact_missing', 'body.phone') : undefined;
}

/**
 * Stores the wish under the revision that the customer saw, with its own figures: a link that follows refuses one that was
 * revised meanwhile, a link of one revision tells the seller that a newer one stands. The same choice with the same contact is one wish, however often it is sent.
 */
export async function askToGoOn(ctx: Context, share: Pick<OpenShare, 'shareId' | 'quoteId' | 'revision' | 'proposals'>, body: Body): Promise<Result<ResponseOf<typeof askToGoOnRoute>, Refusal>> {
  const { head, revision, number } = await getQuote(ctx, share.quoteId, share.revision);
  const refused = faultOf(body, number);
  if (refused !== undefined) return refused;
  const proposal = sharedProposals(share, revision).find((candidate) => candidate.number === body.proposal);
  if (proposal === undefined) return refuse('proposal_missing', 'body.proposal', { proposal: body.proposal });
  const priced = priceChoice(revision, proposal, body);
  if (!priced.ok) return priced;
  const { input, figures } = priced.value;
  const id = uuidv7({ msecs: ctx.now.getTime() });
  const { depositCents, termMonths, phone, email } = body;
  const wish = await insertWish(ctx, {
    id, shareId: share.shareId, quoteId: head.id, nodeId: head.nodeId, revision: number, proposal: proposal.number,
    choiceDigest: digest({ revision: number, proposal: proposal.number, depositCents, termMonths, phone, email }), input, figures: summaryOf(figures), phone, email,
  });
  if (wish === undefined) return refuse('too_many_requests_made', undefined, { maximum: mostWishes });
  if (!wish.fresh) return done({ askedAt: wish.askedAt.toISOString() });
  await tellQuoteEvent(ctx, {
    quoteId: head.id, nodeId: head.nodeId, kind: 'askedToGoOn', actorName: '',
    details: { requestId: id, revision: number, newest: head.revision, proposal: proposal.number, depositCents, termMonths, instalmentWithFeesCents: figures.instalmentWithFeesCents, phone, email },
  });
  await publish(ctx, { kind: askedToGoOnKind, nodeId: head.nodeId, payload: { quoteId: head.id, requestId: id } });
  await audit(ctx, { action: 'quoting.quote.ask-to-go-on', objectKind: 'quote', objectId: head.id, details: { requestId: id, shareId: share.shareId, revision: number, newest: head.revision, proposal: proposal.number } });
  return done({ askedAt: wish.askedAt.toISOString() });
}
