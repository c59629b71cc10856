import { formatAmount, formatAmountEnglish, formatRate } from '#platform/money';
import { derivationTexts } from '../derivation-texts.ts';
import type { DerivationLabel, DerivationLanguage } from '../derivation-texts.ts';
import type { Instalment } from '../financing/instalment.ts';
import type { DerivationStep, FinancingFigures, FinancingTerms } from '../financing/types.ts';
import type { Ratio } from './ratio.ts';

/** A priced financing and the words in which it is told. */
export interface Case {
  readonly terms: FinancingTerms;
  readonly figures: FinancingFigures;
  readonly found: Instalment;
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

/** The steps of one figure; the last carries the figure. */
export type Derive = (about: Case) => readonly DerivationStep[];

const places = 1_000_000n;

/**
 * A ratio with six decimals, cut and never rounded, so that what is shown never jumps over the half that it is about to be
 * rounded at; closing zeros are left out beyond `least` decimals.
 */
function cut({ top, bottom }: Ratio, least: number, whole: (integer: number) => string, decimal: string): string {
  const positive = top < 0n ? -top : top;
  const scaled = (positive * places) / bottom;
  const more = (positive * places) % bottom !== 0n ? '…' : '';
  const decimals = String(scaled % places).padStart(6, '0');
  const needed = more === '' ? decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '') : decimals;
  return `${top < 0n ? '−' : ''}${whole(Number(scaled / places))}${needed === '' ? '' : decimal}${needed}${more}`;
}

/** The words and forms of a language for a priced financing. */
export function caseOf(terms: FinancingTerms, figures: FinancingFigures, found: Instalment, language: DerivationLanguage): Case {
  const texts = derivationTexts[language];
  const italian = language === 'it';
  const amount = italian ? formatAmount : formatAmountEnglish;
  const decimal = italian ? ',' : '.';
  const rate = (ppm: number): string => (italian ? formatRate(ppm) : formatRate(ppm).replace('.', '').replace(',', '.'));
  const grouped = (integer: number): string => amount(integer * 100).slice(0, -3);
  const number = (value: Ratio): string => cut(value, 0, grouped, decimal);
  const step = (label: DerivationLabel, formula: string, value: string): DerivationStep => ({ label: texts[label], formula, value });
  const money = (label: DerivationLabel, cents: number, formula = ''): DerivationStep => step(label, formula, `${amount(cents)} €`);
  const exact = ({ top, bottom }: Ratio): string => `${cut({ top, bottom: bottom * 100n }, 2, grouped, decimal)} €`;
  return { terms, figures, found, amount, rate, number, exact, step, money };
}

/** Steps for the addends that are not zero, then the result with the sum written out. */
export function added(about: Case, addends: readonly (readonly [DerivationLabel, number])[], label: DerivationLabel): DerivationStep[] {
  const present = addends.filter(([, cents], index) => cents !== 0 || index === 0);
  const total = present.reduce((sum, [, cents]) => sum + cents, 0);
  return [...present.map(([name, cents]) => about.money(name, Math.abs(cents))), about.money(label, total, sumText(about, present.map(([, cents]) => cents)))];
}

/** '10,00 + 2,00 − 1,00'. */
export function sumText(about: Case, cents: readonly number[]): string {
  const signed = (each: number, index: number): string => {
    if (index === 0) return about.amount(each);
    return `${each < 0 ? '−' : '+'} ${about.amount(Math.abs(each))}`;
  };
  return cents.map(signed).join(' ');
}
