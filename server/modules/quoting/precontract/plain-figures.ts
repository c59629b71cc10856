/** Figures and days as a form prints them: Italian forms in both languages, as on every paper of the house. */
import { divideRounded, formatAmount, formatRate } from '#platform/money';
import { formatCivilDate } from '#platform/civil-date';

const noBreak = '\u00a0';

/** 123450 → '1.234,50 €'. */
export const euro = (cents: number): string => `${formatAmount(cents)}${noBreak}€`;

/** 69500 → '6,95 %', exact. */
export const percent = (ppm: number): string => formatRate(ppm).replace(' ', noBreak);

/** 79183 → '7,92 %': half up to two decimals, as a TAEG is stated. */
export const taegPercent = (ppm: number): string => percent(divideRounded(ppm, 100, 'half-up') * 100);

export const day = formatCivilDate;
