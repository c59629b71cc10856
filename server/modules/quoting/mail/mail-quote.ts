/** Sending a quote by e-mail: the papers are typeset first, outside any transaction; then mail, link and timeline are written together. */
import { findMail, sendMail } from '#communications';
import { findDocument, type ArchivedDocument } from '#documents';
import { branchOf, dealerOf } from '#identity';
import { audit } from '#platform/audit';
import { formatCivilDate } from '#platform/civil-date';
import type { Context } from '#platform/context';
import type { ParsedRequest, RefusalOf, ResponseOf } from '#platform/contract';
import { AppError } from '#platform/errors';
import type { FileAnswer, Gate, Session } from '#platform/http/route';
import { sessionContext } from '#platform/http/session-context';
import { done, refuse, type Refused, type Result } from '#platform/result';
import { signatureIn } from '#platform/signatures';
import type { mailQuoteRoute } from '../api.ts';
import { refuseBeyondDelegation } from '../beyond-delegation.ts';
import { gatherPrecontract } from '../precontract-forms/gather-precontract.ts';
import { mailBodies, mailSubject } from './mail-words.ts';
import { findByKey, insertQuoteMail, type MailedForm } from './mail-store.ts';
import { printPrecontract, precontractKey } from '../precontract-forms/print-precontract.ts';
import { printQuote } from '../papers/print-quote.ts';
import { tellQuoteEvent } from '../quote-events.ts';
import { leadOf } from '../quote-revision.ts';
import { getQuote } from '../quotes.ts';
import { quoteMailCause } from './mail-settled.ts';
import { decideOnQuote } from '../ruled-quote.ts';
import { shareQuote } from '../shares/share-quote.ts';

type Body = ParsedRequest<typeof mailQuoteRoute>['body'];
type Answer = Result<ResponseOf<typeof mailQuoteRoute>, RefusalOf<typeof mailQuoteRoute>>;

interface Papers {
  readonly revision: number;
  readonly files: readonly FileAnswer[];
  readonly form: MailedForm | null;
}

async function mailedBefore(ctx: Context, quoteId: string, key: string): Promise<ResponseOf<typeof mailQuoteRoute> | undefined> {
  const before = await findByKey(ctx, quoteId, key);
  const mail = before === undefined ? undefined : await findMail(ctx, before.mail_id);
  return mail === undefined ? undefined : { mailId: mail.id, state: mail.state, precontract: before?.precontract?.form ?? null };
}

/** Papers of the newest revision, made or taken from the archive. */
async function papersOf(gate: Gate, session: Session, quoteId: string, revision: number, body: Body): Promise<Papers | Refused<'form_not_possible'>> {
  const { language } = body;
  const inScope = <T>(work: (ctx: Context) => Promise<T>) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));
  const files: FileAnswer[] = [];
  if (body.document) files.push(await printQuote(gate, session, { quoteId, revision, language }));
  if (body.precontract === undefined) return { revision, files, form: null };
  const question = { quoteId, revision, ...body.precontract };
  const printed = await printPrecontract(gate, session, { ...question, language });
  if (!printed.ok) return refuse('form_not_possible', 'body.precontract', { reason: printed.refusal });
  const archived = await inScope(async (ctx): Promise<{ form: MailedForm['form']; paper: ArchivedDocument } | undefined> => {
    const gathered = await gatherPrecontract(ctx, question);
    const paper = gathered.ok ? await findDocument(ctx, precontractKey(gathered.value, question.proposal, language)) : undefined;
    return gathered.ok && paper !== undefined ? { form: gathered.value.form, paper } : undefined;
  });
  if (archived === undefined) throw new AppError('not_found', 'the form that was just printed');
  const { form, paper } = archived;
  return { revision, files: [...files, { bytes: paper.content, fileName: printed.value.fileName }], form: { proposal: question.proposal, form, language, documentId: paper.id, sha256: paper.sha256 } };
}

