import { shareOf } from '../arithmetic/round.ts';
import type { FinancingTerms } from '../financing/types.ts';
import type { MatrixAxes, MatrixOffer } from './matrix-terms.ts';

export interface CellPlace {
  readonly priceCents: number;
  /** Position in `termsMonths`. */
  readonly term: number;
  readonly depositSharePpm: number;
}

/**
 * The financing that a cell stands for, to be opened row by row with `priceFinancing` or explained. On the month grid no
 * figure depends on the start day, so any will do: the first of a year unless said.
 */
export function cellTerms(axes: MatrixAxes, offer: MatrixOffer, { priceCents, term, depositSharePpm }: CellPlace, startDate = '2026-01-01'): FinancingTerms {
  const balloonCents = shareOf(priceCents, offer.balloonSharesPpm?.[term] ?? 0);
  return {
    priceCents,
    discountCents: 0,
    tradeInCents: 0,
    depositCents: shareOf(priceCents, depositSharePpm),
    termMonths: axes.termsMonths[term] ?? 1,
    nominalRatePpm: offer.nominalRatePpm,
    plan: balloonCents > 0 ? { kind: 'balloon', balloonCents, balloonAt: offer.balloonAt ?? 'with-last-row' } : { kind: 'level' },
    startDate,
    charges: offer.charges,
    services: [],
    substituteTax: offer.substituteTax,
    stampDuty: offer.stampDuty,
  };
}

/** Where a cell stands in the columns, and back. */
export function cellAt(axes: MatrixAxes, at: number): { readonly offer: number; readonly model: number; readonly term: number; readonly deposit: number } {
  const deposits = axes.depositSharesPpm.length;
  const terms = axes.termsMonths.length;
  const models = axes.pricesCents.length;
  const deposit = at % deposits;
  const term = Math.floor(at / deposits) % terms;
  const model = Math.floor(at / (deposits * terms)) % models;
  return { offer: Math.floor(at / (deposits * terms * models)), model, term, deposit };
}
