import { divideRounded, divideRoundedBig } from '#platform/money';
import type { Rounding } from '#platform/money';
import { roundRatio, roundWhenSure } from '../plan/growth.ts';
import { maximumRowCents } from '../plan/limits.ts';
import type { YearFraction } from '../time/day-count.ts';
import type { LeaseRounding } from './lease-terms.ts';

/** What a level rental is solved from, in cents. */
export interface RentalPlanTerms {
  /** Net asset less a first rental given as an amount. */
  readonly capitalCents: number;
  /** Rentals paid together at the start. */
  readonly rentalsAtStart: number;
  readonly optionCents: number;
  readonly nominalRatePpm: number;
  readonly fractions: readonly YearFraction[];
  readonly optionFractions: readonly YearFraction[];
  readonly rounding: LeaseRounding;
}

/** Rentals one by one; principal = rental − interest. */
export interface RentalPlan {
  readonly rentalCents: number;
  readonly rentals: readonly number[];
  readonly interests: readonly number[];
  /** Debt after the last rental: the option discounted over the periods that are left to it. */
  readonly closingCents: number;
}

const ppm = 1_000_000;

/** Growth of a period, 1 + TAN × fraction, as a ratio of integers. */
const growthTop = (rate: number, part: YearFraction): bigint => BigInt(ppm) * BigInt(part.denominator) + BigInt(rate) * BigInt(part.numerator);
const growthBottom = (part: YearFraction): bigint => BigInt(ppm) * BigInt(part.denominator);

/** Balance × TAN × fraction, rounded once on exact integers. */
function periodInterest(balanceCents: number, ratePpm: number, part: YearFraction, mode: Rounding): number {
  const top = balanceCents * ratePpm * part.numerator;
  const bottom = ppm * part.denominator;
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return divideRounded(top, bottom, mode);
  return Number(divideRoundedBig(BigInt(balanceCents) * BigInt(ratePpm) * BigInt(part.numerator), growthBottom(part), mode));
}

/** An amount discounted over periods, rounded once. */
export function discounted(cents: number, ratePpm: number, parts: readonly YearFraction[], mode: Rounding): number {
  let top = BigInt(cents);
  let bottom = 1n;
  for (const part of parts) {
    top *= growthBottom(part);
    bottom *= growthTop(ratePpm, part);
  }
  return Number(divideRoundedBig(top, bottom, mode));
}

/** The rental as an exact ratio: every step keeps capital, annuity and their common denominator. */
function exactRental(plan: RentalPlanTerms): number {
  let owed = BigInt(plan.capitalCents);
  let annuity = BigInt(plan.rentalsAtStart);
  let scale = 1n;
  for (const [index, part] of [...plan.fractions, ...plan.optionFractions].entries()) {
    const top = growthTop(plan.nominalRatePpm, part);
    const bottom = growthBottom(part);
    scale *= bottom;
    owed *= top;
    annuity = annuity * top + (index < plan.fractions.length ? scale : 0n);
  }
  const { mode, rentalMultipleCents } = plan.rounding;
  return roundRatio(owed - BigInt(plan.optionCents) * scale, annuity, rentalMultipleCents, mode);
}

/**
 * The level rental from the closed condition of a finance lease: net asset less first rental = present value of rentals
 * and option at the rate of the lease, R = (P G − V / H) / (k G + Σ g_t), rounded once to the multiple; G is the growth over
 * all rentals, g_t from rental t on, H from the last rental to the option, k the rentals paid at the start.
 * Float with relative error below 10^-12 (at most 720 products); nearer than that to a half, exact integers decide.
 * Below one cent, even negative, when the option is too large.
 */
function levelRental(plan: RentalPlanTerms): number {
  let owed = plan.capitalCents;
  let annuity = plan.rentalsAtStart;
  for (const part of plan.fractions) {
    const growth = 1 + (plan.nominalRatePpm * part.numerator) / (ppm * part.denominator);
    owed *= growth;
    annuity = annuity * growth + 1;
  }
  let option = plan.optionCents;
  for (const part of plan.optionFractions) option /= 1 + (plan.nominalRatePpm * part.numerator) / (ppm * part.denominator);
  const multiple = plan.rounding.rentalMultipleCents;
  const multiples = (owed - option) / annuity / multiple;
  const sure = roundWhenSure(multiples, ((owed + option) / annuity / multiple) * 1e-12 + 1e-9);
  return sure === null ? exactRental(plan) : sure * multiple + 0;
}

