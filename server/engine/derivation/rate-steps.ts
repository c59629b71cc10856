import { flag, oneOf, record, unlessAbsent, type Check } from '../check-fields.ts';
import type { DerivationLabel, DerivationLanguage } from '../derivation-texts.ts';
import type { DerivationStep } from '../financing/types.ts';
import { readDecimal, textOfUnits, unitsAt } from '../rate/read-decimal.ts';
import { refuse } from '../refusal.ts';
import { isLanguage } from './known-question.ts';
import { wordsOf } from './words.ts';

const decimalText: Check = (value, path) => {
  const read = typeof value === 'string' ? readDecimal(value, path) : refuse('not_a_number', path);
  return read.ok ? null : read;
};
/** An amount in any unit: only a finite number can be written. */
const plainNumber: Check = (value, path) => (typeof value === 'number' && Number.isFinite(value) ? null : refuse('not_a_number', path));
const centsOr = (inCents: boolean): Check => (value, path) => plainNumber(value, path) ?? (!inCents || Number.isSafeInteger(value) ? null : refuse('not_an_integer', path));

const checkUsury = record({ tegmPct: decimalText, surchargePct: unlessAbsent(decimalText), thresholdPct: decimalText, compared: unlessAbsent(record({ ratePct: decimalText, marginPct: decimalText })) });
const checkRate: Check = (told, path) => {
  const amount = centsOr((told as ToldRate | null | undefined)?.inCents === true);
  return record({ name: oneOf('taeg', 'teg'), received: amount, paid: amount, inCents: flag, leftAside: amount, exactPct: decimalText, pct: decimalText })(told, path);
};

/** A rate found from flows: what is received and paid in all, in cents or in any other one unit, the rate in full and as answered. */
export interface ToldRate {
  readonly name: 'taeg' | 'teg';
  readonly received: number;
  readonly paid: number;
  readonly inCents: boolean;
  /** Costs that do not count, in the same unit. */
  readonly leftAside: number;
  readonly exactPct: string;
  readonly pct: string;
}

const percent = (text: string, language: DerivationLanguage): string => `${language === 'it' ? text.replace('.', ',') : text} %`;

/** The equation of a rate, its solution in full and its one rounding. Directive (EU) 2023/2225 Annex III. */
export function explainRate(told: ToldRate, language: DerivationLanguage): readonly DerivationStep[] {
  if (!isLanguage(language) || checkRate(told, '') !== null) return [];
  const { name, received, paid, inCents, leftAside, exactPct, pct } = told;
  const words = wordsOf(language);
  const amount = (label: DerivationLabel, value: number, formula: string): DerivationStep =>
    inCents ? words.money(label, value, formula) : words.step(label, formula, language === 'it' ? String(value).replace('.', ',') : String(value));
  return [
    amount('ratesReceived', received, 'Σ Cⱼ'),
    amount('ratesPaid', paid, 'Σ Dₖ'),
    ...(leftAside === 0 ? [] : [amount('ratesLeftAside', leftAside, '')]),
    words.step(name === 'taeg' ? 'rateEquation' : 'tegEquation', 'Σ Cⱼ × (1 + X)^−tⱼ = Σ Dₖ × (1 + X)^−tₖ', percent(exactPct, language)),
    words.step('rateRounded', percent(exactPct, language), percent(pct, language)),
  ];
}

/** A threshold of the usury law as it was found, and what was compared with it. Rates are decimal text, per cent. */
export interface ToldUsury {
  readonly tegmPct: string;
  readonly surchargePct?: string | undefined;
  readonly thresholdPct: string;
  readonly compared?: { readonly ratePct: string; readonly marginPct: string } | undefined;
}

const decimalsKept = 18;

function unitsOf(text: string): bigint {
  const read = readDecimal(text, '');
  return read.ok ? unitsAt(read, decimalsKept) : 0n;
}

/** The lower of average × 1,25 + 4 points and average + 8 points (L. 108/1996 art. 2 c. 4), the average with the surcharge for default interest. */
export function explainUsury(told: ToldUsury, language: DerivationLanguage): readonly DerivationStep[] {
  if (!isLanguage(language) || checkUsury(told, '') !== null) return [];
  const { tegmPct, thresholdPct } = told;
  const surchargePct = told.surchargePct ?? undefined;
  const compared = told.compared ?? undefined;
  const { step } = wordsOf(language);
  const shown = (text: string): string => percent(text, language);
  const average = unitsOf(tegmPct) + (surchargePct === undefined ? 0n : unitsOf(surchargePct));
  const averagePct = surchargePct === undefined ? tegmPct : textOfUnits(average, decimalsKept, 2);
  const points = (count: bigint): bigint => unitsAt({ ok: true, units: count, decimals: 0 }, decimalsKept);
  const linear = textOfUnits((average * 5n + 4n * points(4n)) * 25n, decimalsKept + 2, 4);
  const capped = textOfUnits(average + points(8n), decimalsKept, 4);
  return [
    step('usuryAverage', '', shown(tegmPct)),
    ...(surchargePct === undefined ? [] : [step('usurySurcharge', '', shown(surchargePct)), step('usurySum', `${shown(tegmPct)} + ${shown(surchargePct)}`, shown(averagePct))]),
    step('usuryLinear', `${shown(averagePct)} × ${language === 'it' ? '1,25' : '1.25'} + 4 %`, shown(linear)),
    step('usuryCap', `${shown(averagePct)} + 8 %`, shown(capped)),
    step('usuryThreshold', '', shown(thresholdPct)),
    ...(compared === undefined ? [] : [step('usuryRate', '', shown(compared.ratePct)), step('usuryMargin', `${shown(thresholdPct)} − ${shown(compared.ratePct)}`, shown(compared.marginPct.replace('-', '−')))]),
  ];
}
