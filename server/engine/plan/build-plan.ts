import { fromDayNumber } from '#platform/civil-date';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { rowAmounts } from './amounts.ts';
import type { RowAmounts } from './amounts.ts';
import { capitalisationOf } from './calendar.ts';
import { checkPlanFields, checkPlanTogether, scheduleRows } from './check-plan-terms.ts';
import { weightOf, weightSum } from './frame.ts';
import type { Frame } from './frame.ts';
import { roundAccruals, roundRatio, roundShare } from './growth.ts';
import { levelInstalment } from './level-instalment.ts';
import { maximumRowCents, weightParts } from './limits.ts';
import { capitalOf, paidCharges, planBases } from './plan-charges.ts';
import type { Capital } from './plan-charges.ts';
import { printRows } from './plan-rows.ts';
import type { PlanResult, PlanRow, PlanTerms } from './plan-terms.ts';
import { planTotals, taegFlows } from './plan-totals.ts';
import { settleResidue } from './residue.ts';
import { scheduleOf } from './schedule.ts';
import type { Schedule } from './schedule.ts';

/** Terms with every absent field undefined (null counts as absent) and no negative zero. */
function settled(terms: PlanTerms): PlanTerms {
  return {
    principalCents: terms.principalCents,
    nominalRatePpm: terms.nominalRatePpm + 0,
    rows: terms.rows,
    every: terms.every,
    unit: terms.unit,
    start: terms.start,
    monthEnd: terms.monthEnd,
    dayCount: terms.dayCount,
    amortisation: terms.amortisation,
    interestOn: terms.interestOn,
    mode: terms.mode,
    rounding: terms.rounding,
    balloonCents: (terms.balloonCents ?? 0) + 0,
    balloonAfterLastRow: terms.balloonAfterLastRow ?? false,
    gracePrincipalRows: (terms.gracePrincipalRows ?? 0) + 0,
    graceInterestRows: (terms.graceInterestRows ?? 0) + 0,
    downPaymentPpm: (terms.downPaymentPpm ?? 0) + 0,
    firstPeriod: terms.firstPeriod ?? undefined,
    weights: terms.weights ?? undefined,
    capitalisation: terms.capitalisation ?? undefined,
    firstDueDate: terms.firstDueDate ?? undefined,
    dueDates: terms.dueDates ?? undefined,
    drawdowns: terms.drawdowns ?? undefined,
    charges: terms.charges ?? undefined,
  };
}

/** The share asked on the start day, rounded to the multiple. Refuses one that leaves nothing to lend, or exceeds what is drawn that day. */
function downPaymentOf(terms: PlanTerms, capital: Capital): { readonly ok: true; readonly cents: number; readonly openingCents: number } | Refusal {
  const { mode, instalmentMultipleCents } = terms.rounding;
  const cents = roundShare(terms.principalCents, terms.downPaymentPpm ?? 0, instalmentMultipleCents, mode);
  const drawn = (terms.drawdowns?.[0]?.cents ?? terms.principalCents) + capital.financedFeeCents;
  return cents < drawn ? { ok: true, cents, openingCents: drawn - cents } : refuse('amount_too_large', 'downPaymentPpm');
}

/** The balloon leaves at most the whole capital untouched: alone in the row after the last, with that row's interest. */
function checkBalloon(terms: PlanTerms, frame: Frame): Refusal | null {
  const after = frame.periods[frame.rows];
  const own = after === undefined || terms.amortisation !== 'level' ? 0 : roundAccruals([{ cents: frame.capitalCents, growth: after.growth }], frame.rounding);
  const largest = frame.capitalCents + own;
  return frame.balloonCents > largest ? refuse('balloon_too_large', 'balloonCents', largest) : null;
}

const isTooLarge = ({ principalCents, interestCents, feeCents, dueCents }: PlanRow): boolean =>
  Math.max(Math.abs(principalCents), interestCents, feeCents, dueCents) > maximumRowCents;