async function queue(ctx: Context, quoteId: string, body: Body, papers: Papers, publicUrl: string): Promise<Answer> {
  const before = await mailedBefore(ctx, quoteId, body.key);
  if (before !== undefined) return done(before);
  const { head, revision } = await getQuote(ctx, quoteId, papers.revision);
  // Revised while the papers were typeset: what leaves is what the seller has before him, or nothing.
  if (head.revision !== papers.revision) return refuse('quote_revised', 'body.revision', { revision: head.revision });
  const decision = await decideOnQuote(ctx, 'quoting.quote.mail', head, revision);
  const link = body.link === undefined ? undefined : await shareQuote(ctx, quoteId, body.link, publicUrl);
  if (link?.ok === false) return link.refusal === 'proposal_missing' || link.refusal === 'fleet_whole' || link.refusal === 'follows_whole' ? refuse('expiry_not_possible', 'body.link') : { ...link, refusal: link.refusal, path: 'body.link.expiresOn' };
  const dealer = await dealerOf(ctx, head.nodeId);
  if (dealer === undefined) throw new AppError('not_found', 'dealer of the quote');
  const place = (await branchOf(ctx, head.nodeId)) ?? dealer;
  const { vehicle } = leadOf(revision);
  const subject = body.subject === undefined || body.subject === '' ? mailSubject(body.language, head.number, papers.revision, `${vehicle.make} ${vehicle.carline}`) : body.subject;
  const { text, html } = mailBodies({
    language: body.language, message: body.message, url: link?.value.url ?? null, follows: body.link?.follows ?? false, revision: papers.revision, issuedOn: formatCivilDate(revision.startDate), validUntil: formatCivilDate(head.expiresOn), sellerName: signatureIn(head.sellerName, body.language),
    dealerName: dealer.name, phone: place.phone ?? dealer.phone, colour: dealer.brandColour,
  });
  const attachments = papers.files.map(({ bytes, fileName }) => ({ fileName, mediaType: 'application/pdf', content: bytes }));
  const { id: mailId } = await sendMail(ctx, { nodeId: head.nodeId, cause: quoteMailCause, to: body.to, senderName: dealer.name, replyTo: place.email ?? dealer.email, subject, text, html, attachments });
  await insertQuoteMail(ctx, { mailId, quoteId, revision: papers.revision, nodeId: head.nodeId, to: body.to, subject, message: body.message, key: body.key, precontract: papers.form });
  await tellQuoteEvent(ctx, {
    quoteId, nodeId: head.nodeId, kind: 'mailed',
    details: { mailId, to: body.to, subject, state: 'queued', revision: papers.revision, link: link !== undefined, follows: body.link?.follows ?? false, attachments: attachments.length, precontract: papers.form?.form ?? null },
  });
  await audit(ctx, { action: 'quoting.quote.mail', objectKind: 'quote', objectId: quoteId, details: { mailId, revision: papers.revision, precontract: papers.form?.form ?? null }, decision });
  return done({ mailId, state: 'queued', precontract: papers.form?.form ?? null });
}

/** Sends the newest revision. Throws not_found outside the actor's scope. */
export async function mailQuote(gate: Gate, session: Session, quoteId: string, body: Body, publicUrl: string): Promise<Answer> {
  const inScope = <T>(work: (ctx: Context) => Promise<T>) => gate.database.transaction(session.frame, (tx) => work(sessionContext(session, tx, gate)));
  const start = await inScope(async (ctx) => {
    const { head, number, revision } = await getQuote(ctx, quoteId);
    return { number, beyond: await refuseBeyondDelegation(ctx, revision), before: await mailedBefore(ctx, quoteId, body.key), revised: (body.revision ?? number) === number ? undefined : number, expired: head.expiresOn < ctx.today ? head.expiresOn : undefined, lastDay: head.expiresOn, today: ctx.today };
  });
  if (start.before !== undefined) return done(start.before);
  if (start.beyond !== undefined) return start.beyond;
  if (start.revised !== undefined) return refuse('quote_revised', 'body.revision', { revision: start.revised });
  if (start.expired !== undefined) return refuse('quote_expired', undefined, { day: start.expired });
  if (!body.document && body.link === undefined && body.precontract === undefined) return refuse('nothing_to_send', 'body.document');
  if (body.link !== undefined && (body.link.expiresOn < start.today || body.link.expiresOn > start.lastDay)) return refuse('expiry_not_possible', 'body.link.expiresOn', { day: start.lastDay });
  const papers = await papersOf(gate, session, quoteId, start.number, body);
  if (!('files' in papers)) return papers;
  return inScope((ctx) => queue(ctx, quoteId, body, papers, publicUrl));
}
