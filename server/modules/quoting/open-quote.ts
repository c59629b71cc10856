/** A quote as a screen or a print needs it: the frozen revision, its plans computed again and proved. */
import { engineVersion } from '#engine';
import { findNode } from '#identity';
import type { Context } from '#platform/context';
import { assert } from '#platform/errors';
import { fleetTotals, saleOf, type Quote, type QuoteFigures } from './api.ts';
import { replayProposal } from './calculation/replay-proposal.ts';
import { figuresDigest, type StoredProposal, type QuoteHead, type QuoteRevision } from './quote-revision.ts';
import { getQuote } from './quotes.ts';

/**
 * Figures of a proposal with the plan, computed from frozen inputs and conditions. They are asserted equal to the saved
 * ones: an engine that would answer differently must not pass for the one that made the quote.
 */
export function replayFigures(proposal: StoredProposal, revision: QuoteRevision): QuoteFigures {
  const engines = `engine ${revision.engineVersion} then, ${engineVersion} now`;
  const { figures } = replayProposal(proposal, revision.startDate);
  assert(figures !== undefined, `a saved quote is no longer computable (${engines})`);
  assert(figuresDigest(figures).equals(proposal.figuresDigest), `a saved quote computes differently (${engines})`);
  return figures;
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

interface QuoteToShow {
  readonly head: QuoteHead;
  /** The revision shown. */
  readonly number: number;
  readonly revision: QuoteRevision;
  /** With their plans, one for each proposal. */
  readonly figures: readonly QuoteFigures[];
  readonly dealer: { readonly code: string; readonly name: string };
}

function proposalViews(ctx: Context, { revision, figures }: QuoteToShow): Quote['proposals'] {
  const seesMargins = ctx.actor.privileges.has('pricing.margin.read');
  return revision.proposals.flatMap(({ number, quantity, input, vehicle, conditions }, index) => {
    const priced = figures[index];
    if (priced === undefined) return [];
    const { rows, lease } = priced;
    const own = { ...priced, rows: [...rows], lease: lease === null ? null : { ...lease, rows: [...lease.rows] } };
    return [{ number, quantity, input, vehicle, conditions: seesMargins ? conditions : { ...conditions, commission: null }, figures: own }];
  });
}

/** The quote as the caller may see it: operations by privilege, margins only for those who may. */
export function quoteView(ctx: Context, quote: QuoteToShow): Quote {
  const { head, number, revision, dealer } = quote;
  const proposals = proposalViews(ctx, quote);
  return {
    id: head.id,
    number: head.number,
    revision: number,
    latestRevision: head.revision,
    status: head.expiresOn >= ctx.today ? 'open' : 'expired',
    kind: revision.kind,
    ...saleOf({ ...revision, ...head }),
    sellerName: head.sellerName,
    dealer: { code: dealer.code, name: dealer.name },
    createdAt: head.createdAt.toISOString(),
    updatedAt: head.updatedAt.toISOString(),
    expiresOn: head.expiresOn,
    startDate: revision.startDate,
    engineVersion: revision.engineVersion,
    proposals,
    totals: revision.kind === 'fleet' ? { ...fleetTotals(proposals) } : null,
    operations: operationsOn(ctx, number === head.revision),
  };
}

/** Opens a quote at its newest or a named revision. Throws not_found outside the actor's scope. */
export async function openQuote(ctx: Context, id: string, revisionNumber?: number): Promise<Quote> {
  const { head, revision, number } = await getQuote(ctx, id, revisionNumber);
  const dealer = (await findNode(ctx, head.dealerNodeId)) ?? { code: '', name: '' };
  return quoteView(ctx, { head, number, revision, figures: revision.proposals.map((proposal) => replayFigures(proposal, revision)), dealer });
}
