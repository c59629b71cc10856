import { addMonthsToDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { percentOf } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { LeasePeriods } from './lease-periods.ts';
import type { LeaseCharge, LeaseTerms } from './lease-terms.ts';

/** One fee on one day: row 0 stands outside the rows. `cost`: mandatory and in the TAEG. */
export interface Fee {
  readonly kind: string;
  readonly row: number;
  readonly day: DayNumber;
  readonly cents: number;
  readonly taxed: boolean;
  readonly cost: boolean;
}

export interface FeeBases {
  readonly netAssetCents: number;
  readonly financedCents: number;
  readonly rentalCents: number;
}

function centsOf(charge: LeaseCharge, bases: FeeBases): number {
  if (charge.cents !== undefined && charge.cents !== null) return charge.cents;
  const base = { 'net-asset': bases.netAssetCents, financed: bases.financedCents, rental: bases.rentalCents }[charge.base ?? 'net-asset'];
  return percentOf(base, charge.ratePpm ?? 0, 'half-up');
}

/** Substitute tax (DPR 601/1973 art. 15-18) or, when it does not apply, the contract stamp: neither bears VAT, both are costs. */
function taxesOf(terms: LeaseTerms, periods: LeasePeriods, bases: FeeBases): Fee[] {
  const firstDay = periods.dueDays[0] ?? periods.start;
  const lastsLonger = (months: number): boolean => periods.optionDay > addMonthsToDayNumber(periods.start, months);
  const { substituteTax: tax, stampDuty: stamp } = terms;
  if (tax && lastsLonger(tax.aboveMonths)) {
    const cents = percentOf(bases.financedCents, tax.ratePpm, 'half-up');
    const atStart = tax.at === 'start';
    return [{ kind: 'substitute-tax', row: atStart ? 0 : 1, day: atStart ? periods.start : firstDay, cents, taxed: false, cost: true }];
  }
  if (!stamp || lastsLonger(stamp.upToMonths)) return [];
  return [{ kind: 'stamp', row: 1, day: firstDay, cents: stamp.contractCents, taxed: false, cost: true }];
}

/**
 * All fees of a lease on their days. A charge of the rows is asked with each further rental; a dated one joins the row due
 * that day, otherwise it stands by itself. Refuses a dated charge before the start or more than a year after the end.
 */
export function leaseFees(terms: LeaseTerms, periods: LeasePeriods, bases: FeeBases): { readonly ok: true; readonly fees: readonly Fee[] } | Refusal {
  const fees: Fee[] = [];
  const rowDays = [...periods.dueDays, periods.optionDay];
  for (const [index, charge] of (terms.charges ?? []).entries()) {
    const fee = { kind: charge.kind, cents: centsOf(charge, bases), taxed: charge.taxed, cost: charge.inTaeg && !charge.optional };
    if (charge.at === 'start') fees.push({ ...fee, row: 0, day: periods.start });
    else if (charge.at === 'row') for (const [row, day] of periods.dueDays.entries()) fees.push({ ...fee, row: row + 1, day });
    else {
      const day = toDayNumber(charge.date ?? terms.start);
      if (day < periods.start || day > addMonthsToDayNumber(periods.optionDay, 12)) return refuse('date_out_of_range', `charges.${index}.date`);
      fees.push({ ...fee, row: rowDays.indexOf(day) + 1, day });
    }
  }
  fees.push(...taxesOf(terms, periods, bases));
  return { ok: true, fees };
}

/** Fees by kind, in order of first appearance. */
export function feesByKind(fees: readonly Fee[]): { kind: string; cents: number }[] {
  const sums = new Map<string, number>();
  for (const fee of fees) sums.set(fee.kind, (sums.get(fee.kind) ?? 0) + fee.cents);
  return [...sums].map(([kind, cents]) => ({ kind, cents }));
}
