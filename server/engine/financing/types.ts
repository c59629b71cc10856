/**
 * What the engine is asked and what it answers. Amounts are integer euro cents (`…Cents`), rates integer parts per
 * million (`…Ppm`, 6.95 % a year = 69500), dates 'YYYY-MM-DD' text. Every answer is either figures or a named refusal.
 */

import type { PlanShape } from '../plans.ts';
import type { Refusal } from '../refusal.ts';

export type { Rounding } from '#platform/money';
export type { Refusal, RefusalCode } from '../refusal.ts';

/** One-off price, taxes included, of an insurance or maintenance package sold with the credit. */
export interface ServiceTerm {
  readonly code: string;
  readonly amountCents: number;
  /** Added to the amount financed; otherwise the customer pays it in cash on the start date. */
  readonly financed: boolean;
  /** Required for the credit or for these terms (TUB art. 121 c. 2): then it is a cost of the credit, not a drawdown. */
  readonly inTaeg: boolean;
}

/**
 * A fee of the credit. `cents` or `ratePpm` of a `base`, never both.
 * `start`: once on the start date, or inside the amount financed when `financed`. `row`: with every row of the plan.
 * `date`: once on `date`. An `optional` charge is shown apart: never in the TAEG nor in the total cost of the credit.
 */
export interface Charge {
  readonly kind: string;
  readonly at: 'start' | 'row' | 'date';
  readonly date?: string | undefined;
  readonly cents?: number | undefined;
  readonly ratePpm?: number | undefined;
  /** `instalment` is the level instalment; a financed charge on `amount-financed` counts what is financed before such charges and taxes. */
  readonly base?: 'amount-financed' | 'total-credit' | 'instalment' | undefined;
  /** Only a charge at `start` can be financed. */
  readonly financed: boolean;
  readonly inTaeg: boolean;
  readonly optional: boolean;
}

/**
 * `level` and `balloon`: months in arrears on the month grid, whatever the calendar says. `with-last-row`: n rows, the
 * balloon falls due with row n. `one-period-after`: n level rows and the balloon alone as row n + 1.
 */
export type PlanTerms =
  | { readonly kind: 'level' }
  | {
      readonly kind: 'balloon';
      readonly balloonCents: number;
      readonly balloonAt: 'with-last-row' | 'one-period-after';
    }
  | ShapedPlan;

/** Any other plan: its shape by docs/engine-conventions.md, its rows, rate and amount from the financing. */
export interface ShapedPlan {
  readonly kind: 'shaped';
  readonly shape: PlanShape;
  readonly balloonCents?: number | undefined;
  /**
   * How the weights of the shape go on when there are fewer than rows: the pattern again (a season), or the last weight (a
   * step). More weights than rows are cut. Without it there must be one weight a row.
   */
  readonly weightsBeyond?: 'repeat' | 'hold' | undefined;
  /** Irregular due dates, one a row. */
  readonly dueDates?: readonly string[] | undefined;
}

/** Substitute tax on medium and long term credit (DPR 601/1973 art. 15-20), when the lender has opted for it. */
export interface SubstituteTaxTerms {
  /** 0.25 % = 2500. */
  readonly ratePpm: number;
  /** Due when the contract lasts longer than these months (18). */
  readonly aboveMonths: number;
  /** Lent together with the capital, or asked with the first row. */
  readonly at: 'financed' | 'first-row';
}

/** Contract stamp, asked with the first row when the substitute tax does not apply and the term is not above `upToMonths`. */
export interface StampDutyTerms {
  readonly contractCents: number;
  readonly upToMonths: number;
}

export interface FinancingTerms {
  /** Full price of the vehicle, VAT included. */
  readonly priceCents: number;
  readonly discountCents: number;
  readonly tradeInCents: number;
  readonly depositCents: number;
  /**
   * Number of rows, in a level or balloon plan one a month (1..120), in a shaped one at its rhythm (1..600). A balloon one
   * period after the last row is one row more.
   */
  readonly termMonths: number;
  /** TAN: 69500 = 6.95 % a year. */
  readonly nominalRatePpm: number;
  readonly plan: PlanTerms;
  readonly startDate: string;
  /** Default: one period after the start (in advance: the start). Later rows keep its day of the month. */
  readonly firstDueDate?: string | undefined;
  readonly charges: readonly Charge[];
  readonly services: readonly ServiceTerm[];
  readonly substituteTax: SubstituteTaxTerms | null;
  readonly stampDuty?: StampDutyTerms | null | undefined;
}

/** One row of the plan: `dueCents` = principal + interest + fees (taxes asked with the row included). */
export interface PlanRow {
  readonly number: number;
  readonly dueDate: string;
  readonly principalCents: number;
  readonly interestCents: number;
  readonly feeCents: number;
  readonly dueCents: number;
  /** Principal still owed after this row. */
  readonly balanceCents: number;
}

export interface FinancingFigures {
  /** Price less discount. */
  readonly netPriceCents: number;
  /**
   * What the customer receives or has paid out for them, and the drawdown of the TAEG: net price less trade-in and
   * deposit, plus what is financed without being a cost of the credit (services and charges that are optional or outside the TAEG).
   */
  readonly totalCreditCents: number;
  readonly financedFeesCents: number;
  readonly financedServicesCents: number;
  /** Substitute tax, financed or not; 0 when it does not apply. */
  readonly substituteTaxCents: number;
  /** Contract stamp; 0 when it does not apply. */
  readonly stampDutyCents: number;
  /** Capital of the plan: total credit + everything financed that is a cost of the credit (fees, required services, tax). */
  readonly amountFinancedCents: number;
  /** Level instalment, principal and interest; of a plan that is not level, its first row after the grace. */
  readonly instalmentCents: number;
  /** The instalment with the charges of every row. */
  readonly instalmentWithFeesCents: number;
  /** The balloon as agreed; 0 for a level plan. The row that carries it also takes the rounding residue of the plan. */
  readonly balloonCents: number;
  readonly interestCents: number;
  /** All charges that are a cost of the credit (in the TAEG and not optional), financed or not, taxes apart. */
  readonly totalFeesCents: number;
  /** Interest + fees + required services + taxes (TUB art. 121: total cost of the credit). */
  readonly totalCostCents: number;
  /** Total credit + total cost. */
  readonly totalDueCents: number;
  readonly nominalRatePpm: number;
  /** TAEG at two decimals of per cent, half-up: a multiple of 100. */
  readonly taegPpm: number;
  /** Effective annual rate of the TAN paid at the rhythm of the rows, monthly (1 + TAN/12)^12 - 1, to the nearest part per million. */
  readonly effectiveRatePpm: number;
  readonly rows: readonly PlanRow[];
}

export type PricingResult = { readonly ok: true; readonly figures: FinancingFigures } | Refusal;
export type DepositResult =
  | { readonly ok: true; readonly depositCents: number; readonly figures: FinancingFigures }
  | Refusal;

/** A figure that can be explained: a total by name, a row of the plan by number, or one amount of a row down to its rounding. */
export type FigureName = keyof FinancingFigures | { readonly row: number; readonly part?: RowPart | undefined };

export type RowPart = 'principal' | 'interest' | 'fee' | 'due' | 'balance';

/** One line of a derivation, in a person's language. */
export interface DerivationStep {
  readonly label: string;
  readonly formula: string;
  readonly value: string;
}
