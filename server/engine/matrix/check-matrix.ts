import { amountUpTo, integerWithin, isBag, listOf, oneOf, record, unlessAbsent } from '../check-fields.ts';
import { checkTerms } from '../financing/check-terms.ts';
import { maximumCents } from '../financing/limits.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { cellTerms } from './cell-terms.ts';
import type { MatrixAxes, MatrixOffer, PriceMatrix } from './matrix-terms.ts';

const share = integerWithin(0, 1_000_000, 'rate_out_of_range');
const amountOrNone = (value: unknown, path: string): Refusal | null => (value === null ? null : amountUpTo(Number.MAX_SAFE_INTEGER)(value, path));

const axesFields = record({
  pricesCents: listOf(integerWithin(1, maximumCents, 'amount_too_large'), 1_000_000),
  termsMonths: listOf(integerWithin(1, 120, 'term_out_of_range'), 120),
  depositSharesPpm: listOf(share, 1000),
  offers: listOf((value, path) => (isBag(value) ? null : refuse('missing', path)), 100_000),
});

const offerFields = record({
  balloonSharesPpm: unlessAbsent(listOf(share, 120)),
  balloonAt: unlessAbsent(oneOf('with-last-row', 'one-period-after')),
  thresholds: listOf(record({ overCents: amountOrNone, toCents: amountOrNone, thresholdPpm: integerWithin(1, 10_000_000, 'rate_out_of_range') }), 20),
});

/** First fault of an offer: its own fields, then those it shares with a financing, by the checks of `priceFinancing`. */
export function checkOffer(axes: MatrixAxes, offer: MatrixOffer, path: string): Refusal | null {
  const fault = offerFields(offer, path);
  if (fault !== null) return fault;
  if (offer.balloonSharesPpm && offer.balloonSharesPpm.length !== axes.termsMonths.length) return refuse('choice_not_consistent', `${path}.balloonSharesPpm`);
  const terms = cellTerms(axes, offer, { priceCents: axes.pricesCents[0] ?? 1, term: 0, depositSharePpm: 0 });
  const inTerms = checkTerms(terms);
  if (inTerms !== null) return { ...inTerms, path: `${path}.${inTerms.path}` };
  const dated = offer.charges.findIndex((charge) => charge.at === 'date');
  return dated < 0 ? null : refuse('charge_not_consistent', `${path}.charges.${dated}.at`);
}

/** True when a value is the columns of `priceMatrix` over its own axes; offers are taken as they were checked then. */
export function isMatrix(value: unknown): value is PriceMatrix {
  if (!isBag(value) || axesFields(value['axes'], '') !== null) return false;
  const axes = value['axes'] as MatrixAxes;
  const cells = axes.offers.length * axes.pricesCents.length * axes.termsMonths.length * axes.depositSharesPpm.length;
  const columns = [value['amountFinancedCents'], value['instalmentCents'], value['lastRowCents'], value['interestCents'], value['taegPpm'], value['tegPpm'], value['thresholdPpm']];
  const { state } = value;
  return columns.every((column) => column instanceof Float64Array && column.length === cells) && state instanceof Uint8Array && state.length === cells;
}

/** First fault of the axes or of an offer, or null. */
export function checkAxes(axes: MatrixAxes): Refusal | null {
  const fault = axesFields(axes, '');
  if (fault !== null) return fault;
  for (const [index, offer] of axes.offers.entries()) {
    const inOffer = checkOffer(axes, offer, `offers.${index}`);
    if (inOffer !== null) return inOffer;
  }
  return null;
}
