/** Recording that the printed form was handed over: only a paper that exists can have been given. */
import { signatureOf } from '#identity';
import { findDocument } from '#documents';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import type { RefusalOf, ResponseOf } from '#platform/contract';
import { done, refuse, type Result } from '#platform/result';
import type { deliverPrecontractRoute } from '../api.ts';
import { gatherPrecontract, type PrecontractQuestion } from './gather-precontract.ts';
import { recordDelivery } from './precontract-deliveries.ts';
import { precontractKey } from './print-precontract.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { decideOnQuote } from '../ruled-quote.ts';

interface HandedOver extends PrecontractQuestion {
  readonly language: Language;
  readonly recipient: string;
}

/** Logs the hand-over with the digest of the very paper. Throws not_found outside the actor's scope. */
export async function deliverPrecontract(ctx: Context, request: HandedOver): Promise<Result<ResponseOf<typeof deliverPrecontractRoute>, RefusalOf<typeof deliverPrecontractRoute>>> {
  const gathered = await gatherPrecontract(ctx, request);
  if (!gathered.ok) return gathered.path === undefined ? gathered : { ...gathered, path: `body.${gathered.path}` };
  const { form, head, revision, content } = gathered.value;
  const paper = await findDocument(ctx, precontractKey(gathered.value, request.proposal, request.language));
  if (paper === undefined) return refuse('form_not_printed', 'body.language');
  const decision = await decideOnQuote(ctx, 'quoting.precontract.deliver', head, content);
  const id = await recordDelivery(ctx, {
    quoteId: head.id,
    revision,
    proposal: request.proposal,
    nodeId: head.nodeId,
    form,
    language: request.language,
    documentId: paper.id,
    documentSha256: paper.sha256,
    channel: 'handed',
    recipient: request.recipient,
    proof: { handedBy: signatureOf(ctx.actor) },
  });
  await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: 'secciDelivered', details: { form, revision, proposal: request.proposal, channel: 'handed', recipient: request.recipient } });
  await audit(ctx, { action: 'quoting.precontract.deliver', objectKind: 'quote', objectId: head.id, details: { deliveryId: id, form, revision, proposal: request.proposal, sha256: paper.sha256 }, decision });
  return done({ id, form, sha256: paper.sha256, givenAt: ctx.now.toISOString() });
}
