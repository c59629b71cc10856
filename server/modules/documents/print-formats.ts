/** Figures and days as they stand on paper: Italian forms in both languages, since the paper is an Italian one. */
import { divideRounded, formatAmount, formatRate } from '#platform/money';

const noBreak = '\u00a0';
const minus = '\u2212';

/** 123450 → '1.234,50 €', with a true minus sign and no break before the euro. */
export function euro(cents: number): string {
  return `${amount(cents)}${noBreak}€`;
}

/** 123450 → '1.234,50': for columns whose header names the unit. */
export function amount(cents: number): string {
  return formatAmount(cents).replace('-', minus);
}

/** An amount taken off: 150000 → '−1.500,00 €', nothing off → '–'. */
export function euroOff(cents: number): string {
  return cents === 0 ? '–' : euro(-cents);
}

/** As `amount`, nothing as '–'. */
export function amountOrDash(cents: number): string {
  return cents === 0 ? '–' : amount(cents);
}

/** 69500 → '6,95 %', exact. */
export function rate(ppm: number): string {
  return formatRate(ppm).replace(' ', noBreak);
}

/** 79183 → '7,92 %': rounded half up to two decimals, as the TAEG is stated. */
export function rateToTwoDecimals(ppm: number): string {
  return rate(divideRounded(ppm, 100, 'half-up') * 100);
}
