/** A quote as a screen or a print needs it: the frozen revision, its plan computed again and proved. */
import { engineVersion, type FinancingFigures } from '#engine';
import { findNode } from '#identity';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { priceQuote, type Quote } from './api.ts';
import { figuresDigest, getQuote, type QuoteHead, type QuoteRevision } from './quotes.ts';

/**
 * Figures with the plan, computed from frozen inputs and conditions. They are asserted equal to the saved ones:
 * an engine that would answer differently must not pass for the one that made the quote.
 */
export function replayFigures(revision: QuoteRevision): FinancingFigures {
  const priced = priceQuote(revision.input, revision.conditions, revision.startDate);
  assert(priced.ok, `a saved quote is no longer computable (engine ${revision.engineVersion} then, ${engineVersion} now)`);
  assert(figuresDigest(priced.figures).equals(revision.figuresDigest), `a saved quote computes differently (engine ${revision.engineVersion} then, ${engineVersion} now)`);
  return priced.figures;
}

const words = {
  old: { it: 'Stai guardando una versione precedente: apri l’ultima per modificarla.', en: 'You are looking at an earlier version: open the latest to revise it.' },
  noPrivilege: { it: 'La personalità attiva può consultare ma non modificare.', en: 'The active personality may read but not revise.' },
  noPrint: { it: 'La personalità attiva non può stampare.', en: 'The active personality may not print.' },
} as const;

function operationsOn(ctx: Context, isLatest: boolean): Quote['operations'] {
  const writes = ctx.actor.privileges.has('quoting.quote.write');
  const prints = ctx.actor.privileges.has('quoting.quote.print');
  const reviseReason = !writes ? words.noPrivilege : isLatest ? null : words.old;
  return [
    { operation: 'revise', allowed: reviseReason === null, reason: reviseReason?.[ctx.language] ?? null },
    { operation: 'duplicate', allowed: writes, reason: writes ? null : words.noPrivilege[ctx.language] },
    { operation: 'print', allowed: prints, reason: prints ? null : words.noPrint[ctx.language] },
  ];
}

/** The quote as the caller may see it: operations by privilege, margins only for those who may. */
export function quoteView(ctx: Context, quote: { head: QuoteHead; number: number; revision: QuoteRevision; figures: FinancingFigures; dealer: { code: string; name: string } }): Quote {
  const { head, number, revision, figures, dealer } = quote;
  return {
    id: head.id,
    number: head.number,
    revision: number,
    latestRevision: head.revision,
    status: head.expiresOn >= ctx.today ? 'open' : 'expired',
    reference: head.reference,
    sellerName: head.sellerName,
    dealer: { code: dealer.code, name: dealer.name },
    createdAt: head.createdAt.toISOString(),
    updatedAt: head.updatedAt.toISOString(),
    expiresOn: head.expiresOn,
    startDate: revision.startDate,
    engineVersion: revision.engineVersion,
    input: revision.input,
    vehicle: revision.vehicle,
    conditions: ctx.actor.privileges.has('pricing.margin.read') ? revision.conditions : { ...revision.conditions, commission: null },
    figures: { ...figures, rows: [...figures.rows] },
    operations: operationsOn(ctx, number === head.revision),
  };
}

/** Opens a quote at its newest or a named revision. Throws not_found outside the actor's scope. */
export async function openQuote(ctx: Context, id: string, revisionNumber?: number): Promise<Quote> {
  const { head, revision, number } = await getQuote(ctx, id, revisionNumber);
  const dealer = (await findNode(ctx, head.dealerNodeId)) ?? { code: '', name: '' };
  return quoteView(ctx, { head, number, revision, figures: replayFigures(revision), dealer });
}
