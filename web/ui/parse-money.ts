/**
 * Reads an amount the way people type and paste it. Pure: text in, integer cents out.
 *
 * Rule: spaces and the euro sign do not count. When both marks are present the last one starts the decimals. A single
 * kind of mark is read in the language of the screen: in Italian the comma starts the decimals, and a point groups
 * thousands unless it stands alone with other than three digits behind it ('1234.56', '12.5'); in English the mirror.
 */
import type { Language } from './language.ts';

export type ParsedMoney =
  | { readonly kind: 'empty' }
  | { readonly kind: 'amount'; readonly cents: number }
  | { readonly kind: 'invalid' };

const marks = { it: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;
const invalid: ParsedMoney = { kind: 'invalid' };

function decimalMark(text: string, language: Language): '.' | ',' | undefined {
  const lastPoint = text.lastIndexOf('.');
  const lastComma = text.lastIndexOf(',');
  if (lastPoint >= 0 && lastComma >= 0) return lastComma > lastPoint ? ',' : '.';
  const { group, decimal } = marks[language];
  if (text.includes(decimal)) return decimal;
  const parts = text.split(group);
  return parts.length === 2 && parts[1]?.length !== 3 ? group : undefined;
}

/** Whole part without grouping, or undefined when the groups are not of three digits. */
function ungrouped(whole: string, group: '.' | ','): string | undefined {
  if (!whole.includes(group)) return /^\d*$/.test(whole) ? whole : undefined;
  return /^\d{1,3}([.,]\d{3})+$/.test(whole) && !whole.includes(group === '.' ? ',' : '.') ? whole.replaceAll(group, '') : undefined;
}

/** Amount in cents, `empty` for no digit typed yet, `invalid` for anything that is not one amount with at most two decimals. */
export function parseMoney(text: string, language: Language): ParsedMoney {
  const bare = text.replace(/[\s\u00a0\u202f'’]|€|eur(o)?/giu, '').replace(/^[−–]/u, '-');
  if (bare === '' || bare === '-') return { kind: 'empty' };
  const sign = bare.startsWith('-') ? -1 : 1;
  const digits = sign < 0 ? bare.slice(1) : bare;
  const decimal = decimalMark(digits, language);
  const at = decimal === undefined ? digits.length : digits.indexOf(decimal);
  const decimals = digits.slice(at + 1);
  if (!/^\d{0,2}$/.test(decimals)) return invalid;
  const whole = ungrouped(digits.slice(0, at), decimal === undefined ? marks[language].group : decimal === ',' ? '.' : ',');
  if (whole === undefined || whole + decimals === '') return invalid;
  const cents = Number(whole + decimals.padEnd(2, '0'));
  if (!Number.isSafeInteger(cents)) return invalid;
  return { kind: 'amount', cents: cents === 0 ? 0 : sign * cents };
}

export type ParsedNumber = { readonly kind: 'empty' } | { readonly kind: 'number'; readonly value: number } | { readonly kind: 'invalid' };

/**
 * Per cent as typed ('6,95', '6.95 %') to parts per million, at most four decimals. The last mark, of either kind, starts
 * the decimals: nobody writes a rate with thousands.
 */
export function parseRate(text: string): ParsedNumber {
  const bare = text.replace(/[\s\u00a0\u202f%]/gu, '').replace(/^[−–]/u, '-');
  if (bare === '' || bare === '-') return { kind: 'empty' };
  const typed = /^(-?)(\d{0,4})(?:[.,](\d{0,4}))?$/.exec(bare);
  if (typed === null || (typed[2] ?? '') + (typed[3] ?? '') === '') return { kind: 'invalid' };
  const value = Number((typed[2] ?? '') + (typed[3] ?? '').padEnd(4, '0'));
  return { kind: 'number', value: typed[1] === '-' && value !== 0 ? -value : value };
}

/** Whole number as typed; points, commas and spaces may group thousands. */
export function parseInteger(text: string): ParsedNumber {
  const bare = text.replace(/[\s\u00a0\u202f]/gu, '').replace(/^[−–]/u, '-');
  if (bare === '' || bare === '-') return { kind: 'empty' };
  if (!/^-?(\d+|\d{1,3}([.,])\d{3}(\2\d{3})*)$/.test(bare)) return { kind: 'invalid' };
  const value = Number(bare.replace(/[.,]/g, ''));
  return Number.isSafeInteger(value) ? { kind: 'number', value: value + 0 } : { kind: 'invalid' };
}
