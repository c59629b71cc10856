/** Printing: read what is frozen, typeset outside any transaction, archive. The first original of a revision stays. */
import { branchOf, dealerOf } from '#identity';
import { archiveDocument, findBrand, findDocument, renderQuote, type ArchivedDocument, type QuoteSetData } from '#documents';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import { AppError } from '#platform/errors';
import type { FileAnswer, Gate, Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { done, refuse, type Result } from '#platform/result';
import { replayFigures } from '../open-quote.ts';
import { quoteDocument } from './quote-document.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import type { QuoteHead, QuoteRevision } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';
import { decideOnQuote } from '../ruled-quote.ts';
import { lenderNameOf } from '../precontract-forms/stored-lender-terms.ts';
import { validityOf } from '../validity-of.ts';

export interface PrintRequest {
  readonly quoteId: string;
  readonly revision?: number | undefined;
  readonly language: Language;
  /** The quote with all its plans, or the one sheet that sets its proposals side by side. */
  readonly paper?: 'quote' | 'comparison' | undefined;
}

/** Kinds of the archive; a quote's is older than proposals, and what was printed under it is served as it is. */
const kinds = { quote: 'quote', comparison: 'quote_comparison' } as const;

/** What the printer draws, from frozen data and the dealer's brand of the day. */
async function paperOf(ctx: Context, { head, revision, number }: { head: QuoteHead; revision: QuoteRevision; number: number }, { language, paper = 'quote' }: PrintRequest): Promise<QuoteSetData> {
  const dealer = await dealerOf(ctx, head.nodeId);
  if (dealer === undefined) throw new AppError('not_found', 'dealer of the quote');
  const branch = await branchOf(ctx, head.nodeId);
  const brand = await findBrand(ctx, dealer.id);
  const days = validityOf(head, { number, ...revision });
  const lenderName = await lenderNameOf(ctx, revision.startDate);
  return {
    kind: revision.kind,
    part: paper === 'quote' ? 'all' : 'cover',
    quotes: revision.proposals.map((proposal) => quoteDocument({ head, proposal, figures: replayFigures(proposal, revision), customerType: revision.customer.type, dealer, branch, brand, ...days, revision: number, lenderName, language })),
  };
}

/** The sheet that sets several proposals side by side; refused where there is one. */
export async function printComparison(gate: Gate, session: Session, request: Omit<PrintRequest, 'paper'>): Promise<Result<FileAnswer, 'nothing_to_compare'>> {
  const count = await gate.database.transaction(session.frame, async (tx) => (await getQuote(sessionContext(session, tx, gate), request.quoteId, request.revision)).revision.proposals.length);
  return count < 2 ? refuse('nothing_to_compare') : done(await printQuote(gate, session, { ...request, paper: 'comparison' }));
}

/** The printed quote as PDF; made at the first request, the stored original ever after. */
export async function printQuote(gate: Gate, session: Session, request: PrintRequest): Promise<FileAnswer> {
  const { language, paper = 'quote' } = request;
  const inScope = <T>(work: (ctx: Context) => Promise<T>) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));
  const told = async (ctx: Context, { head, revision: content }: { head: QuoteHead; revision: QuoteRevision }, revision: number, again: boolean): Promise<void> => {
    const decision = await decideOnQuote(ctx, 'quoting.quote.print', head, content);
    await audit(ctx, { action: 'quoting.quote.print', objectKind: 'quote', objectId: head.id, details: { revision, language, again, ...(paper === 'quote' ? {} : { paper }) }, decision });
    await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: 'printed', details: { revision, language, ...(paper === 'quote' ? {} : { paper }) } });
  };

  const found = await inScope(async (ctx) => {
    const { head, revision, number } = await getQuote(ctx, request.quoteId, request.revision);
    const stored = await findDocument(ctx, { kind: kinds[paper], subjectId: head.id, subjectVersion: number, language });
    if (stored === undefined) return { head, revision, number, stored, data: await paperOf(ctx, { head, revision, number }, request) };
    await told(ctx, { head, revision }, number, true);
    return { head, revision, number, stored, data: undefined };
  });
  const { head, number } = found;
  const fileName = `${head.number}-${number}-${paper === 'quote' ? '' : `${paper}-`}${language}.pdf`;
  if (found.data === undefined) return { bytes: found.stored.content, fileName };

  const content = await renderQuote(found.data);
  const archived = await inScope(async (ctx): Promise<ArchivedDocument> => {
    const document = await archiveDocument(ctx, {
      kind: kinds[paper],
      subjectKind: 'quote',
      subjectId: head.id,
      subjectVersion: number,
      language,
      title: `${head.number} rev. ${number}`,
      mediaType: 'application/pdf',
      content,
      nodeId: head.nodeId,
    });
    await told(ctx, { head, revision: found.revision }, number, false);
    return document;
  });
  return { bytes: archived.content, fileName };
}
