/** A quote as the tables hold it: its head, a revision with its proposals, and the proof these carry. */
import { digest } from '#platform/audit';
import { AppError } from '#platform/errors';
import type { OfferConditions } from '#pricing/api';
import type { HeadSale, QuotedVehicle, QuoteFigures, QuoteInput, QuoteKind, QuoteSummaryFigures, RevisionSale } from './api.ts';

export interface QuoteHead extends HeadSale {
  readonly id: string;
  readonly number: string;
  readonly nodeId: number;
  readonly dealerNodeId: number;
  readonly revision: number;
  readonly sellerName: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresOn: string;
}

export interface StoredProposal {
  readonly number: number;
  readonly quantity: number;
  readonly input: QuoteInput;
  readonly conditions: OfferConditions;
  readonly vehicle: QuotedVehicle;
  readonly figures: QuoteSummaryFigures;
  readonly figuresDigest: Buffer;
}

export interface QuoteRevision extends RevisionSale {
  readonly kind: QuoteKind;
  readonly startDate: string;
  readonly engineVersion: string;
  /** At least one; the first leads. */
  readonly proposals: readonly StoredProposal[];
}

/** The proposal that leads a revision. */
export function leadOf({ proposals }: Pick<QuoteRevision, 'proposals'>): StoredProposal {
  const [first] = proposals;
  if (first === undefined) throw new AppError('not_found', 'a revision without proposals');
  return first;
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
