/** A rate against a threshold, both decimal text, compared without rounding. Pure. */

const places = 24;

/** Decimal text as an integer of 24 decimals; null when it is none. */
function units(text: string): bigint | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null || (found[3] ?? '').length > places) return null;
  const value = BigInt((found[2] ?? '') + (found[3] ?? '').padEnd(places, '0'));
  return found[1] === '-' ? -value : value;
}

/** Threshold less rate; above is what is more than the threshold (art. 644 c.p.: beyond the limit). */
export function compareRates(ratePct: string, thresholdPct: string): { readonly above: boolean; readonly margin: bigint } | null {
  const rate = units(ratePct);
  const threshold = units(thresholdPct);
  return rate === null || threshold === null ? null : { above: rate > threshold, margin: threshold - rate };
}

/** A margin in points: no more decimals than it has, at least two. */
export function pointsText(margin: bigint, language: 'it' | 'en'): string {
  const digits = String(margin < 0n ? -margin : margin).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0+$/, '').padEnd(2, '0');
  return `${margin < 0n ? '−' : ''}${digits.slice(0, -places)}${language === 'it' ? ',' : '.'}${decimals}`;
}
