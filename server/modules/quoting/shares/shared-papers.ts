/** Files that a link gives out: the printed quote, a pre-contract form, a photo, the dealer’s mark. Only of the share's own quote. */
import { findBrand, findDocument, type ArchivedDocument } from '#documents';
import { dealerOf } from '#identity';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError } from '#platform/errors';
import type { FileAnswer, Gate } from '#platform/http/route';
import { photoFile, listPhotos } from '#vehicles';
import type { SharedQuote } from '../api.ts';
import { auditRead } from '../audit-read.ts';
import { recordDelivery } from '../precontract-forms/precontract-deliveries.ts';
import type { PrecontractForm } from '../precontract/precontract-rules.ts';
import { precontractKey } from '../precontract-forms/print-precontract.ts';
import { printQuote } from '../papers/print-quote.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { getQuote } from '../quotes.ts';
import { openShare } from './share-door.ts';
import { deviceOf, type Visitor } from './share-openings.ts';
import { sharedProposals } from './shared-proposals.ts';
import { noteOpening } from './shares.ts';

const forms: readonly PrecontractForm[] = ['iebcc-2010', 'ieb-2026'];
const languages: readonly Language[] = ['it', 'en'];

interface FormKey {
  readonly proposal: number;
  readonly form: PrecontractForm;
  readonly language: Language;
}

function findForm(ctx: Context, of: { readonly quoteId: string; readonly revision: number }, { proposal, form, language }: FormKey): Promise<ArchivedDocument | undefined> {
  return findDocument(ctx, precontractKey({ form, revision: of.revision, head: { id: of.quoteId } }, proposal, language));
}

/** The forms of these proposals that were printed. */
export async function printedForms(ctx: Context, of: { readonly quoteId: string; readonly revision: number }, proposals: readonly number[]): Promise<SharedQuote['precontract']> {
  const printed: SharedQuote['precontract'] = [];
  for (const proposal of proposals) {
    for (const form of forms) {
      for (const language of languages) if ((await findForm(ctx, of, { proposal, form, language })) !== undefined) printed.push({ proposal, form, language });
    }
  }
  return printed;
}

/** The quote's print, for a link that shares every proposal: it tells of all of them. */
export async function sharedDocument(gate: Gate, token: string, language: Language): Promise<FileAnswer> {
  const share = await openShare(gate, token);
  const revision = await share.inScope(async (ctx) => {
    const quote = await getQuote(ctx, share.quoteId, share.revision);
    if (sharedProposals(share, quote.revision).length < quote.revision.proposals.length) throw new AppError('not_found', 'the print of a quote shared in part');
    return quote.number;
  });
  return printQuote(gate, share.session, { quoteId: share.quoteId, revision, language });
}

/** A form that was printed; its opening is the proof of its delivery, once for a device and hour. */
export async function sharedPrecontract(gate: Gate, token: string, key: FormKey, visitor: Visitor): Promise<FileAnswer> {
  const share = await openShare(gate, token);
  return share.inScope(async (ctx) => {
    const { head, revision, number } = await getQuote(ctx, share.quoteId, share.revision);
    const isShown = sharedProposals(share, revision).some((proposal) => proposal.number === key.proposal);
    const paper = isShown ? await findForm(ctx, { quoteId: head.id, revision: number }, key) : undefined;
    if (paper === undefined) throw new AppError('not_found', 'form of a shared quote');
    await auditRead(ctx, head.id, 'linkForm', number);
    const device = deviceOf(share, visitor);
    const { form, proposal, language } = key;
    if (visitor.session === undefined && (await noteOpening(ctx, { shareId: share.shareId, nodeId: share.nodeId, device, what: `${form}:${proposal}:${language}` }))) {
      await recordDelivery(ctx, {
        quoteId: head.id, revision: number, proposal, nodeId: head.nodeId, form, language, documentId: paper.id, documentSha256: paper.sha256, channel: 'link', recipient: '',
        proof: { shareId: share.shareId, openedAt: ctx.now.toISOString(), device: device.toString('hex'), browser: visitor.userAgent },
      });
      await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: 'secciDelivered', actorName: '', details: { form, revision: number, proposal, channel: 'link', shareId: share.shareId } });
      await audit(ctx, { action: 'quoting.precontract.deliver', objectKind: 'quote', objectId: head.id, details: { channel: 'link', form, revision: number, proposal, sha256: paper.sha256 } });
    }
    return { bytes: paper.content, fileName: `${head.number}-${number}-${form}-${proposal}-${language}.pdf` };
  });
}

/** The first photo of a shared proposal's car. */
export async function sharedPhoto(gate: Gate, token: string, proposal: number): Promise<FileAnswer> {
  const share = await openShare(gate, token);
  return share.inScope(async (ctx) => {
    const { revision } = await getQuote(ctx, share.quoteId, share.revision);
    const stockId = sharedProposals(share, revision).find((candidate) => candidate.number === proposal)?.vehicle.stockId ?? null;
    const [photo] = stockId === null ? [] : await listPhotos(ctx, stockId);
    if (stockId === null || photo === undefined) throw new AppError('not_found', 'photo of a shared proposal');
    const { bytes } = await photoFile(ctx, stockId, photo.photoId, 'full');
    return { bytes, fileName: `auto-${proposal}.webp` };
  });
}

/** The mark of the dealer that made the quote. */
export async function sharedLogo(gate: Gate, token: string): Promise<FileAnswer> {
  const share = await openShare(gate, token);
  return share.inScope(async (ctx) => {
    const dealer = await dealerOf(ctx, share.nodeId);
    const logoSvg = dealer === undefined ? null : (await findBrand(ctx, dealer.id)).logoSvg;
    if (logoSvg === null) throw new AppError('not_found', 'mark of a shared quote’s dealer');
    return { bytes: Buffer.from(logoSvg), fileName: 'logo.svg' };
  });
}
