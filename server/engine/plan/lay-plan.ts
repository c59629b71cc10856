import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { rowAmounts } from './amounts.ts';
import type { RowAmounts } from './amounts.ts';
import { capitalisationOf } from './calendar.ts';
import { checkPlanFields, checkPlanTogether, scheduleRows } from './check-plan-terms.ts';
import { weightOf, weightSum } from './frame.ts';
import type { Frame } from './frame.ts';
import { roundInterest, roundRatio, roundShare } from './growth.ts';
import { solvedInstalment } from './level-instalment.ts';
import type { SolvedInstalment } from './level-instalment.ts';
import { maximumRowCents, weightParts } from './limits.ts';
import { capitalOf } from './plan-charges.ts';
import type { Capital } from './plan-charges.ts';
import type { PlanTerms } from './plan-terms.ts';
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
  const own = after === undefined || terms.amortisation !== 'level' ? 0 : roundInterest(frame.capitalCents, after.growth, frame.rounding);
  const largest = frame.capitalCents + own;
  return frame.balloonCents > largest ? refuse('balloon_too_large', 'balloonCents', largest) : null;
}

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

/** Instalment and rows by the amortisation of the terms; of a plan that is not level, the first row after the grace. */
function amortise(terms: PlanTerms, frame: Frame): { readonly instalment: SolvedInstalment; readonly amounts: readonly RowAmounts[] } | Refusal {
  const tooLarge = refuse('amount_too_large', 'principalCents');
  if (terms.amortisation === 'level') {
    const solved = solvedInstalment(frame);
    if (solved.cents < 1) return refuse('instalment_not_positive', 'rows');
    const plan = solved.cents > maximumRowCents ? null : settleResidue(frame, solved.cents, terms.rounding.residue);
    if (plan === null) return tooLarge;
    const cents = plan.instalmentCents;
    return { instalment: { cents, unrounded: cents === solved.cents ? solved.unrounded : cents }, amounts: plan.rows };
  }
  const rule = terms.amortisation === 'equal-principal' ? equalShares(frame) : () => 0;
  const amounts = rowAmounts(frame, rule);
  if (amounts === null) return tooLarge;
  const first = amounts[frame.graceRows] ?? amounts[0];
  const cents = (first?.principalCents ?? 0) + (first?.interestCents ?? 0);
  return { instalment: { cents, unrounded: cents }, amounts };
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

/** A plan laid out: days, capital, instalment and the amounts of its rows, not yet printed. */
export interface LaidPlan {
  /** Checked, every absent field undefined. */
  readonly terms: PlanTerms;
  readonly capital: Capital;
  readonly downPaymentCents: number;
  readonly schedule: Schedule;
  readonly frame: Frame;
  readonly instalment: SolvedInstalment;
  readonly amounts: readonly RowAmounts[];
}

/** Checks terms of whatever type and lays out their plan; refuses all that `buildPlan` refuses but charges before the start and rows too large. */
export function layPlan(given: PlanTerms): { readonly ok: true; readonly laid: LaidPlan } | Refusal {
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
  return { ok: true, laid: { terms, capital, downPaymentCents: down.cents, schedule, frame, ...amortised } };
}
