/** Whether an offer may be written under the usury law. */
import type { Context } from '#platform/context';
import { done, refuse, type Result } from '#platform/result';
import { isAbove, usuryCases, worstCase, type UsuryCase } from './conditions/usury-cases.ts';
import { creditInsurance, listProducts } from './products.ts';
import { usuryTable } from './usury-table.ts';

export interface CheckedOffer {
  readonly productId: string;
  readonly terms: readonly { readonly months: number; readonly nominalRatePpm: number }[];
  readonly validFrom: string;
  /** Last day in force; null while open-ended. */
  readonly validTo: string | null;
}

export type UsuryRefusal = 'above_usury_threshold' | 'usury_quarter_missing' | 'rate_not_computable' | 'product_unknown' | 'term_twice' | 'ends_before_it_starts';

/** The case closest to its threshold; a refusal when one is above, or when nobody can tell. */
export async function checkUsury(ctx: Context, offer: CheckedOffer): Promise<Result<UsuryCase, UsuryRefusal>> {
  const twice = offer.terms.find((term, at) => offer.terms.findIndex(({ months }) => months === term.months) < at);
  if (twice !== undefined) return refuse('term_twice', 'body.terms', { months: twice.months });
  if (offer.validTo !== null && offer.validTo < offer.validFrom) return refuse('ends_before_it_starts', 'body.validTo', { validFrom: offer.validFrom });
  const product = (await listProducts(ctx)).find(({ productId }) => productId === offer.productId);
  if (product === undefined) return refuse('product_unknown', 'body.productId');
  const insuranceCents = await creditInsurance(ctx);
  const tried = usuryCases(usuryTable(), { ...product, ...offer, terms: [...offer.terms], insuranceCents });
  if (!tried.ok) {
    if (tried.refusal === 'usury_quarter_missing') return refuse('usury_quarter_missing', 'body.validFrom', { quarter: tried.quarter });
    return refuse('rate_not_computable', 'body.terms', { months: tried.months, reason: tried.reason });
  }
  const worst = worstCase(tried.cases);
  if (worst === undefined) return refuse('usury_quarter_missing', 'body.validFrom', { quarter: offer.validFrom });
  return isAbove(worst) ? refuse('above_usury_threshold', 'body.terms', { ...worst }) : done(worst);
}
