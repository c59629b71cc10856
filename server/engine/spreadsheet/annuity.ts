import { wideExpm1, wideLog1p } from '../rate/wide-exponential.ts';
import { dividedBy, floatOf, minus, negative, plus, times, timesFloat, widen } from '../rate/wide-number.ts';
import type { Wide } from '../rate/wide-number.ts';

/**
 * The equation of the spreadsheets: pv (1 + r)^n + pmt (1 + r × begin) ((1 + r)^n − 1) / r + fv = 0, and
 * pv + pmt n + fv = 0 when r = 0 (OpenDocument 1.2 part 2, section 6.12). All steps in wide numbers, so that the float at
 * the end is right to its last digit also when r is next to zero. NaN when the power leaves the range of floats.
 */
export interface Annuity {
  readonly rate: Wide;
  readonly nper: number;
  readonly pmt: number;
  readonly pv: number;
  readonly fv: number;
  readonly begin: boolean;
}

const one = widen(1);
const notANumber = widen(Number.NaN);

/** Below this a rate changes no digit of any answer: up to 100,000 periods, 25 digits. */
const noRate = 1e-30;

/** (1 + r)^n − 1; a power below 10^-260 is nothing. */
export function growth(rate: Wide, nper: number): Wide {
  const exponent = timesFloat(wideLog1p(rate), nper);
  if (exponent.high < -600) return widen(-1);
  return Math.abs(exponent.high) <= 600 ? wideExpm1(exponent) : notANumber;
}

/** The sum to which payments of 1 grow: (1 + r × begin) ((1 + r)^n − 1) / r. */
function grownPayments(rate: Wide, nper: number, begin: boolean, grown: Wide): Wide {
  if (Math.abs(rate.high) < noRate) return widen(nper);
  const sum = dividedBy(grown, rate);
  return begin ? times(sum, plus(one, rate)) : sum;
}

/** Left side of the equation: zero when rate, payments and values fit. */
export function imbalance({ rate, nper, pmt, pv, fv, begin }: Annuity): Wide {
  const grown = growth(rate, nper);
  return plus(plus(timesFloat(plus(grown, one), pv), timesFloat(grownPayments(rate, nper, begin, grown), pmt)), widen(fv));
}

export function futureValue(annuity: Annuity): Wide {
  return negative(imbalance({ ...annuity, fv: 0 }));
}

export function presentValue(annuity: Annuity): Wide {
  const grown = growth(annuity.rate, annuity.nper);
  return negative(dividedBy(imbalance({ ...annuity, pv: 0 }), plus(grown, one)));
}

export function payment(annuity: Annuity): Wide {
  const { rate, nper, begin } = annuity;
  return negative(dividedBy(imbalance({ ...annuity, pmt: 0 }), grownPayments(rate, nper, begin, growth(rate, nper))));
}

/** Interest part of payment number `per`: the rate on what is owed after the payment before. */
export function interestPart(annuity: Annuity, per: number): Wide {
  const { rate, begin } = annuity;
  const pmt = payment(annuity);
  if (begin && per === 1) return widen(0);
  const before = begin ? per - 2 : per - 1;
  const grown = growth(rate, before);
  const owed = negative(plus(timesFloat(plus(grown, one), annuity.pv), times(grownPayments(rate, before, begin, grown), pmt)));
  return times(begin ? minus(owed, pmt) : owed, rate);
}

export const principalPart = (annuity: Annuity, per: number): Wide => minus(payment(annuity), interestPart(annuity, per));

/** ln((pmt s − fv r) / (pmt s + pv r)) / ln(1 + r), s = 1 + r × begin; NaN when the quotient is not positive. */
export function periods({ rate, pmt, pv, fv, begin }: Omit<Annuity, 'nper'>): Wide {
  if (Math.abs(rate.high) < noRate) return negative(dividedBy(plus(widen(pv), widen(fv)), widen(pmt)));
  const level = begin ? timesFloat(plus(one, rate), pmt) : widen(pmt);
  const below = plus(level, timesFloat(rate, pv));
  const beyond = dividedBy(times(negative(plus(widen(pv), widen(fv))), rate), below);
  return floatOf(beyond) > -1 && floatOf(beyond) < Infinity ? dividedBy(wideLog1p(beyond), wideLog1p(rate)) : notANumber;
}
