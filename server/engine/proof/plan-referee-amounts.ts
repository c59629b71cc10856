import type { PlanTerms } from '../plan/plan-terms.ts';
import { nearest } from './plan-referee-fraction.ts';
import type { Fraction } from './plan-referee-fraction.ts';
import { rowsOfCapitalisation } from './plan-referee-periods.ts';
import type { RefereeCalendar } from './plan-referee-periods.ts';
import type { ScaledRates } from './plan-referee-scale.ts';

/** Principal and interest of each row by the plan's referee, for tests only: section 4 of docs/engine-conventions.md. */
export interface RefereeRow {
  readonly principal: bigint;
  readonly interest: bigint;
  /** Owed before the payment of the row, and after it with the drawdowns of the day. */
  readonly before: bigint;
  readonly balance: bigint;
}

export interface AmountsInput {
  readonly terms: PlanTerms;
  readonly calendar: RefereeCalendar;
  readonly rates: ScaledRates;
  /** Owed after the start day: financed charges in, down payment out. */
  readonly opening: bigint;
  /** The same for all drawdowns together. */
  readonly capital: bigint;
}

export interface Amounts {
  /** Null when the plan has no level. */
  readonly instalment: bigint | null;
  readonly rows: readonly RefereeRow[];
}

const weightUnit = 1_000_000n;

/** Rows of grace on principal; it changes nothing where the capital falls due at the end anyway. */
export function graceRows(terms: PlanTerms): number {
  return terms.amortisation === 'interest-only' || terms.amortisation === 'bullet' ? 0 : (terms.gracePrincipalRows ?? 0);
}

/** Weights in millionths, zero for rows of grace. */
function weightsOf(terms: PlanTerms): bigint[] {
  const grace = graceRows(terms);
  return Array.from({ length: terms.rows }, (_, row) => (row < grace ? 0n : BigInt(Math.round((terms.weights?.[row] ?? 1) * 1e6))));
}

/** Rows on which interest is asked: all of them, or every q-th and the last when it is capitalised by several periods. */
function asksInterest(terms: PlanTerms, rows: number): boolean[] {
  const every = rowsOfCapitalisation(terms, terms.capitalisation);
  return Array.from({ length: rows }, (_, row) => (row + 1) % every === 0 || row === rows - 1);
}

/** The exact level: R such that nothing is left after the last row, the balloon paid. */
function solvedLevel({ terms, calendar, rates, opening }: AmountsInput): Fraction {
  const [weights, asks] = [weightsOf(terms), asksInterest(terms, rates.growth.length)];
  const balloon = BigInt(terms.balloonCents ?? 0);
  // Balance = (fixed − R × perLevel / weightUnit) / power and interest run up = (fixedRun − R × perLevelRun / weightUnit) / (power × scale).
  let [fixed, perLevel, fixedRun, perLevelRun, power] = [opening, 0n, 0n, 0n, 1n];
  for (const [row, growth] of rates.growth.entries()) {
    fixedRun += fixed * growth + (rates.inside[row] ?? 0n) * power;
    perLevelRun += perLevel * growth;
    const period = calendar.periods[row];
    for (const drawdown of period?.inside ?? []) fixed += drawdown.cents * power;
    const grace = row < graceRows(terms);
    if (asks[row] === true) {
      if (!grace) {
        fixed = fixed * rates.scale + fixedRun;
        perLevel = perLevel * rates.scale + perLevelRun;
        power *= rates.scale;
      }
      [fixedRun, perLevelRun] = [0n, 0n];
    }
    perLevel += (weights[row] ?? 0n) * power;
    if (row === rates.growth.length - 1) fixed -= balloon * power;
    fixed += (period?.joining ?? 0n) * power;
  }
  return { top: fixed * weightUnit, bottom: perLevel };
}

/** The exact level of flat interest: capital less balloon and the interest of every row that pays it, shared by weight. */
function flatLevel({ terms, rates, capital }: AmountsInput): Fraction {
  const grace = graceRows(terms);
  const interest = rates.growth.reduce((total, growth, row) => (row < grace ? total : total + capital * growth), 0n);
  const shared = (capital - BigInt(terms.balloonCents ?? 0)) * rates.scale + interest;
  return { top: shared * weightUnit, bottom: rates.scale * weightsOf(terms).reduce((total, weight) => total + weight, 0n) };
}

/** Nearest multiple of the instalment's step. */
export function toMultiple(exact: Fraction, terms: PlanTerms): bigint {
  const step = BigInt(terms.rounding.instalmentMultipleCents);
  return nearest(exact.top, exact.bottom * step, terms.rounding.mode) * step;
}

/** What a row wants to repay, given its interest and whether it is the last. */
type WantedPrincipal = (row: number, interest: bigint) => bigint;

