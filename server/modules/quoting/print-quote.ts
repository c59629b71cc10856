/** Printing: read what is frozen, typeset outside any transaction, archive. The first original of a revision stays. */
import { branchOf, dealerOf } from '#identity';
import { archiveDocument, findDocument, renderQuote } from '#documents';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError } from '#platform/errors';
import type { FileAnswer, Gate, Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { quoteDocument } from './quote-document.ts';
import { tellQuoteEvent } from './quote-events.ts';
import { getQuote, leadOf, type QuoteHead } from './quotes.ts';
import { replayFigures } from './open-quote.ts';

export interface PrintRequest {
  readonly quoteId: string;
  readonly revision?: number | undefined;
  readonly language: Language;
}

const kind = 'quote';

async function tellPrinted(ctx: Context, head: QuoteHead, revision: number, language: Language): Promise<void> {
  await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: 'printed', details: { revision, language } });
}

/** The printed quote as PDF; made at the first request, the stored original ever after. */
export async function printQuote(gate: Gate, session: Session, request: PrintRequest): Promise<FileAnswer> {
  const inScope = <T>(work: (ctx: Context) => Promise<T>) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));

  const found = await inScope(async (ctx) => {
    const { head, revision, number } = await getQuote(ctx, request.quoteId, request.revision);
    const stored = await findDocument(ctx, { kind, subjectId: head.id, subjectVersion: number, language: request.language });
    if (stored !== undefined) {
      await tellPrinted(ctx, head, number, request.language);
      await audit(ctx, { action: 'quoting.quote.print', objectKind: 'quote', objectId: head.id, details: { revision: number, language: request.language, again: true } });
      return { head, number, stored: stored.content, data: undefined };
    }
    const dealer = await dealerOf(ctx, head.nodeId);
    if (dealer === undefined) throw new AppError('not_found', 'dealer of the quote');
    const proposal = leadOf(revision);
    const branch = await branchOf(ctx, head.nodeId);
    return { head, number, stored: undefined, data: quoteDocument({ head, proposal, figures: replayFigures(proposal, revision), dealer, branch, lenderName: ctx.tenant.name, language: request.language }) };
  });
  const fileName = `${found.head.number}-${found.number}-${request.language}.pdf`;
  if (found.data === undefined) return { bytes: found.stored, fileName };

  const content = await renderQuote(found.data);
  const archived = await inScope(async (ctx) => {
    const document = await archiveDocument(ctx, {
      kind,
      subjectKind: 'quote',
      subjectId: found.head.id,
      subjectVersion: found.number,
      language: request.language,
      title: `${found.head.number} rev. ${found.number}`,
      mediaType: 'application/pdf',
      content,
      nodeId: found.head.nodeId,
    });
    await audit(ctx, { action: 'quoting.quote.print', objectKind: 'quote', objectId: found.head.id, details: { revision: found.number, language: request.language, again: false } });
    await tellPrinted(ctx, found.head, found.number, request.language);
    return document.content;
  });
  return { bytes: archived, fileName };
}
