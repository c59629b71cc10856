import { fromDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { percentOf } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { LeaseTerms, VatRate } from './lease-terms.ts';

/**
 * Ordinary VAT rate of Italy by day (DPR 633/1972 art. 16 as amended): DL 328/1997 20 %, DL 138/2011 converted by
 * L. 148/2011 21 %, DL 98/2011 art. 40 c. 1-ter 22 %.
 */
export const italianOrdinaryVat: readonly VatRate[] = [
  { ratePpm: 200_000, validFrom: '1997-10-01' },
  { ratePpm: 210_000, validFrom: '2011-09-17' },
  { ratePpm: 220_000, validFrom: '2013-10-01' },
];

/** The rate in force on a day, in ppm; 0 outside VAT (no rates at all); null when the first rate is not yet in force, or for what are no rates and no day. */
export function vatRateOn(rates: readonly VatRate[], date: string): number | null {
  if (!Array.isArray(rates) || typeof date !== 'string') return null;
  if (rates.length === 0) return 0;
  let found: number | null = null;
  for (const rate of rates as readonly VatRate[]) if (typeof rate?.validFrom === 'string' && rate.validFrom <= date) found = rate.ratePpm;
  return found;
}

/** VAT of a taxable amount, half-up to the cent. */
export function vatOf(taxableCents: number, ratePpm: number): number {
  return percentOf(taxableCents, ratePpm, 'half-up');
}

/** The rate at the tax point of something due on a day: the due date, or the invoice before it, never before the start. */
export function vatRateDueOn(terms: Pick<LeaseTerms, 'vat' | 'invoicedDaysBefore'>, start: DayNumber, day: DayNumber): number {
  return vatRateOn(terms.vat, fromDayNumber(Math.max(start, day - (terms.invoicedDaysBefore ?? 0)))) ?? 0;
}

/** Faults of the rates as a list: they must rise by date and cover the start. */
export function vatFault(rates: readonly VatRate[], start: string): Refusal | null {
  const unsorted = rates.findIndex((rate, index) => index > 0 && rate.validFrom <= (rates[index - 1]?.validFrom ?? ''));
  if (unsorted > 0) return refuse('choice_not_consistent', `vat.${unsorted}.validFrom`);
  return vatRateOn(rates, start) === null ? refuse('rule_missing', 'vat') : null;
}
