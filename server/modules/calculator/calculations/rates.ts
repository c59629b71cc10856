/**
 * Rates as people write them: decimal text per cent a year, '6.95', with at most four decimals, which is one part per
 * million; zeros after them, as a database writes them, say nothing. A JSON number is taken too when it has no more than four decimals. Answers are always text.
 */
export type Pct = string | number;

/** Rates with more digits than any real one; the engine then says which rates it takes. */
const longestDigits = 12;

export type RateFault = 'not_a_rate' | 'too_many_decimals';

/** Why a value is not a rate: its shape, its decimals, or nothing. */
export function faultOfPct(value: Pct): RateFault | null {
  if (typeof value === 'number') return Math.abs(value) > 1e9 || Math.round(value * 1e4) / 1e4 === value ? null : 'too_many_decimals';
  if (/^-?\d+(\.\d{1,4}0*)?$/.test(value)) return null;
  return /^-?\d+\.\d+$/.test(value) ? 'too_many_decimals' : 'not_a_rate';
}

/** '6.95' → 69500, exactly. The value has passed `faultOfPct`; beyond twelve digits it is only "far too large". */
export function ppmOfPct(value: Pct): number {
  if (typeof value === 'number') return Math.abs(value) > 1e9 ? Math.sign(value) * Number.MAX_SAFE_INTEGER : Math.round(value * 1e4);
  const isNegative = value.startsWith('-');
  const [whole = '', decimals = ''] = (isNegative ? value.slice(1) : value).split('.');
  const digits = `${whole.replace(/^0+/, '')}${decimals.slice(0, 4).padEnd(4, '0')}`;
  const ppm = digits.length > longestDigits ? Number.MAX_SAFE_INTEGER : Number(digits);
  return isNegative ? 0 - ppm : ppm;
}

export const optionalPpm = (value: Pct | undefined): number | undefined => (value === undefined ? undefined : ppmOfPct(value));

/** 69500 → '6.95': at least two decimals and no more than needed. */
export function pctOfPpm(ppm: number): string {
  return decimalText(ppm / 1e4, 4);
}

/** A number as decimal text with at most so many decimals, at least two (or as many as there may be). Never in powers of ten. */
export function decimalText(value: number, mostDecimals: number): string {
  const text = value.toFixed(mostDecimals);
  const least = Math.min(2, mostDecimals);
  const point = text.indexOf('.');
  if (point < 0) return text;
  let end = text.length;
  while (end > point + 1 + least && text[end - 1] === '0') end -= 1;
  return text.slice(0, end);
}
