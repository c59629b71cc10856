import { formatAmount, formatAmountEnglish, formatRate, formatRateEnglish } from '#platform/money';
import { derivationTexts } from '../derivation-texts.ts';
import type { DerivationLabel, DerivationLanguage } from '../derivation-texts.ts';
import type { DerivationStep } from '../financing/types.ts';
import type { Ratio } from './ratio.ts';

/** The words and forms in which figures are told. */
export interface Words {
  /** Cents as an amount without sign of the currency. */
  readonly amount: (cents: number) => string;
  readonly rate: (ppm: number) => string;
  /** A plain number, decimals cut to six; an ellipsis when there are more. */
  readonly number: (value: Ratio) => string;
  /** Exact cents before rounding: euro with six decimals, cut, with an ellipsis when there are more. */
  readonly exact: (cents: Ratio) => string;
  readonly step: (label: DerivationLabel, formula: string, value: string) => DerivationStep;
  readonly money: (label: DerivationLabel, cents: number, formula?: string) => DerivationStep;
}

const places = 1_000_000n;
/** An integer part of more digits is written as a power of ten: no amount of a plan is as large, only what debts have grown to. */
const mostDigits = 15;

/**
 * A ratio with six decimals, cut and never rounded, so that what is shown never jumps over the half that it is about to be
 * rounded at; closing zeros are left out beyond `least` decimals.
 */
function cut({ top, bottom }: Ratio, least: number, group: string, decimal: string): string {
  const sign = top < 0n ? '−' : '';
  const positive = top < 0n ? -top : top;
  const digits = String(positive / bottom);
  if (digits.length > mostDigits) {
    const power = digits.length - 1;
    return `${sign}${cut({ top: positive, bottom: bottom * BigInt(`1${'0'.repeat(power)}`) }, 0, group, decimal)} × 10^${power}`;
  }
  const scaled = (positive * places) / bottom;
  const more = (positive * places) % bottom !== 0n ? '…' : '';
  const decimals = String(scaled % places).padStart(6, '0');
  const needed = more === '' ? decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '') : decimals;
  return `${sign}${digits.replace(/\B(?=(\d{3})+$)/g, group)}${needed === '' ? '' : decimal}${needed}${more}`;
}

/** The words and forms of a language; `own` in place of the labels of a loan, for a lease. */
export function wordsOf(language: DerivationLanguage, own: Readonly<Partial<Record<DerivationLabel, string>>> = {}): Words {
  const texts = { ...derivationTexts[language], ...own };
  const italian = language === 'it';
  const amount = italian ? formatAmount : formatAmountEnglish;
  const [group, decimal] = italian ? ['.', ','] as const : [',', '.'] as const;
  const rate = italian ? formatRate : formatRateEnglish;
  const number = (value: Ratio): string => cut(value, 0, group, decimal);
  const step = (label: DerivationLabel, formula: string, value: string): DerivationStep => ({ label: texts[label], formula, value });
  const money = (label: DerivationLabel, cents: number, formula = ''): DerivationStep => step(label, formula, `${amount(cents)} €`);
  const exact = ({ top, bottom }: Ratio): string => `${cut({ top, bottom: bottom * 100n }, 2, group, decimal)} €`;
  return { amount, rate, number, exact, step, money };
}

/** '10,00 + 2,00 − 1,00'. */
export function sumText({ amount }: Words, cents: readonly number[]): string {
  const signed = (each: number, index: number): string => (index === 0 ? amount(each) : `${each < 0 ? '−' : '+'} ${amount(Math.abs(each))}`);
  return cents.map(signed).join(' ');
}

/** The sum of many amounts: the first two and the last of them. */
export function longSumText({ amount }: Words, cents: readonly number[]): string {
  const shown = (cents.length <= 3 ? cents : [...cents.slice(0, 2), ...cents.slice(-1)]).map(amount);
  if (cents.length > 3) shown.splice(2, 0, '…');
  return shown.join(' + ');
}

/** Steps for the addends that are not zero, then the result with the sum written out. */
export function added(words: Words, addends: readonly (readonly [DerivationLabel, number])[], label: DerivationLabel): DerivationStep[] {
  const present = addends.filter(([, cents], index) => cents !== 0 || index === 0);
  const total = present.reduce((sum, [, cents]) => sum + cents, 0);
  const sum = sumText(words, present.map(([, cents]) => cents));
  return [...present.map(([name, cents]) => words.money(name, Math.abs(cents))), words.money(label, total, sum)];
}

/** A charge as it was found: its kind, and the share it is of what. */
export function chargeText(words: Words, kind: string, share: { readonly baseCents: number; readonly ratePpm: number } | null): string {
  return share === null ? kind : `${kind}: ${words.amount(share.baseCents)} × ${words.rate(share.ratePpm)}`;
}
