import { maximumCents, maximumRatePpm, maximumRows, maximumShapedRows } from '../financing/limits.ts';
import type { FinancingTerms, Refusal } from '../financing/types.ts';
import { idealInstalment, idealOf, nearRoot } from './ideal.ts';
import type { IdealPlan } from './ideal.ts';
import type { SolveTarget, Unknown } from './types.ts';

/** A value near the answer, and how much the figure changes for each unit of it. */
export interface Guess {
  readonly value: number;
  readonly slope: number;
}

/** How one unknown is looked for. */
export interface Sought {
  readonly low: number;
  readonly high: number;
  /** Whether the figure asked rises with the unknown. */
  readonly rising: boolean;
  readonly choice: 'smallest' | 'largest' | 'roundest';
  /** The terms with a value of the unknown in them. */
  readonly put: (value: number) => FinancingTerms;
  /** True when a refusal means that the value is too small to be priced, false when it is too large. */
  readonly tooLow: (refusal: Refusal) => boolean;
  /** Where to look first, from the closed form of the plan; nothing of the unknown itself is read. */
  readonly guess: () => Guess;
}

const tooMuchLent = (refusal: Refusal): boolean => refusal.refusal === 'amount_too_large' && refusal.path === 'amountFinancedCents';

/** What joins the price or leaves it on the way to the capital, as far as fixed amounts go; the deposit apart. */
function fixedParts(terms: FinancingTerms): number {
  let sum = -terms.discountCents - terms.tradeInCents;
  for (const service of terms.services) if (service.financed) sum += service.amountCents;
  for (const charge of terms.charges) if (charge.financed) sum += charge.cents ?? 0;
  return sum;
}

/** The ideal instalment that corresponds to the figure asked: fixed charges of the row apart. */
function instalmentAsked(terms: FinancingTerms, target: SolveTarget): number {
  let asked = target.value;
  if (target.figure !== 'instalmentWithFeesCents') return asked;
  for (const charge of terms.charges) if (charge.at === 'row') asked -= charge.cents ?? 0;
  return asked;
}

/** Capital with the instalment asked; the instalment is a straight line in the capital. */
function capitalFor(terms: FinancingTerms, target: SolveTarget): Guess {
  if (target.figure === 'amountFinancedCents') return { value: target.value, slope: 1 };
  const ideal = idealOf(terms);
  const at = (capital: number): number => idealInstalment(ideal, capital, terms.nominalRatePpm, terms.termMonths);
  const start = at(0);
  const slope = (at(1_000_000) - start) / 1_000_000;
  return { value: slope > 0 ? (instalmentAsked(terms, target) - start) / slope : 0, slope };
}

/** Capital of the terms, about: percentages and taxes apart. */
export const capitalOf = (terms: FinancingTerms): number => terms.priceCents - terms.depositCents + fixedParts(terms);

function priceSought(terms: FinancingTerms, target: SolveTarget): Sought {
  return {
    low: Math.min(maximumCents, terms.discountCents + terms.tradeInCents + terms.depositCents),
    high: maximumCents,
    rising: true,
    choice: 'largest',
    put: (priceCents) => ({ ...terms, priceCents }),
    tooLow: (refusal) => !tooMuchLent(refusal),
    guess: () => {
      const capital = capitalFor(terms, target);
      return { value: capital.value + terms.depositCents - fixedParts(terms), slope: capital.slope };
    },
  };
}

/** A deposit and a discount paid by somebody else act alike on what is lent. */
function lessLent(terms: FinancingTerms, target: SolveTarget, put: (value: number) => FinancingTerms): Sought {
  return {
    low: 0,
    high: terms.priceCents - terms.discountCents - terms.tradeInCents,
    rising: false,
    choice: 'smallest',
    put,
    tooLow: tooMuchLent,
    guess: () => {
      const capital = capitalFor(terms, target);
      return { value: capitalOf(terms) - capital.value, slope: capital.slope };
    },
  };
}

/** The first number of rows, from the one asked, whose last row pays something: a season may skip rows. */
function payingRows(ideal: IdealPlan, rows: number): number {
  for (let more = rows; more <= maximumShapedRows; more++) if (ideal.weightOf(more) > 0) return more;
  return rows;
}

