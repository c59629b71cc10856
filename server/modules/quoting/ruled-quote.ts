/** Quotes as the rules see them. */
import { decide, permitted } from '#identity';
import type { Context } from '#platform/context';
import { uuid } from '#platform/contract';
import type { Decision, ObjectFacts, RuledKind } from '#platform/rule';
import { sql } from '#platform/sql';
import { headColumns } from './quote-head-columns.ts';
import type { QuoteHead, QuoteRevision } from './quote-revision.ts';
import { quoteColumns, quoteRules, readQuotes } from './rules.ts';

/** What the rules may ask about a quote at one of its revisions. */
function factsOfQuote(ctx: Context, head: QuoteHead, revision: QuoteRevision): ObjectFacts {
  return { tenantId: ctx.tenant.id, nodeId: head.nodeId, amountCents: headColumns(revision, head).totalCreditCents, lastDay: head.expiresOn };
}

/** Decides about a deed with a quote, for the audit row of the deed. Throws forbidden or not_found. */
export async function decideOnQuote(ctx: Context, action: string, head: QuoteHead, revision: QuoteRevision): Promise<Decision | undefined> {
  return decideOnQuoteFacts(ctx, action, factsOfQuote(ctx, head, revision));
}

/** The same about a quote of which only its row was read. */
export async function decideOnQuoteFacts(ctx: Context, action: string, facts: ObjectFacts): Promise<Decision | undefined> {
  return decide(ctx, quoteRules, { action, objectKind: 'quote', facts });
}

/** What the rules may ask about a row of `quoting.quotes`. */
export function factsOfRow(ctx: Context, row: { readonly node_id: number; readonly total_credit_cents: number; readonly expires_on: string }): ObjectFacts {
  return { tenantId: ctx.tenant.id, nodeId: row.node_id, amountCents: row.total_credit_cents, lastDay: row.expires_on };
}

/** A quote that the asker may see, by its id or number. */
export async function findRuledQuote(ctx: Context, idOrNumber: string): Promise<{ label: string; facts: ObjectFacts } | undefined> {
  const named = uuid.safeParse(idOrNumber).success ? sql`q.id = ${idOrNumber}` : sql`q.number = ${idOrNumber.trim().toUpperCase()}`;
  const row = await ctx.tx.maybeRow<{ number: string; vehicle_label: string; node_id: number; total_credit_cents: number; expires_on: string }>(sql`
    select q.number, q.vehicle_label, q.node_id, q.total_credit_cents, q.expires_on from quoting.quotes q where ${permitted(ctx, readQuotes, quoteColumns, 'each')} and ${named}`);
  if (row === undefined) return undefined;
  return { label: `${row.number} · ${row.vehicle_label}`, facts: factsOfRow(ctx, row) };
}

export const quotingRuled: readonly RuledKind<Context>[] = [
  {
    kind: 'quote',
    name: { it: 'Preventivo', en: 'Quote' },
    actions: {
      'quoting.quote.read': { it: 'Vedere il preventivo', en: 'See the quote' },
      'quoting.quote.save': { it: 'Salvare un preventivo', en: 'Save a quote' },
      'quoting.quote.revise': { it: 'Modificare il preventivo', en: 'Revise the quote' },
      'quoting.quote.share': { it: 'Condividere il preventivo', en: 'Share the quote' },
      'quoting.quote.end-share': { it: 'Chiudere un collegamento condiviso', en: 'End a shared link' },
      'quoting.quote.mail': { it: 'Inviare il preventivo per e-mail', en: 'Mail the quote' },
      'quoting.quote.follow-up': { it: 'Fissare il giorno di richiamo', en: 'Set the follow-up day' },
      'quoting.precontract.deliver': { it: 'Consegnare il modulo precontrattuale', en: 'Hand over the pre-contract form' },
      'quoting.quote.print': { it: 'Stampare il preventivo', en: 'Print the quote' },
    },
    rules: quoteRules,
    find: findRuledQuote,
  },
];
