/**
 * Referee of the finance lease, for tests only: exact fractions of big integers, written from the condition that the net
 * asset is the present value of what the lessee pays. It knows only months of a twelfth of the rate and shares no code with
 * the engine.
 */
interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

const ratio = (top: bigint, bottom = 1n): Ratio => ({ top, bottom });
const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const by = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.top, a.bottom * b.bottom);
const over = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.bottom, a.bottom * b.top);

/** Nearest integer, halves away from zero. */
function nearest({ top, bottom }: Ratio): number {
  const size = top < 0n ? -top : top;
  const whole = (2n * size + bottom) / (2n * bottom);
  return Number(top < 0n ? -whole : whole);
}

export interface RefereeLease {
  readonly netAssetCents: number;
  readonly firstRentalCents: number;
  readonly rentals: number;
  readonly advance: boolean;
  readonly optionCents: number;
  /** Month of the option, counted from the start. */
  readonly optionMonth: number;
  readonly ratePpm: number;
}

/** v^month, v = 1 / (1 + TAN / 12). */
function discount(ratePpm: number, month: number): Ratio {
  return ratio(12_000_000n ** BigInt(month), (12_000_000n + BigInt(ratePpm)) ** BigInt(month));
}

/** The unrounded rental: (A − M − V v^m) / Σ v^t over the months of the rentals. */
export function refereeRental(lease: RefereeLease): Ratio {
  const first = lease.advance ? 0 : 1;
  const bottom = (12_000_000n + BigInt(lease.ratePpm)) ** BigInt(lease.rentals + first - 1);
  // All the discounts of the rentals over one denominator, so that the sum stays small.
  let annuity = 0n;
  for (let month = first; month < lease.rentals + first; month++) {
    annuity += 12_000_000n ** BigInt(month) * (12_000_000n + BigInt(lease.ratePpm)) ** BigInt(lease.rentals + first - 1 - month);
  }
  const financed = ratio(BigInt(lease.netAssetCents - lease.firstRentalCents));
  const option = by(ratio(BigInt(-lease.optionCents)), discount(lease.ratePpm, lease.optionMonth));
  return over(plus(financed, option), ratio(annuity, bottom));
}

export const refereeRentalCents = (lease: RefereeLease): number => nearest(refereeRental(lease));

export interface RefereeRow {
  readonly rentalCents: number;
  readonly interestCents: number;
}

/** Rentals and interest shares, residue on the last; and the debt after it, the option discounted to that day. */
export function refereeRows(lease: RefereeLease): { readonly rows: readonly RefereeRow[]; readonly closingCents: number } {
  const level = refereeRentalCents(lease);
  const lastMonth = lease.rentals + (lease.advance ? -1 : 0);
  const closingCents = nearest(by(ratio(BigInt(lease.optionCents)), discount(lease.ratePpm, lease.optionMonth - lastMonth)));
  const rows: RefereeRow[] = [];
  let debt = lease.netAssetCents - lease.firstRentalCents;
  for (let number = 1; number <= lease.rentals; number++) {
    const interestCents = lease.advance && number === 1 ? 0 : nearest(ratio(BigInt(debt) * BigInt(lease.ratePpm), 12_000_000n));
    const left = debt - closingCents;
    const principal = number === lease.rentals || level - interestCents > left ? left : level - interestCents;
    rows.push({ rentalCents: principal + interestCents, interestCents });
    debt -= principal;
  }
  return { rows, closingCents };
}