/** The number of rows that the lists of a plan fix: one date, or one weight, for each. */
function fixedRows({ plan }: FinancingTerms): number | null {
  if (plan.kind !== 'shaped') return null;
  if (plan.dueDates) return plan.dueDates.length - (plan.shape.balloonAfterLastRow === true ? 1 : 0);
  return plan.shape.weights && !plan.weightsBeyond ? plan.shape.weights.length : null;
}

function termSought(terms: FinancingTerms, target: SolveTarget): Sought {
  const ideal = idealOf(terms);
  const asked = instalmentAsked(terms, target);
  const capital = capitalOf(terms);
  const high = terms.plan.kind === 'shaped' ? maximumShapedRows : maximumRows;
  const fixed = fixedRows(terms);
  return {
    low: fixed ?? 1,
    high: fixed ?? high,
    rising: false,
    choice: 'smallest',
    put: (rows) => ({ ...terms, termMonths: payingRows(ideal, rows) }),
    // A charge dated after the plan has ended, or a grace as long as the plan.
    tooLow: (refusal) => refusal.path.startsWith('charges') || refusal.path.startsWith('plan.shape.grace'),
    guess: () => {
      const at = (rows: number): number => idealInstalment(ideal, capital, terms.nominalRatePpm, rows);
      let rows = ideal.graceRows + 1;
      while (rows < high && at(rows) > asked) rows = Math.ceil(rows * 1.25);
      while (rows > ideal.graceRows + 1 && at(rows - 1) <= asked) rows -= 1;
      return { value: rows, slope: 0 };
    },
  };
}

function rateSought(terms: FinancingTerms, target: SolveTarget, high: number): Sought {
  const ideal = idealOf(terms);
  const capital = capitalOf(terms);
  return {
    low: 0,
    high,
    rising: true,
    choice: 'roundest',
    put: (nominalRatePpm) => ({ ...terms, nominalRatePpm }),
    // At a low rate an instalment may not be positive or a balloon too large; at a high one amounts or the TAEG know no bounds.
    tooLow: (refusal) => refusal.refusal !== 'amount_too_large' && refusal.path !== 'taegPpm',
    guess: () => {
      // Without costs the TAEG of a monthly rate i is (1 + i)^12 − 1, a little above the rate.
      if (target.figure === 'taegPpm') return { value: target.value * 0.95, slope: 1.05 };
      const at = (ppm: number): number => idealInstalment(ideal, capital, ppm, terms.termMonths);
      return nearRoot(0, high, 20_000, 80_000, instalmentAsked(terms, target), at);
    },
  };
}

function balloonSought(terms: FinancingTerms, target: SolveTarget): Sought {
  const { plan } = terms;
  const ideal = idealOf(terms);
  const put = (balloonCents: number): FinancingTerms => (plan.kind === 'level' ? terms : { ...terms, plan: { ...plan, balloonCents } });
  const at = (balloonCents: number): number =>
    idealInstalment({ ...ideal, balloonCents }, capitalOf(terms), terms.nominalRatePpm, terms.termMonths);
  // Without a balloon there is no row after the last: the plan is another, and its instalment need not be above.
  const ownRow = plan.kind === 'shaped' && plan.shape.balloonAfterLastRow === true;
  return {
    low: ownRow ? 1 : 0,
    high: maximumCents,
    rising: false,
    choice: 'roundest',
    put,
    tooLow: () => false,
    guess: () => nearRoot(0, maximumCents, 0, 1_000_000, instalmentAsked(terms, target), at),
  };
}

/** The search for an unknown; `instalment` needs none. */
export function soughtOf(terms: FinancingTerms, unknown: Exclude<Unknown, 'instalment'>, target: SolveTarget): Sought {
  switch (unknown) {
    case 'price':
    case 'amountFinanced':
      return priceSought(terms, target);
    case 'deposit':
      return lessLent({ ...terms, depositCents: 0 }, target, (depositCents) => ({ ...terms, depositCents }));
    case 'term':
      return termSought(terms, target);
    case 'nominalRate':
      return rateSought(terms, target, maximumRatePpm);
    case 'balloon':
      return balloonSought(terms, target);
    case 'subsidy':
      return target.by === 'amount'
        ? lessLent(terms, target, (cents) => ({ ...terms, discountCents: terms.discountCents + cents }))
        : rateSought(terms, target, terms.nominalRatePpm);
  }
}
