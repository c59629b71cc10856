import { withoutMinusZero } from '../check-fields.ts';
import { fromDayNumber, toDayNumber } from '#platform/civil-date';
import type { DayNumber } from '#platform/civil-date';
import type { Rounding } from '#platform/money';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { defaultInterestFault } from './check-default-interest.ts';
import { fractionOf, plus, roundFraction, zero } from './fraction.ts';
import type { Fraction } from './fraction.ts';
import { rateStretches } from './late-rates.ts';
import type { DatedRate, RateStretch } from './late-rates.ts';
import type { Proof, ProofLine } from './proof-line.ts';

/** The part of a row that bears default interest: its capital, or capital and interest where contract and law allow (TUB 120 c. 2). */
export interface OverdueAmount {
  readonly number: number;
  readonly dueDate: string;
  readonly cents: number;
}

/** Money received: for one row, or, without `number`, for the oldest unpaid rows. */
export interface OverduePayment {
  readonly date: string;
  readonly cents: number;
  readonly number?: number | undefined;
}

export interface DefaultInterestTerms {
  /** Contract rate of default interest, each from its day on, rising. */
  readonly rates: readonly DatedRate[];
  /** Threshold of the usury law for default interest, each from its day on; none = no cap. */
  readonly thresholds?: readonly DatedRate[] | undefined;
  /** A rate above the threshold is cut to it (`cap`, default), or the clause is void and the contract's own rate is due (Cass. SU 19597/2020). */
  readonly aboveThreshold?: 'cap' | 'contract-rate' | undefined;
  /** The contract's ordinary rate; needed by `contract-rate`. */
  readonly contractRatePpm?: number | undefined;
  /** Days after the due date within which payment costs nothing. */
  readonly graceDays?: number | undefined;
  /** When the grace is over unpaid, interest counts from the due date (default) or only from the end of the grace. */
  readonly graceCounts?: 'from-due-date' | 'after-grace' | undefined;
  readonly rounding?: Rounding | undefined;
}

export interface LateRow {
  readonly number: number;
  /** Default interest of the row to the day, rounded once. */
  readonly cents: number;
  /** Still unpaid on the day. */
  readonly unpaidCents: number;
  readonly daysPastDue: number;
}

export type DefaultInterestResult =
  | {
      readonly ok: true;
      readonly rows: readonly LateRow[];
      readonly totalCents: number;
      readonly unpaidCents: number;
      /** Of the oldest row unpaid on the day. */
      readonly daysPastDue: number;
      /** Payments beyond what the rows owed. */
      readonly unallocatedCents: number;
      readonly proof?: readonly ProofLine[] | undefined;
    }
  | Refusal;

export interface DefaultInterestRequest {
  readonly rows: readonly OverdueAmount[];
  readonly payments?: readonly OverduePayment[] | undefined;
  /** The day reckoned to, included. */
  readonly until: string;
  readonly terms: DefaultInterestTerms;
  readonly explain?: boolean | undefined;
}

/** Money taken off one row: `day` still counts on the old amount. */
interface Reduction {
  readonly day: DayNumber;
  readonly cents: number;
}

const daysInYear = 365;

function reductionsOf(rows: readonly OverdueAmount[], payments: readonly OverduePayment[], until: string): { byRow: Reduction[][]; left: number } {
  const byRow: Reduction[][] = rows.map(() => []);
  const unpaid = rows.map((row) => row.cents);
  const oldestFirst = rows.map((_, index) => index).sort((one, other) => ((rows[one]?.dueDate ?? '') < (rows[other]?.dueDate ?? '') ? -1 : 1));
  let left = 0;
  for (const payment of payments.toSorted((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))) {
    if (payment.date > until) continue;
    let money = payment.cents;
    for (const index of oldestFirst) {
      if ((payment.number ?? null) !== null && rows[index]?.number !== payment.number) continue;
      const cents = Math.min(money, unpaid[index] ?? 0);
      if (cents === 0) continue;
      byRow[index]?.push({ day: toDayNumber(payment.date), cents });
      unpaid[index] = (unpaid[index] ?? 0) - cents;
      money -= cents;
    }
    left += money;
  }
  return { byRow, left };
}

