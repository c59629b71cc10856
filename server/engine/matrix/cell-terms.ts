import { shareOf } from '../arithmetic/round.ts';
import { withoutMinusZero } from '../check-fields.ts';
import type { FinancingTerms } from '../financing/types.ts';
import type { MatrixAxes, MatrixOffer } from './matrix-terms.ts';

export interface CellPlace {
  readonly priceCents: number;
  /** Position in `termsMonths`. */
  readonly term: number;
  readonly depositSharePpm: number;
}

/** What is no integer counts as 0: whatever the terms then lack, `priceFinancing` refuses by name. */
const wholeOf = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value + 0 : 0);

const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);

/**
 * The financing that a cell stands for, to be opened row by row with `priceFinancing` or explained. On the month grid no
 * figure depends on the start day, so any will do: the first of a year unless said.
 */
export function cellTerms(axes: MatrixAxes, offer: MatrixOffer, place: CellPlace, startDate = '2026-01-01'): FinancingTerms {
  const priceCents = wholeOf(place?.priceCents);
  const term = wholeOf(place?.term);
  const depositSharePpm = wholeOf(place?.depositSharePpm);
  const balloonCents = shareOf(priceCents, wholeOf(offer?.balloonSharesPpm?.[term]));
  return withoutMinusZero({
    priceCents,
    discountCents: 0,
    tradeInCents: 0,
    depositCents: shareOf(priceCents, depositSharePpm),
    termMonths: axes?.termsMonths?.[term] ?? 1,
    nominalRatePpm: offer?.nominalRatePpm,
    plan: balloonCents > 0 ? { kind: 'balloon', balloonCents, balloonAt: offer.balloonAt ?? 'with-last-row' } : { kind: 'level' },
    startDate,
    charges: offer?.charges,
    services: [],
    substituteTax: offer?.substituteTax,
    stampDuty: offer?.stampDuty,
  });
}

/** Where the cell at a place in the columns stands; zeros for axes that hold no cell or what is no place. */
export function cellAt(axes: MatrixAxes, at: number): { readonly offer: number; readonly model: number; readonly term: number; readonly deposit: number } {
  const deposits = lengthOf(axes?.depositSharesPpm);
  const terms = lengthOf(axes?.termsMonths);
  const models = lengthOf(axes?.pricesCents);
  const place = wholeOf(at);
  if (deposits * terms * models === 0 || place < 0) return { offer: 0, model: 0, term: 0, deposit: 0 };
  const deposit = place % deposits;
  const term = Math.floor(place / deposits) % terms;
  const model = Math.floor(place / (deposits * terms)) % models;
  return { offer: Math.floor(place / (deposits * terms * models)), model, term, deposit };
}