/** Equal shares of the principal by weight, each rounded to the multiple. */
function equalShares(frame: Frame): (index: number) => number {
  const spread = BigInt(frame.capitalCents - frame.balloonCents);
  const sum = BigInt(weightSum(frame));
  const known = new Map<number, number>();
  return (index) => {
    const weight = weightOf(frame, index);
    const share = known.get(weight) ?? roundRatio(spread * BigInt(weight), sum, frame.multipleCents, frame.rounding);
    known.set(weight, share);
    return share;
  };
}

/** Instalment (null when each row has its own) and rows by the amortisation of the terms. */
function amortise(terms: PlanTerms, frame: Frame): { readonly instalment: number | null; readonly amounts: readonly RowAmounts[] } | Refusal {
  const tooLarge = refuse('amount_too_large', 'principalCents');
  if (terms.amortisation === 'level') {
    const solved = levelInstalment(frame);
    if (solved < 1) return refuse('instalment_not_positive', 'rows');
    const plan = solved > maximumRowCents ? null : settleResidue(frame, solved, terms.rounding.residue);
    return plan === null ? tooLarge : { instalment: plan.instalmentCents, amounts: plan.rows };
  }
  const rule = terms.amortisation === 'equal-principal' ? equalShares(frame) : () => 0;
  const amounts = rowAmounts(frame, rule);
  return amounts === null ? tooLarge : { instalment: null, amounts };
}

function frameOf(terms: PlanTerms, schedule: Schedule, openingCents: number, capitalCents: number, askedEvery: number): Frame {
  return {
    periods: schedule.periods,
    openingCents,
    capitalCents,
    balloonCents: terms.balloonCents ?? 0,
    rows: terms.rows,
    graceRows: terms.amortisation === 'interest-only' || terms.amortisation === 'bullet' ? 0 : (terms.gracePrincipalRows ?? 0),
    flat: terms.interestOn === 'flat',
    askedEvery,
    weights: terms.weights?.map((weight) => Math.floor(weight * weightParts + 0.5)) ?? null,
    rounding: terms.rounding.mode,
    multipleCents: terms.rounding.instalmentMultipleCents,
  };
}

/**
 * A plan to the cent: rows, charges, totals, flows of the TAEG, by docs/engine-conventions.md. Pure; never throws and
 * never answers NaN: whatever is wrong, of any type, comes back as a named refusal with the path of the field.
 */
export function buildPlan(given: PlanTerms): PlanResult {
  const fault = checkPlanFields(given);
  if (fault !== null) return fault;
  const terms = settled(given);
  const clash = checkPlanTogether(terms);
  if (clash !== null) return clash;
  const composed = capitalOf(terms);
  if (!composed.ok) return composed;
  const { capital } = composed;
  const down = downPaymentOf(terms, capital);
  if (!down.ok) return down;
  const { parts, span } = capitalisationOf(terms) ?? { parts: 1, span: 1 };
  const dated = scheduleOf(terms, scheduleRows(terms), parts);
  if (!dated.ok) return dated;
  const { schedule } = dated;
  const frame = frameOf(terms, schedule, down.openingCents, capital.amountFinancedCents - down.cents, span);
  const balloonFault = checkBalloon(terms, frame);
  if (balloonFault !== null) return balloonFault;
  const amortised = amortise(terms, frame);
  if ('ok' in amortised) return amortised;
  const { amounts } = amortised;
  const first = amounts[frame.graceRows] ?? amounts[0];
  const instalmentCents = amortised.instalment ?? (first?.principalCents ?? 0) + (first?.interestCents ?? 0);
  const bases = planBases(terms.principalCents, capital.amountFinancedCents, instalmentCents);
  const split = paidCharges(terms, bases);
  if (!split.ok) return split;
  const printed = printRows(terms, { schedule, frame, amounts, bases, paid: split.paid, downPaymentCents: down.cents });
  if (printed.rows.some(isTooLarge)) return refuse('amount_too_large', 'principalCents');
  const totals = planTotals(printed, capital.financedFeeCents);
  return {
    ok: true,
    plan: {
      amountFinancedCents: capital.amountFinancedCents,
      instalmentCents,
      rows: printed.rows,
      separateFees: printed.separate.map(({ kind, day, cents }) => ({ kind, date: fromDayNumber(day), cents })),
      totals,
      taegFlows: taegFlows(terms, printed, capital),
    },
  };
}
