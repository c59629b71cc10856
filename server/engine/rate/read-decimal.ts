import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { dividedBy, plus, widen } from './wide-number.ts';
import type { Wide } from './wide-number.ts';

/** A decimal number exactly: units / 10^decimals. */
export interface Decimal {
  readonly ok: true;
  readonly units: bigint;
  readonly decimals: number;
}

/** Reads decimal text ('6.95', '-0.5'), or a number by its shortest decimal text; at most 12 digits before and 18 after the point, zeros at the end apart. */
export function readDecimal(value: unknown, path: string): Decimal | Refusal {
  if (value === undefined || value === null) return refuse('missing', path);
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const read = /^(-?)(\d{1,12})(?:\.(\d{1,18})0{0,30})?$/.exec(text);
  if (read === null) return refuse('not_a_number', path);
  const fraction = read[3] ?? '';
  const units = BigInt((read[2] ?? '') + fraction);
  return { ok: true, units: read[1] === '-' ? -units : units, decimals: fraction.length };
}

/** The units of a decimal at a number of decimals not below its own. */
export function unitsAt(decimal: Decimal, decimals: number): bigint {
  let units = decimal.units;
  for (let step = decimal.decimals; step < decimals; step++) units *= 10n;
  return units;
}

export function wideOf(decimal: Decimal): Wide {
  const high = Number(decimal.units);
  const low = Number(decimal.units - BigInt(high));
  let power = 1;
  for (let step = 0; step < decimal.decimals; step++) power *= 10;
  return dividedBy(plus(widen(high), widen(low)), widen(power));
}

/** units / 10^decimals as text with at least `least` decimals, more only as needed. */
export function textOfUnits(units: bigint, decimals: number, least: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = decimals === 0 ? digits : digits.slice(0, -decimals);
  let fraction = decimals === 0 ? '' : digits.slice(-decimals);
  while (fraction.length > least && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  fraction = fraction.padEnd(least, '0');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : '.'}${fraction}`;
}
