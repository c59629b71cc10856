import type { Rounding } from '#platform/money';
import { planTermsOf } from '../financing/shaped-plan.ts';
import type { FinancingTerms, ShapedPlan } from '../financing/types.ts';
import { capitalisationOf } from '../plan/calendar.ts';
import { scheduleRows } from '../plan/check-plan-terms.ts';
import { scheduleOf } from '../plan/schedule.ts';
import type { PlanShape, YearFraction } from '../plans.ts';

/** How a plan is laid out, whatever its kind, told by rows from 0: what the steps of its figures need. */
export interface PlanLayout {
  /** Rows of level payments or shares, that of a balloon after the last apart. */
  readonly rows: number;
  readonly amortisation: 'level' | 'equal-principal' | 'interest-only';
  readonly flat: boolean;
  readonly graceRows: number;
  /** Rows whose interest is put off. */
  readonly deferredRows: number;
  readonly balloonCents: number;
  readonly balloonAfter: boolean;
  readonly weightOf: (row: number) => number;
  readonly weighted: boolean;
  /** Interest is asked on every row of this number and on the last. */
  readonly askedEvery: number;
  readonly rounding: Rounding;
  readonly multipleCents: number;
  readonly residue: PlanShape['rounding']['residue'];
  /** Fractions of the year in the period of a row; several when interest joins the debt inside it. */
  readonly fractionsOf: (row: number) => readonly YearFraction[];
  /** Odd days before the first period that are paid apart with row 0. */
  readonly oddDays: { readonly fractions: readonly YearFraction[]; readonly sign: 1 | -1 } | null;
}

const twelfth: readonly YearFraction[] = [{ numerator: 1, denominator: 12 }];

/** Level and balloon plans: a twelfth of a year for every row. */
function gridLayout({ plan, termMonths }: FinancingTerms): PlanLayout {
  const balloon = plan.kind === 'balloon' ? plan : null;
  return {
    rows: termMonths,
    amortisation: 'level',
    flat: false,
    graceRows: 0,
    deferredRows: 0,
    balloonCents: balloon?.balloonCents ?? 0,
    balloonAfter: balloon?.balloonAt === 'one-period-after',
    weightOf: () => 1,
    weighted: false,
    askedEvery: 1,
    rounding: 'half-up',
    multipleCents: 1,
    residue: 'last',
    fractionsOf: () => twelfth,
    oddDays: null,
  };
}

function shapedLayout(terms: FinancingTerms, plan: ShapedPlan): PlanLayout | null {
  const planTerms = planTermsOf(terms, plan, 1);
  const { parts, span } = capitalisationOf(planTerms) ?? { parts: 1, span: 1 };
  const count = scheduleRows(planTerms);
  const dated = scheduleOf(planTerms, count, parts);
  if (!dated.ok) return null;
  const { periods, paid } = dated.schedule;
  const { shape } = plan;
  const interestOnly = shape.amortisation === 'bullet' || shape.amortisation === 'interest-only';
  return {
    rows: terms.termMonths,
    amortisation: shape.amortisation === 'bullet' ? 'interest-only' : shape.amortisation,
    flat: shape.interestOn === 'flat',
    graceRows: interestOnly ? 0 : (shape.gracePrincipalRows ?? 0),
    deferredRows: Math.min(shape.graceInterestRows ?? 0, count - 1),
    balloonCents: plan.balloonCents ?? 0,
    balloonAfter: count > terms.termMonths,
    weightOf: (row) => planTerms.weights?.[row] ?? 1,
    weighted: Boolean(planTerms.weights),
    askedEvery: span,
    rounding: shape.rounding.mode,
    multipleCents: shape.rounding.instalmentMultipleCents,
    residue: shape.amortisation === 'level' && shape.interestOn === 'declining' ? shape.rounding.residue : 'last',
    fractionsOf: (row) => periods[row]?.growth.fractions ?? [],
    oddDays: paid === null ? null : { fractions: paid.growth.fractions, sign: paid.sign },
  };
}

/** The layout of priced terms; null when their days cannot be laid out, which priced terms never are. */
export function layoutOf(terms: FinancingTerms): PlanLayout | null {
  return terms.plan.kind === 'shaped' ? shapedLayout(terms, terms.plan) : gridLayout(terms);
}
