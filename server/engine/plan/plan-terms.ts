import type { Rounding } from '#platform/money';
import type { Refusal } from '../refusal.ts';
import type { DayCount } from '../time/day-count.ts';
import type { MonthEnd, Rhythm } from '../time/due-dates.ts';

export type { MonthEnd, PeriodUnit, Rhythm } from '../time/due-dates.ts';

/** Every rule behind these fields is in docs/engine-conventions.md; limits in its section 8. */
export type Amortisation = 'level' | 'equal-principal' | 'interest-only' | 'bullet';
export type FirstPeriod = 'in-row' | 'one-period' | 'paid' | 'capitalised';
export type Residue = 'last' | 'first' | 'correction-pass';

export interface PlanRounding {
  readonly mode: Rounding;
  /** 1 = to the cent, 100 = to the euro. */
  readonly instalmentMultipleCents: number;
  readonly residue: Residue;
}

/** What shapes a plan, apart from its amount, rate, rows and dates: the part that a financial product fixes. */
export interface PlanShape extends Rhythm {
  readonly monthEnd: MonthEnd;
  readonly dayCount: DayCount;
  readonly amortisation: Amortisation;
  readonly interestOn: 'declining' | 'flat';
  readonly mode: 'arrears' | 'advance';
  readonly balloonAfterLastRow?: boolean | undefined;
  readonly gracePrincipalRows?: number | undefined;
  readonly graceInterestRows?: number | undefined;
  readonly firstPeriod?: FirstPeriod | undefined;
  /** One weight a row; 1 = the plain instalment, 0 = skipped, 3 = three in one. */
  readonly weights?: readonly number[] | undefined;
  readonly capitalisation?: Rhythm | undefined;
  readonly rounding: PlanRounding;
}

export interface Drawdown {
  readonly date: string;
  readonly cents: number;
}

/** A fee of the plan: `cents`, or `ratePpm` of a `base`. */
export interface PlanCharge {
  readonly kind: string;
  readonly at: 'start' | 'row' | 'date';
  readonly date?: string | undefined;
  readonly cents?: number | undefined;
  readonly ratePpm?: number | undefined;
  readonly base?: 'principal' | 'amount-financed' | 'instalment' | 'row-principal' | 'row-interest' | 'row-balance' | undefined;
  readonly financed: boolean;
  readonly inTaeg: boolean;
  readonly optional: boolean;
}

export interface PlanTerms extends PlanShape {
  /** What is lent, before financed charges and down payment. With several drawdowns: their sum. */
  readonly principalCents: number;
  readonly nominalRatePpm: number;
  /** Rows apart from a down payment and from a balloon after the last row. */
  readonly rows: number;
  readonly start: string;
  readonly firstDueDate?: string | undefined;
  /** Irregular due dates, one a row. */
  readonly dueDates?: readonly string[] | undefined;
  readonly balloonCents?: number | undefined;
  /** Share of the principal asked on the start day as a row of its own. */
  readonly downPaymentPpm?: number | undefined;
  readonly drawdowns?: readonly Drawdown[] | undefined;
  readonly charges?: readonly PlanCharge[] | undefined;
}

/** One row of a plan; number 0 is a down payment. `dueCents` = principal + interest + fees. */
export interface PlanRow {
  readonly number: number;
  readonly dueDate: string;
  readonly principalCents: number;
  readonly interestCents: number;
  readonly feeCents: number;
  readonly dueCents: number;
  /** Principal owed after the row, drawdowns of that day included. */
  readonly balanceCents: number;
}

export interface PlanTotals {
  readonly principalCents: number;
  readonly interestCents: number;
  /** Charges of the rows and those paid at the start or on other days, financed ones apart. */
  readonly feeCents: number;
  readonly financedFeeCents: number;
  /** principal + interest + fees: all that is paid. */
  readonly dueCents: number;
}

/** A charge that stands outside the rows: at the start, or on a day that is no due day. */
export interface SeparateFee {
  readonly kind: string;
  readonly date: string;
  readonly cents: number;
}

export interface Plan {
  readonly amountFinancedCents: number;
  readonly instalmentCents: number;
  readonly rows: readonly PlanRow[];
  readonly separateFees: readonly SeparateFee[];
  readonly totals: PlanTotals;
  /** Flows of the TAEG: positive what the customer pays, negative what the customer receives. */
  readonly taegFlows: readonly { readonly date: string; readonly cents: number }[];
}

export type PlanResult = { readonly ok: true; readonly plan: Plan } | Refusal;
