import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import { rowAmounts, levelPayment } from '../plan/amounts.ts';
import type { RowAmounts } from '../plan/amounts.ts';
import { capitalisationOf } from '../plan/calendar.ts';
import { scheduleRows } from '../plan/check-plan-terms.ts';
import { weightOf, weightSum } from '../plan/frame.ts';
import type { Frame } from '../plan/frame.ts';
import { growthOver, roundRatio } from '../plan/growth.ts';
import type { Growth } from '../plan/growth.ts';
import { levelInstalment } from '../plan/level-instalment.ts';
import { weightParts } from '../plan/limits.ts';
import type { PlanRow, PlanTerms } from '../plan/plan-terms.ts';
import { settleResidue } from '../plan/residue.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { elapsedFraction } from './elapsed-fraction.ts';
import { lastRowOf } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';

/** What stays when a contract is reckoned anew: its last due date, or its instalment. */
export type Keep = 'term' | 'instalment';

export interface Rest {
  readonly contract: ServicedContract;
  readonly on: string;
  /** Index of the first row after the day. */
  readonly next: number;
  readonly capitalCents: number;
  readonly ratePpm: number;
  readonly keep: Keep;
  /** Interest earned before the day and asked on top of the next row that asks any. */
  readonly carriedCents: number;
  /** The row under way when it bears two rates: what a cent bears over all of it, and its interest to the day. */
  readonly underWay?: { readonly growth: Growth; readonly earnedCents: number } | undefined;
}

export type RestResult = { readonly ok: true; readonly contract: ServicedContract; readonly instalmentCents: number } | Refusal;

/** The terms of the rows that are left, as if the contract began on the day with the capital left. */
function restTerms({ contract, on, next, capitalCents, ratePpm }: Omit<Rest, 'keep' | 'carriedCents'>): PlanTerms {
  const { terms, rows } = contract;
  const done = rows.slice(0, next).filter((row) => row.number > 0).length;
  return {
    ...terms,
    start: on,
    principalCents: capitalCents,
    nominalRatePpm: ratePpm,
    rows: rows.length - next - (scheduleRows(terms) - terms.rows),
    firstPeriod: 'in-row',
    firstDueDate: rows[next]?.dueDate,
    dueDates: terms.dueDates?.slice(-(rows.length - next)),
    weights: terms.weights?.slice(done),
    gracePrincipalRows: Math.max(0, (terms.gracePrincipalRows ?? 0) - done),
    graceInterestRows: Math.max(0, (terms.graceInterestRows ?? 0) - done),
    downPaymentPpm: undefined,
    drawdowns: undefined,
    charges: undefined,
  };
}

/** First fault that keeps the rest of a contract from being reckoned anew. */
export function restFault(contract: ServicedContract, on: string, next: number): Refusal | null {
  const { terms } = contract;
  if ((terms.drawdowns ?? []).some((drawdown) => drawdown.date > on)) return refuse('choice_not_consistent', 'contract.terms.drawdowns');
  const { parts, span } = capitalisationOf(terms) ?? { parts: 0, span: 0 };
  if (parts !== 1 || span !== 1) return refuse('choice_not_consistent', 'contract.terms.capitalisation');
  if (terms.weights && terms.weights.length !== terms.rows) return refuse('term_out_of_range', 'contract.terms.weights');
  const due = contract.rows.length - next - (scheduleRows(terms) - terms.rows);
  return due < 1 ? refuse('date_out_of_range', 'on') : null;
}

function frameOf(rest: Rest, terms: PlanTerms): Frame {
  const { contract, next, ratePpm, capitalCents } = rest;
  const last = lastRowOf(contract).dueDate;
  let begin: DayNumber = toDayNumber(rest.on);
  const periods = contract.rows.slice(next).map((row, index) => {
    const end = toDayNumber(row.dueDate);
    const own = index === 0 ? rest.underWay?.growth : undefined;
    const growth = own ?? growthOver(ratePpm, [elapsedFraction(terms, last, { begin, end, first: index === 0 }, begin, end)]);
    begin = end;
    return { day: end, growth, inside: [], onDayCents: 0 };
  });
  const plain = terms.amortisation === 'interest-only' || terms.amortisation === 'bullet';
  return {
    periods,
    openingCents: capitalCents,
    capitalCents,
    balloonCents: Math.min(terms.balloonCents ?? 0, capitalCents),
    rows: terms.rows,
    graceRows: plain ? 0 : (terms.gracePrincipalRows ?? 0),
    flat: terms.interestOn === 'flat',
    askedEvery: 1,
    weights: terms.weights?.map((weight) => Math.floor(weight * weightParts + 0.5)) ?? null,
    rounding: terms.rounding.mode,
    multipleCents: terms.rounding.instalmentMultipleCents,
  };
}

interface Solved {
  readonly instalmentCents: number;
  readonly amounts: readonly RowAmounts[];
}

const tooLarge = refuse('amount_too_large', 'contract');

