import { refuseAboveLimit } from '#identity';
import type { Context } from '#platform/context';
import type { Refused } from '#platform/result';
import type { QuoteKind } from './api.ts';
import { toldCreditCents } from './calculation/told-credit.ts';

type Proposal = Parameters<typeof toldCreditCents>[0] & { readonly quantity: number };

interface Proposals {
  readonly kind: QuoteKind;
  readonly customer: { readonly type: string };
  readonly proposals: readonly Proposal[];
}

/** The largest credit a quote commits to, in cents, as lists show it: of alternatives the largest one, of a fleet all together. */
function creditAtStake({ kind, customer, proposals }: Proposals): number {
  const credits = proposals.map((proposal) => proposal.quantity * toldCreditCents(proposal, customer.type));
  return kind === 'fleet' ? credits.reduce((sum, cents) => sum + cents, 0) : Math.max(0, ...credits);
}

/** Whoever stands in for a seller quotes, shares and sends up to the limit of the delegation. */
export function refuseBeyondDelegation(ctx: Context, quote: Proposals, path?: string): Promise<Refused<'above_delegated_limit'> | undefined> {
  return refuseAboveLimit(ctx, 'quoting.quote.write', creditAtStake(quote), path);
}
