/** A quote as the tables hold it: its head, and a revision with its proposals. */
import { AppError } from '#platform/errors';
import type { QuoteCustomer, QuoteKind } from './api.ts';
import type { StoredProposal } from './quote-proposals.ts';

export interface QuoteHead {
  readonly id: string;
  readonly number: string;
  readonly nodeId: number;
  readonly dealerNodeId: number;
  readonly revision: number;
  readonly sellerName: string;
  readonly reference: string;
  readonly followUpOn: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresOn: string;
}

export interface QuoteRevision {
  readonly kind: QuoteKind;
  readonly customer: QuoteCustomer;
  readonly channel: 'showroom' | 'remote';
  readonly note: string;
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
