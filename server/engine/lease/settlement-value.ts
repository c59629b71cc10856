import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import { divideRoundedBig } from '#platform/money';
import { date, flag, record, unlessAbsent } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { leaseRate } from './check-lease.ts';
import type { LeaseTerms } from './lease-terms.ts';
import { priceLease } from './price-lease.ts';
import { solveLevel } from './solved-lease.ts';
import { vatOf, vatRateOn } from './vat.ts';

export interface SettlementValueTerms {
  readonly lease: LeaseTerms;
  /** Day of the settlement, not before the start; what falls due on it is taken as paid. */
  readonly date: string;
  /** Yearly rate at which what is to come is discounted, nominal, by the periods of the lease; default: the rate of the lease. */
  readonly discountRatePpm?: number | undefined;
  /** False leaves the option out (the good is given back); default true. */
  readonly withOption?: boolean | undefined;
}

export type SettlementValueResult =
  | {
      readonly ok: true;
      /** Present value of rentals and option to come, VAT apart. */
      readonly valueCents: number;
      readonly vatRatePpm: number;
      readonly vatCents: number;
      /** Rentals and option to come as they stand. */
      readonly toComeCents: number;
      readonly rentalsToCome: number;
      /** Residual debt after the last row due, for comparison. */
      readonly residualDebtCents: number;
      /** Principal shares of the rentals to come ("capital only", L. 124/2017 art. 1 c. 138). */
      readonly futureCapitalCents: number;
    }
  | Refusal;

const fields = record({ date, discountRatePpm: unlessAbsent(leaseRate), withOption: unlessAbsent(flag) });

/**
 * Settlement value of a lease on a date: rentals and option to come, discounted at a given rate, rounded once, half-up. The
 * rate is compounded by the periods of the lease, with simple interest for the days left of the running one, so at the rate
 * of the lease the value on a due date is the residual debt but for the cents of the row interests. Overdue amounts, costs
 * and penalties are not in it. VAT by the rate in force on the date.
 */
export function settlementValue(terms: SettlementValueTerms): SettlementValueResult {
  const fault = fields(terms, '');
  if (fault !== null) return fault;
  const inLease = (refusal: Refusal): Refusal => ({ ...refusal, path: refusal.path === '' ? 'lease' : `lease.${refusal.path}` });
  const priced = priceLease(terms.lease);
  if (!priced.ok) return inLease(priced);
  const level = solveLevel(terms.lease);
  if (!level.ok) return inLease(level);
  const { periods } = level.solved;
  const on = toDayNumber(terms.date);
  if (on < periods.start || on > periods.optionDay) return refuse('date_out_of_range', 'date');
  const rows = priced.lease.rows.filter((row) => row.number > 0 && toDayNumber(row.dueDate) > on);
  const toCome = rows.filter((row) => row.kind === 'rental' || terms.withOption !== false);
  const stops = [...periods.dueDays, ...periods.optionDays];
  const ratePpm = BigInt(terms.discountRatePpm ?? terms.lease.nominalRatePpm);
  let top = 0n;
  let bottom = 1n;
  for (let stop = stops.length - 1; stop >= 0; stop--) {
    const day = stops[stop] ?? periods.optionDay;
    if (day <= on) break;
    const text = fromDayNumber(day);
    for (const row of toCome) if (row.dueDate === text) top += BigInt(row.rentalCents) * bottom;
    const part = periods.leftOf(stop, Math.max(on, stop === 0 ? periods.start : (stops[stop - 1] ?? periods.start)));
    const year = 1_000_000n * BigInt(part.denominator);
    top *= year;
    bottom *= year + ratePpm * BigInt(part.numerator);
  }
  const valueCents = Number(divideRoundedBig(top, bottom, 'half-up'));
  const vatRatePpm = vatRateOn(terms.lease.vat, terms.date) ?? 0;
  const last = priced.lease.rows.filter((row) => toDayNumber(row.dueDate) <= on).at(-1);
  const rentals = rows.filter((row) => row.kind === 'rental');
  return {
    ok: true,
    valueCents,
    vatRatePpm,
    vatCents: vatOf(valueCents, vatRatePpm),
    toComeCents: toCome.reduce((sum, row) => sum + row.rentalCents, 0),
    rentalsToCome: rentals.length,
    residualDebtCents: last?.balanceCents ?? priced.lease.netAssetCents,
    futureCapitalCents: rentals.reduce((sum, row) => sum + row.principalCents, 0),
  };
}