function withSameTerm(terms: PlanTerms, frame: Frame): Solved | Refusal {
  const plain = terms.amortisation === 'interest-only' || terms.amortisation === 'bullet';
  // Rows that all pay nothing leave nothing to solve.
  if (!plain && weightSum(frame) === 0) return refuse('choice_not_consistent', 'contract.terms.weights');
  if (terms.amortisation === 'level') {
    const instalment = levelInstalment(frame);
    // Without interest a debt that is all balloon has rows of nothing before it; any other plan must pay something.
    if (instalment < 1 && frame.capitalCents > frame.balloonCents) return refuse('instalment_not_positive', 'contract');
    const plan = settleResidue(frame, instalment, terms.rounding.residue);
    return plan === null ? tooLarge : { instalmentCents: plan.instalmentCents, amounts: plan.rows };
  }
  const spread = BigInt(frame.capitalCents - frame.balloonCents);
  const sum = BigInt(weightSum(frame));
  const equal = terms.amortisation === 'equal-principal';
  const amounts = rowAmounts(frame, (index) => (equal ? roundRatio(spread * BigInt(weightOf(frame, index)), sum, frame.multipleCents, frame.rounding) : 0));
  if (amounts === null) return tooLarge;
  const first = amounts[frame.graceRows] ?? amounts[0];
  return { instalmentCents: (first?.principalCents ?? 0) + (first?.interestCents ?? 0), amounts };
}

/** Row in which a debt paid at the old pace ends, the balloon left for it: the first that could pay all it owes. */
function endOf(frame: Frame, amounts: readonly RowAmounts[], pace: (index: number) => number): number {
  const after = frame.periods.length > frame.rows;
  for (const [index, row] of amounts.entries()) {
    const next = amounts[index + 1];
    if (index < frame.graceRows) continue;
    // A balloon with a row of its own falls after the row that leaves no more than it, never in the place of that row.
    if (after ? next !== undefined && row.balanceCents + next.interestCents <= frame.balloonCents : row.beforeCents + row.interestCents <= pace(index) + frame.balloonCents) return after ? index + 1 : index;
  }
  return amounts.length - 1;
}

function withSameInstalment(rest: Rest, terms: PlanTerms, frame: Frame): Solved | Refusal {
  const row = rest.contract.rows[rest.next + frame.graceRows];
  if (terms.amortisation === 'interest-only' || terms.amortisation === 'bullet') return refuse('choice_not_consistent', 'keep');
  if (terms.weights && (rest.contract.instalmentCents ?? null) === null) return refuse('missing', 'contract.instalmentCents');
  const level = terms.amortisation === 'level';
  const share = row?.principalCents ?? 0;
  const kept = level ? (rest.contract.instalmentCents ?? share + (row?.interestCents ?? 0)) : share;
  const pay = (index: number, interest: number): number => levelPayment(frame, kept, index) - (level ? interest : 0);
  const wanted = (index: number, interest: number): number => (index < frame.graceRows ? 0 : pay(index, interest));
  const whole = rowAmounts(frame, wanted);
  if (whole === null) return tooLarge;
  const end = endOf(frame, whole, (index) => levelPayment(frame, kept, index) + (level ? 0 : (whole[index]?.interestCents ?? 0)));
  const after = frame.periods.length > frame.rows ? 1 : 0;
  const amounts = rowAmounts({ ...frame, periods: frame.periods.slice(0, end + 1), rows: end + 1 - after }, wanted);
  return amounts === null ? tooLarge : { instalmentCents: kept, amounts };
}

/** Rows as asked: interest put off by a grace that still runs and interest carried from before fall on the first row that asks. */
function printRest(rest: Rest, terms: PlanTerms, amounts: readonly RowAmounts[]): PlanRow[] {
  const askedIn = Math.min(terms.graceInterestRows ?? 0, amounts.length - 1);
  let deferred = rest.carriedCents;
  return amounts.map(({ principalCents, interestCents, balanceCents }, index) => {
    const old = rest.contract.rows[rest.next + index];
    deferred += index <= askedIn ? interestCents : 0;
    const asked = index < askedIn ? 0 : index === askedIn ? deferred : interestCents;
    const feeCents = old?.feeCents ?? 0;
    return {
      number: old?.number ?? 0,
      dueDate: old?.dueDate ?? fromDayNumber(toDayNumber(rest.on)),
      principalCents,
      interestCents: asked,
      feeCents,
      dueCents: principalCents + asked + feeCents,
      balanceCents,
    };
  });
}

/**
 * The rows after a day reckoned anew on the capital left, on the contract's own due days and day count, which terms
 * alone cannot always say (an anchor on the 31st met on 28 February). Keep the term: the instalment is solved again as
 * for a new plan (docs/engine-conventions.md section 4). Keep the instalment: rows as before until one can pay what is
 * left, a balloon keeping its amount; equal principal keeps the share. Fees stay with their rows.
 */
export function restOfPlan(rest: Rest): RestResult {
  const fault = restFault(rest.contract, rest.on, rest.next);
  if (fault !== null) return fault;
  const terms = restTerms(rest);
  const frame = frameOf(rest, terms);
  const solved = rest.keep === 'term' ? withSameTerm(terms, frame) : withSameInstalment(rest, terms, frame);
  if ('refusal' in solved) return solved;
  const rows = printRest(rest, terms, solved.amounts);
  const shortened = rows.length - (rest.contract.rows.length - rest.next);
  const earned = rest.carriedCents + (rest.underWay?.earnedCents ?? 0);
  const contract: ServicedContract = {
    terms: {
      ...terms,
      rows: terms.rows + shortened,
      weights: terms.weights?.slice(0, terms.rows + shortened),
      dueDates: terms.dueDates?.slice(0, rows.length),
      balloonCents: frame.balloonCents,
    },
    rows,
    instalmentCents: solved.instalmentCents,
    ...(earned > 0 ? { carriedInterestCents: earned } : {}),
  };
  return { ok: true, contract, instalmentCents: solved.instalmentCents };
}
