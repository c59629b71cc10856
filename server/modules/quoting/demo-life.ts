/** What becomes of quotes in the demo world: one is shared and the customer answers, one has its car held and its form handed over. */
import { archiveDocument, closeRenderer, renderForm } from '#documents';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { sql } from '#platform/sql';
import type { Quote, SaveQuoteBody } from './api.ts';
import { deliverPrecontract } from './precontract-forms/deliver-precontract.ts';
import { gatherPrecontract } from './precontract-forms/gather-precontract.ts';
import { precontractDocument } from './precontract-forms/precontract-document.ts';
import { precontractKey } from './precontract-forms/print-precontract.ts';
import { reserveForQuote } from './reserve-for-quote.ts';
import { askToGoOn } from './shares/share-go-on.ts';
import { tellOpening } from './shares/share-openings.ts';
import { shareQuote } from './shares/share-quote.ts';

/** A demo quote just saved, with the context of its seller at that moment. */
export interface DemoQuote {
  readonly ctx: Context;
  readonly quote: Quote;
  readonly proposals: SaveQuoteBody['proposals'];
}

const later = (ctx: Context, minutes: number): Context => ({ ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) });

/** The customer at the phone: nobody in particular, as on the public page. */
function customerOf(ctx: Context): Context {
  return { ...ctx, actor: { ...ctx.actor, kind: 'system', accountId: null, personalityId: null, displayName: '', profile: 'shared', privileges: new Set() } };
}

/** Shares the quote; the customer opens the link at home and asks to go on with the first proposal as it is. */
export async function shareDemoQuote({ ctx, quote, proposals: [first] }: DemoQuote): Promise<void> {
  // The address is told to nobody: the database keeps its digest only.
  const shared = await shareQuote(later(ctx, 1), quote.id, { expiresOn: quote.expiresOn, follows: false }, '');
  assert(shared.ok && first !== undefined, 'a quote just saved may be shared');
  const { node_id: nodeId } = await ctx.tx.row<{ node_id: number }>(sql`select s.node_id from quoting.shares s where s.tenant_id = ${ctx.tenant.id} and s.id = ${shared.value.id}`);
  const share = { shareId: shared.value.id, quoteId: quote.id, nodeId, revision: quote.revision, proposals: null };
  await tellOpening(customerOf(later(ctx, 4)), share, quote.revision, { address: '192.0.2.7', userAgent: 'demo', session: undefined });
  const { depositCents, termMonths } = first.input;
  const asked = await askToGoOn(customerOf(later(ctx, 6)), share, { revision: quote.revision, proposal: 1, depositCents, termMonths, phone: '+39 300 555 0142', email: '', shown: first.shown });
  assert(asked.ok, 'the customer of the demo asks for what the quote says');
}

/** Holds the car of the quote for some days, prints the pre-contract form and records that it was handed over. */
export async function handOverDemoForm({ ctx, quote }: DemoQuote): Promise<void> {
  const held = await reserveForQuote(later(ctx, 2), quote.id, { proposal: 1, days: 5 });
  assert(held.ok, 'the car of the demo quote is free');
  const question = { quoteId: quote.id, proposal: 1 };
  const gathered = await gatherPrecontract(ctx, question);
  assert(gathered.ok, 'a consumer’s quote has its form');
  const { form, facts, dealer, head, revision } = gathered.value;
  await archiveDocument(later(ctx, 3), {
    ...precontractKey(gathered.value, 1, 'it'),
    subjectKind: 'quote',
    title: `${head.number} rev. ${revision}, ${form}`,
    mediaType: 'application/pdf',
    content: await renderForm(precontractDocument(form, facts, dealer, 'it')),
    nodeId: head.nodeId,
  });
  // The demo may be loaded by a command that ends right after.
  await closeRenderer();
  const delivered = await deliverPrecontract(later(ctx, 5), { ...question, language: 'it', recipient: 'Marta Colombo' });
  assert(delivered.ok, 'the form was just printed');
}