function walk({ terms, calendar, rates, opening, capital }: AmountsInput, wanted: WantedPrincipal): RefereeRow[] {
  const asks = asksInterest(terms, rates.growth.length);
  const flat = terms.interestOn === 'flat';
  const rows: RefereeRow[] = [];
  let [owed, run] = [opening, 0n];
  for (const [row, growth] of rates.growth.entries()) {
    const period = calendar.periods[row];
    run += flat ? capital * growth : owed * growth + (rates.inside[row] ?? 0n);
    for (const drawdown of period?.inside ?? []) owed += drawdown.cents;
    const interest = asks[row] === true ? nearest(run, rates.scale, terms.rounding.mode) : 0n;
    if (asks[row] === true) run = 0n;
    const wish = row === rates.growth.length - 1 ? owed : wanted(row, interest);
    const principal = wish < owed ? wish : owed;
    const before = owed;
    owed += (period?.joining ?? 0n) - principal;
    rows.push({ principal, interest, before, balance: owed });
  }
  return rows;
}

/** Rows of a level plan with a given instalment; `more` joins the payment of the first row after the grace. */
function levelRows(input: AmountsInput, instalment: bigint, more: bigint): RefereeRow[] {
  const { terms } = input;
  const payments = weightsOf(terms).map((weight) => nearest(weight * instalment, weightUnit, terms.rounding.mode));
  const grace = graceRows(terms);
  return walk(input, (row, interest) => (row < grace ? 0n : (payments[row] ?? 0n) - interest + (row === grace ? more : 0n)));
}

/** What the very last row pays, the balloon apart, beyond its own payment: none of its own for a balloon after the last row. */
function excess({ terms }: AmountsInput, instalment: bigint, rows: readonly RefereeRow[]): bigint {
  const last = rows.at(-1) ?? { principal: 0n, interest: 0n };
  const own = nearest((weightsOf(terms)[rows.length - 1] ?? 0n) * instalment, weightUnit, terms.rounding.mode);
  return last.principal + last.interest - BigInt(terms.balloonCents ?? 0) - own;
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** The residue asked with the first row after the grace, at its value there. */
function residueFirst(input: AmountsInput, instalment: bigint, rows: RefereeRow[]): RefereeRow[] {
  const { terms, rates } = input;
  let [grown, power] = [1n, 1n];
  for (const growth of rates.growth.slice(graceRows(terms) + 1)) [grown, power] = [grown * (rates.scale + growth), power * rates.scale];
  const more = nearest(excess(input, instalment, rows) * power, grown, terms.rounding.mode);
  return more === 0n ? rows : levelRows(input, instalment, more);
}

/** Above this no amount of a plan may be, so no pass of the correction leads there. */
const largest = 10_000_000_000_000n;

/** The level corrected by its share of the residue, at most three times, as long as the residue is large and gets smaller. */
function corrected(input: AmountsInput, instalment: bigint, rows: RefereeRow[]): Amounts {
  const { terms } = input;
  const total = weightsOf(terms).reduce((added, weight) => added + weight, 0n);
  const tolerated = BigInt(Math.floor((terms.rows - graceRows(terms)) / 2));
  let best = { instalment, rows };
  for (let pass = 0; pass < 3; pass++) {
    const left = excess(input, best.instalment, best.rows);
    if (size(left) <= tolerated) break;
    const next = toMultiple({ top: best.instalment * total + left * weightUnit, bottom: total }, terms);
    if (next <= 0n || next > largest || next === best.instalment) break;
    const again = levelRows(input, next, 0n);
    if (again.some((row) => row.balance > largest || row.interest > largest)) break;
    if (size(excess(input, next, again)) >= size(left)) break;
    best = { instalment: next, rows: again };
  }
  return best;
}

function level(input: AmountsInput): Amounts {
  const { terms } = input;
  const flat = terms.interestOn === 'flat';
  const instalment = toMultiple(flat ? flatLevel(input) : solvedLevel(input), terms);
  const rows = levelRows(input, instalment, 0n);
  if (flat || instalment <= 0n || terms.rounding.residue === 'last') return { instalment, rows };
  return terms.rounding.residue === 'first' ? { instalment, rows: residueFirst(input, instalment, rows) } : corrected(input, instalment, rows);
}

function equalPrincipal(input: AmountsInput): Amounts {
  const { terms, capital } = input;
  const weights = weightsOf(terms);
  const total = weights.reduce((added, weight) => added + weight, 0n);
  const shared = capital - BigInt(terms.balloonCents ?? 0);
  const parts = weights.map((weight) => toMultiple({ top: shared * weight, bottom: total }, terms));
  return { instalment: null, rows: walk(input, (row) => parts[row] ?? 0n) };
}

/** Principal and interest row by row, before interest is deferred and before the days paid apart. */
export function refereeAmounts(input: AmountsInput): Amounts {
  if (input.terms.amortisation === 'level') return level(input);
  if (input.terms.amortisation === 'equal-principal') return equalPrincipal(input);
  return { instalment: null, rows: walk(input, () => 0n) };
}