interface Run {
  readonly rentals: number[];
  readonly interests: number[];
}

/** Rentals at a level, the first raised by `extra`; the last pays down to the closing debt. Null when an amount grows beyond all bounds. */
function run(plan: RentalPlanTerms, level: number, extra: number, closing: number): Run | null {
  const rentals: number[] = [];
  const interests: number[] = [];
  let balance = plan.capitalCents - plan.rentalsAtStart * level;
  const last = plan.fractions.length - 1;
  for (const [index, part] of plan.fractions.entries()) {
    const interest = periodInterest(balance, plan.nominalRatePpm, part, plan.rounding.mode);
    const wanted = level + (index === 0 ? extra : 0) - interest;
    const principal = index === last ? balance - closing : Math.min(wanted, balance - closing);
    rentals.push(principal + interest);
    interests.push(interest);
    balance -= principal;
    if (balance > maximumRowCents || principal + interest > maximumRowCents) return null;
  }
  return { rentals, interests };
}

/** What the last rental asks above the level: the residue of the rounding. */
const excessOf = (found: Run | null, level: number): number => (found === null ? Infinity : (found.rentals.at(-1) ?? level) - level);

const closingOf = (plan: RentalPlanTerms): number => discounted(plan.optionCents, plan.nominalRatePpm, plan.optionFractions, plan.rounding.mode);

/** The level brought nearer to the last rental, at most three times (docs/engine-conventions.md section 4, residue). */
function corrected(plan: RentalPlanTerms, level: number, closing: number): number {
  const parts = plan.fractions.length + plan.rentalsAtStart;
  const multiple = plan.rounding.rentalMultipleCents;
  let best = level;
  for (let pass = 0; pass < 3; pass++) {
    const excess = excessOf(run(plan, best, 0, closing), best);
    if (excess === Infinity || Math.abs(excess) <= Math.floor(parts / 2)) break;
    const next = roundRatio(BigInt(best) * BigInt(parts) + BigInt(excess), BigInt(parts), multiple, plan.rounding.mode);
    if (next < 1 || next === best || Math.abs(excessOf(run(plan, next, 0, closing), next)) >= Math.abs(excess)) break;
    best = next;
  }
  return best;
}

/** The rental of the contract: the level one, corrected when the terms ask for a correction pass. */
export function agreedRental(plan: RentalPlanTerms): number {
  const level = levelRental(plan);
  return plan.rounding.residue === 'correction-pass' && level > 0 ? corrected(plan, level, closingOf(plan)) : level;
}

/**
 * Rentals and interest shares to the cent: interest of a period is one rounding of balance × rate; the debt after the last
 * rental is the option (discounted when it falls due later), so the option is always the price agreed. The residue of the
 * rounding goes where the terms say; with `interest` a last interest share that would fall below zero stops at zero.
 * Null when an amount of a row grows beyond all bounds (docs/engine-conventions.md section 4).
 */
export function rentalPlan(plan: RentalPlanTerms, rentalCents: number): RentalPlan | null {
  const closingCents = closingOf(plan);
  const { residue } = plan.rounding;
  let found = rentalCents > maximumRowCents ? null : run(plan, rentalCents, 0, closingCents);
  if (found === null) return null;
  const excess = excessOf(found, rentalCents);
  if (residue === 'first') {
    const extra = discounted(excess, plan.nominalRatePpm, plan.fractions.slice(1), plan.rounding.mode);
    found = run(plan, rentalCents, extra, closingCents);
    if (found === null) return null;
  } else if (residue === 'interest') {
    const last = found.rentals.length - 1;
    const moved = Math.min(excess, found.interests[last] ?? 0);
    found.rentals[last] = (found.rentals[last] ?? 0) - moved;
    found.interests[last] = (found.interests[last] ?? 0) - moved;
  }
  return { rentalCents, rentals: found.rentals, interests: found.interests, closingCents };
}
