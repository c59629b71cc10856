/** Printing a form: gather what is frozen, typeset outside any transaction, archive. The first original of a proposal stays. */
import { archiveDocument, findDocument, renderForm, type ArchivedDocument } from '#documents';
import { audit } from '#platform/audit';
import type { Context, Language } from '#platform/context';
import type { RefusalOf } from '#platform/contract';
import type { FileAnswer, Gate, Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { done, type Result } from '#platform/result';
import type { printPrecontractRoute } from '../api.ts';
import { gatherPrecontract, type GatheredPrecontract, type PrecontractQuestion } from './gather-precontract.ts';
import { precontractDocument } from './precontract-document.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { decideOnQuote } from '../ruled-quote.ts';

type Refusal = RefusalOf<typeof printPrecontractRoute>;

/** Where the archive keeps the form of a proposal. */
export function precontractKey({ form, head, revision }: { readonly form: GatheredPrecontract['form']; readonly head: { readonly id: string }; readonly revision: number }, proposal: number, language: Language) {
  return { kind: `${form.replace('-', '_')}_p${proposal}`, subjectId: head.id, subjectVersion: revision, language };
}

/** Audit and timeline of a print: by whom, which form, revision and proposal, and whether the original was there already. */
async function printed(ctx: Context, { head, form, revision, content }: GatheredPrecontract, { again, ...which }: { proposal: number; language: Language; again: boolean }): Promise<void> {
  const decision = await decideOnQuote(ctx, 'quoting.quote.print', head, content);
  await audit(ctx, { action: 'quoting.precontract.print', objectKind: 'quote', objectId: head.id, details: { form, revision, ...which, again }, decision });
  await tellQuoteEvent(ctx, { quoteId: head.id, nodeId: head.nodeId, kind: 'secciPrinted', details: { form, revision, ...which } });
}

/** The form as PDF; made at the first request, the stored original ever after. */
export async function printPrecontract(gate: Gate, session: Session, question: PrecontractQuestion & { readonly language: Language }): Promise<Result<FileAnswer, Refusal>> {
  const { language, proposal } = question;
  const inScope = <T>(work: (ctx: Context) => Promise<T>) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));
  const found = await inScope(async (ctx) => {
    const gathered = await gatherPrecontract(ctx, question);
    if (!gathered.ok) return gathered;
    const stored = await findDocument(ctx, precontractKey(gathered.value, proposal, language));
    if (stored !== undefined) await printed(ctx, gathered.value, { proposal, language, again: true });
    return done({ gathered: gathered.value, stored });
  });
  if (!found.ok) return found;
  const { gathered, stored } = found.value;
  const fileName = `${gathered.head.number}-${gathered.revision}-${gathered.form}-${proposal}-${language}.pdf`;
  if (stored !== undefined) return done({ bytes: stored.content, fileName });

  const content = await renderForm(precontractDocument(gathered.form, gathered.facts, gathered.dealer, language));
  const archived = await inScope(async (ctx): Promise<ArchivedDocument> => {
    const document = await archiveDocument(ctx, {
      ...precontractKey(gathered, proposal, language),
      subjectKind: 'quote',
      title: `${gathered.head.number} rev. ${gathered.revision}, ${gathered.form}`,
      mediaType: 'application/pdf',
      content,
      nodeId: gathered.head.nodeId,
    });
    await printed(ctx, gathered, { proposal, language, again: false });
    return document;
  });
  return done({ bytes: archived.content, fileName });
}