/** Cents × ppm × days of one row, exactly. */
function interestOfRow(row: OverdueAmount, reductions: readonly Reduction[], until: DayNumber, request: DefaultInterestRequest, proof: Proof): Fraction | Refusal {
  const { terms } = request;
  const due = toDayNumber(row.dueDate);
  const graceEnd = due + (terms.graceDays ?? 0);
  if (until <= graceEnd) {
    if (until > due) proof?.push({ label: 'graceFree', formula: [{ count: row.number }, { days: until - due }] });
    return zero;
  }
  const amountOn = (day: DayNumber): number => reductions.reduce((cents, taken) => (taken.day < day ? cents - taken.cents : cents), row.cents);
  const stretches = rateStretches(terms, terms.graceCounts === 'after-grace' ? graceEnd : due, until, reductions.map((taken) => taken.day));
  let sum = zero;
  for (const stretch of stretches) {
    if (stretch.ratePpm === null) return refuse('rule_missing', 'terms.rates');
    // Inside the grace only what is still unpaid when it ends bears interest.
    const cents = amountOn(Math.max(stretch.after + 1, graceEnd + 1));
    if (cents <= 0) continue;
    sum = plus(sum, fractionOf(BigInt(cents) * BigInt(stretch.ratePpm) * BigInt(stretch.to - stretch.after), daysInYear * 1_000_000));
    if (proof !== null) proof.push(...stretchLines(row.number, cents, stretch));
  }
  return sum;
}

function stretchLines(number: number, cents: number, stretch: RateStretch): ProofLine[] {
  const { ratePpm, replaced } = stretch;
  const lines: ProofLine[] = [];
  if (replaced !== null) {
    const label = replaced === 'cap' ? 'rateCapped' : 'rateReplaced';
    lines.push({ label, formula: [{ date: fromDayNumber(stretch.after + 1) }, { ratePpm: ratePpm ?? 0 }], article: replaced === 'cap' ? 'L. 108/1996' : 'Cass. SU 19597/2020, c.c. 1224' });
  }
  const days = { days: stretch.to - stretch.after };
  lines.push({ label: 'lateStretch', formula: [{ count: number }, { date: fromDayNumber(stretch.to) }, { cents }, '×', { ratePpm: ratePpm ?? 0 }, '×', days, '/', { count: daysInYear }] });
  return lines;
}

/**
 * Default interest to a day: simple, by day over 365 in every year, the due date excluded and the day itself included;
 * a payment counts from the day after it, a new rate from its own day. Interest never joins the amounts that bear
 * interest (TUB 120 c. 2). One rounding for each row, the total is their sum. Inside the grace nothing is due; see
 * `graceCounts` for what follows. A rate above the usury threshold of its day is cut or replaced (L. 108/1996 art. 2,
 * c.c. 1815, Cass. SU 19597/2020).
 * Refuses bad fields by name and a day without a rate (`rule_missing`).
 */
export function defaultInterest(given: DefaultInterestRequest): DefaultInterestResult {
  const request = withoutMinusZero(given);
  const fault = defaultInterestFault(request);
  if (fault !== null) return fault;
  const { rows, until, terms } = request;
  const lastDay = toDayNumber(until);
  const rounding = terms.rounding ?? 'half-up';
  const proof: Proof = request.explain === true ? [] : null;
  const { byRow, left } = reductionsOf(rows, request.payments ?? [], until);
  const late: LateRow[] = [];
  let totalCents = 0;
  let unpaidSum = 0;
  let daysPastDue = 0;
  for (const [index, row] of rows.entries()) {
    const reductions = byRow[index] ?? [];
    const exact = interestOfRow(row, reductions, lastDay, request, proof);
    if ('refusal' in exact) return exact;
    const cents = roundFraction(exact, rounding);
    const unpaidCents = reductions.reduce((rest, taken) => rest - taken.cents, row.cents);
    const days = unpaidCents > 0 ? Math.max(0, lastDay - toDayNumber(row.dueDate)) : 0;
    if (cents > 0) proof?.push({ label: 'lateRow', formula: [{ count: row.number }], cents });
    late.push({ number: row.number, cents, unpaidCents, daysPastDue: days });
    totalCents += cents;
    if (days > 0) unpaidSum += unpaidCents;
    daysPastDue = Math.max(daysPastDue, days);
  }
  proof?.push({ label: 'lateTotal', formula: [], cents: totalCents });
  return { ok: true, rows: late, totalCents, unpaidCents: unpaidSum, daysPastDue, unallocatedCents: left, ...(proof === null ? {} : { proof }) };
}
