import type { Wide } from './wide-number.ts';

/** Binary digits kept after the point: enough for every digit a wide number can hold between 10^-25 and 10^30. */
const places = 200n;
const unit = 1n << places;

function inPlaces(value: number): bigint {
  let whole = value;
  let left = places;
  for (; left > 0n && whole !== Math.floor(whole); left -= 1n) whole *= 2;
  return BigInt(Math.floor(whole)) << left;
}

function tenTo(exponent: number): bigint {
  let power = 1n;
  for (let step = 0; step < exponent; step++) power *= 10n;
  return power;
}

/**
 * A number as decimal text with so many decimals, the half away from zero. A number within 10^-22 (of itself, or of one
 * when it is smaller) below a half counts as the half: that much the wide arithmetic cannot tell.
 */
export function decimalText(value: Wide, decimals: number, scale = 1n): string {
  const exact = (inPlaces(value.high) + inPlaces(value.low)) * scale;
  const size = exact < 0n ? -exact : exact;
  const doubt = (size > unit ? size : unit) / tenTo(22);
  const power = tenTo(decimals);
  const rounded = ((size + doubt) * power + unit / 2n) >> places;
  const digits = String(rounded).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return exact < 0n && rounded > 0n ? `-${text}` : text;
}

/** A rate (fraction) in per cent with so many decimals. */
export const percentText = (rate: Wide, decimals: number): string => decimalText(rate, decimals, 100n);

const mostDecimals = 18;

/** Decimals of a per cent that are sure when the rate may be `doubt` away: the last one is rounded, at most 0.55 of it away from the true rate. */
function sureDecimals(doubt: number): number {
  let decimals = 0;
  for (let left = doubt * 100 * 20; left * 10 <= 1 && decimals < mostDecimals; left *= 10) decimals += 1;
  return decimals;
}

/** A rate in per cent with all the digits that are sure, 18 decimals at most and no zeros at the end: '5.125'. */
export function fullPercentText(rate: Wide, doubt: number): string {
  // The half of `decimalText` is part of the doubt.
  const text = percentText(rate, sureDecimals(doubt + Math.abs(rate.high) * 1e-22));
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
