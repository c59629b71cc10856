import { fromDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { toPpm, toTaegPpm } from '../arithmetic/round.ts';
import { refuse } from '../refusal.ts';
import { checkLease } from './check-lease.ts';
import { feesByKind, leaseFees } from './lease-fees.ts';
import type { Fee } from './lease-fees.ts';
import { leaseRates } from './lease-rates.ts';
import type { LeaseFlow } from './lease-rates.ts';
import type { Lease, LeaseResult, LeaseRow, LeaseTerms } from './lease-terms.ts';
import { rentalPlan } from './rental-plan.ts';
import type { RentalPlan } from './rental-plan.ts';
import { solveLevel } from './solved-lease.ts';
import type { SolvedLease } from './solved-lease.ts';
import { vatOf, vatRateDueOn } from './vat.ts';

/** A row before VAT and fees. */
interface BareRow {
  readonly number: number;
  readonly kind: LeaseRow['kind'];
  readonly day: DayNumber;
  readonly principalCents: number;
  readonly interestCents: number;
  /** VAT of what was agreed with VAT; null where it follows from the taxable amount. */
  readonly agreedVatCents: number | null;
}

function bareRows(solved: SolvedLease, found: RentalPlan): BareRow[] {
  const { periods, firstRentalCents, optionCents } = solved;
  const rows: BareRow[] = [];
  if (firstRentalCents > 0) rows.push({ number: 0, kind: 'first-rental', day: periods.start, principalCents: firstRentalCents, interestCents: 0, agreedVatCents: solved.firstRentalVatCents });
  for (const [index, rental] of found.rentals.entries()) {
    const interestCents = found.interests[index] ?? 0;
    rows.push({ number: index + 1, kind: 'rental', day: periods.dueDays[index] ?? periods.start, principalCents: rental - interestCents, interestCents, agreedVatCents: null });
  }
  const interestCents = optionCents - found.closingCents;
  if (optionCents > 0) {
    rows.push({ number: found.rentals.length + 1, kind: 'purchase-option', day: periods.optionDay, principalCents: found.closingCents, interestCents, agreedVatCents: solved.optionVatCents });
  }
  return rows;
}

/** VAT of a rental with taxed fees: rounded once together, or the agreed VAT of the one with that of the others. */
function vatOfRow(rentalCents: number, taxedCents: number, ratePpm: number, agreedVatCents: number | null): number {
  return agreedVatCents === null ? vatOf(rentalCents + taxedCents, ratePpm) : agreedVatCents + vatOf(taxedCents, ratePpm);
}

const sumOf = (fees: readonly Fee[]): number => fees.reduce((total, fee) => total + fee.cents, 0);
const taxedOf = (fees: readonly Fee[]): number => sumOf(fees.filter((fee) => fee.taxed));

/** Rows with VAT and fees, and the flows of the three rates. */
function dressed(terms: LeaseTerms, solved: SolvedLease, found: RentalPlan, fees: readonly Fee[]) {
  const { start } = solved.periods;
  const gross: LeaseFlow[] = [];
  const net: LeaseFlow[] = [];
  const bare: LeaseFlow[] = [];
  let balanceCents = solved.netAssetCents;
  const rows = bareRows(solved, found).map((row): LeaseRow => {
    const rentalCents = row.principalCents + row.interestCents;
    const own = row.number === 0 ? [] : fees.filter((fee) => fee.row === row.number);
    const costs = own.filter((fee) => fee.cost);
    const vatRatePpm = vatRateDueOn(terms, start, row.day);
    const vatCents = vatOfRow(rentalCents, taxedOf(own), vatRatePpm, row.agreedVatCents);
    const feeCents = sumOf(own);
    balanceCents -= row.principalCents;
    bare.push({ day: row.day, cents: rentalCents });
    net.push({ day: row.day, cents: rentalCents + sumOf(costs) });
    gross.push({ day: row.day, cents: rentalCents + sumOf(costs) + vatOfRow(rentalCents, taxedOf(costs), vatRatePpm, row.agreedVatCents) });
    return {
      number: row.number,
      kind: row.kind,
      dueDate: fromDayNumber(row.day),
      rentalCents,
      principalCents: row.principalCents,
      interestCents: row.interestCents,
      balanceCents,
      feeCents,
      vatRatePpm,
      vatCents,
      grossCents: rentalCents + feeCents + vatCents,
    };
  });
  // A fee that was to join the option stands by itself when there is no option to pay.
  const lastRow = rows.at(-1)?.number ?? 0;
  const separateFees = fees
    .filter((fee) => fee.row === 0 || fee.row > lastRow)
    .map((fee) => {
      const vatCents = fee.taxed ? vatOf(fee.cents, vatRateDueOn(terms, start, fee.day)) : 0;
      if (fee.cost) {
        net.push({ day: fee.day, cents: fee.cents });
        gross.push({ day: fee.day, cents: fee.cents + vatCents });
      }
      return { kind: fee.kind, date: fromDayNumber(fee.day), cents: fee.cents, vatCents };
    });
  return { rows, separateFees, gross, net, bare };
}

/**
 * Prices a finance lease: first rental, n level rentals in arrears or advance, purchase option; the rental by the closed
 * condition that rentals and option are worth the net asset less the first rental at the rate of the lease; rows to the
 * cent with interest and principal shares, VAT at the rate in force on each tax point, fees, totals net and gross, TAEG,
 * effective rate and tasso leasing. Principal shares add up to the net asset; the option is the price agreed, to the cent.
 * Never throws: whatever is wrong comes back as a refusal with the path of the field.
 */
export function priceLease(terms: LeaseTerms): LeaseResult {
  const fault = checkLease(terms);
  if (fault !== null) return fault;
  const level = solveLevel(terms);
  if (!level.ok) return level;
  const { solved } = level;
  const found = rentalPlan(solved.plan, solved.rentalCents);
  if (found === null) return refuse('amount_too_large', 'priceCents');
  const { start } = solved.periods;
  const financedCents = solved.netAssetCents - solved.firstRentalCents;
  const listed = leaseFees(terms, solved.periods, { netAssetCents: solved.netAssetCents, financedCents, rentalCents: solved.rentalCents });
  if (!listed.ok) return listed;
  const { rows, separateFees, gross, net, bare } = dressed(terms, solved, found, listed.fees);
  const asset = (cents: number): LeaseFlow => ({ day: start, cents: -cents });
  const rateOf = leaseRates(start, terms.unit);
  const taeg = rateOf([asset(solved.netAssetCents + solved.assetVatCents), ...gross]);
  const effective = rateOf([asset(solved.netAssetCents), ...net]);
  const own = rateOf([asset(solved.netAssetCents), ...bare]);
  const total = (of: (row: LeaseRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const feeCents = sumOf(listed.fees);
  const vatCents = total((row) => row.vatCents) + separateFees.reduce((sum, fee) => sum + fee.vatCents, 0);
  const optionCents = solved.optionCents;
  const netDueCents = total((row) => row.rentalCents) + feeCents;
  const lease: Lease = {
    netAssetCents: solved.netAssetCents,
    assetVatCents: solved.assetVatCents,
    firstRentalCents: solved.firstRentalCents,
    financedCents,
    rentalCents: solved.rentalCents,
    purchaseOptionCents: optionCents,
    rows,
    separateFees,
    totals: {
      rentalCents: total((row) => row.rentalCents) - optionCents,
      interestCents: total((row) => row.interestCents),
      feeCents,
      vatCents,
      netDueCents,
      grossDueCents: netDueCents + vatCents,
      feesByKind: feesByKind(listed.fees),
    },
    taegPpm: taeg === null ? null : toTaegPpm(taeg),
    effectiveRatePpm: effective === null ? null : toTaegPpm(effective),
    leaseRatePpm: own === null ? null : toPpm(own),
  };
  return { ok: true, lease };
}
