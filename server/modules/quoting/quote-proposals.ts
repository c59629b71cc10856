/** SQL of the proposals of a revision, and the proof they carry. */
import type { Context } from '#platform/context';
import { digest } from '#platform/audit';
import { sql } from '#platform/sql';
import type { QuotedVehicle, QuoteFigures, QuoteInput, QuoteSummaryFigures } from './api.ts';
import type { OfferConditions } from '#pricing/api';

export interface StoredProposal {
  readonly number: number;
  readonly quantity: number;
  readonly input: QuoteInput;
  readonly conditions: OfferConditions;
  readonly vehicle: QuotedVehicle;
  readonly figures: QuoteSummaryFigures;
  readonly figuresDigest: Buffer;
}

/** Figures without the plan, as a proposal keeps them; the plan is computed again and proved by the digest. */
export function summaryOf(figures: QuoteFigures): QuoteSummaryFigures {
  const { rows: _plan, lease, ...summary } = figures;
  if (lease === null) return { ...summary, lease };
  const { rows: _rentals, ...leaseSummary } = lease;
  return { ...summary, lease: leaseSummary };
}

/** Digest over all figures and every row of the plan; of a loan over the same figures as before there were leases. */
export function figuresDigest({ lease, ...loan }: QuoteFigures): Buffer {
  return digest(lease === null ? loan : { ...loan, lease });
}

/** Writes the proposals of a revision in one statement. */
export async function insertProposals(ctx: Context, of: { quoteId: string; revision: number; nodeId: number }, proposals: readonly StoredProposal[]): Promise<void> {
  const json = (value: (proposal: StoredProposal) => unknown): string[] => proposals.map((proposal) => JSON.stringify(value(proposal)));
  await ctx.tx.run(sql`
    insert into quoting.quote_proposals (tenant_id, quote_id, revision, number, quantity, node_id, input, conditions, vehicle, figures, figures_digest,
      offer_id, offer_version)
    select ${ctx.tenant.id}, ${of.quoteId}, ${of.revision}, p.number, p.quantity, ${of.nodeId}, p.input, p.conditions, p.vehicle, p.figures,
      decode(p.digest, 'hex'), p.offer_id, p.offer_version
    from unnest(${proposals.map((one) => one.number)}::integer[], ${proposals.map((one) => one.quantity)}::integer[], ${json((one) => one.input)}::jsonb[],
      ${json((one) => one.conditions)}::jsonb[], ${json((one) => one.vehicle)}::jsonb[], ${json((one) => one.figures)}::jsonb[],
      ${proposals.map((one) => one.figuresDigest.toString('hex'))}::text[], ${proposals.map((one) => one.input.offerId)}::uuid[],
      ${proposals.map((one) => one.input.offerVersion)}::integer[]) p (number, quantity, input, conditions, vehicle, figures, digest, offer_id, offer_version)`);
}

interface Row {
  number: number;
  quantity: number;
  input: QuoteInput;
  conditions: OfferConditions;
  vehicle: QuotedVehicle;
  figures: QuoteSummaryFigures;
  figures_digest: Buffer;
}

/** The proposals of a revision that the actor may see, in their order. */
export async function readProposals(ctx: Context, quoteId: string, revision: number): Promise<StoredProposal[]> {
  const rows = await ctx.tx.rows<Row>(sql`
    select p.number, p.quantity, p.input, p.conditions, p.vehicle, p.figures, p.figures_digest from quoting.quote_proposals p
    where p.tenant_id = ${ctx.tenant.id} and p.quote_id = ${quoteId} and p.revision = ${revision} order by p.number`);
  return rows.map(({ figures_digest: saved, ...row }) => ({ ...row, figuresDigest: saved }));
}
