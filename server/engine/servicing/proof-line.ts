/**
 * Proof lines: the steps that led to a figure, as data. They are made only when a request asks (`explain`), and become
 * sentences through `explainServicing` (proof-texts.ts), so that a calculation carries no text.
 */
export type ServicingLabel =
  | 'textInForce'
  | 'balance'
  | 'arrearsPrincipal'
  | 'arrearsInterest'
  | 'arrearsFees'
  | 'arrearsPenalty'
  | 'accruedInterest'
  | 'accruedToPeriodEnd'
  | 'carriedInterest'
  | 'interestNotDue'
  | 'feesNotDue'
  | 'firstDayFees'
  | 'costReduced'
  | 'costPaidByThen'
  | 'costKept'
  | 'taxKept'
  | 'thirdPartyKept'
  | 'costStillDue'
  | 'serviceRefund'
  | 'serviceGoesOn'
  | 'compensationRate'
  | 'compensationCap'
  | 'compensationInterestCap'
  | 'compensationFree'
  | 'repaidEarly'
  | 'settlementDue'
  | 'newInstalment'
  | 'withdrawalUntil'
  | 'withdrawalDue'
  | 'graceFree'
  | 'lateStretch'
  | 'lateRow'
  | 'lateTotal'
  | 'rateCapped'
  | 'rateReplaced';

/** One operand of a formula: an amount, a rate, a number of days or things, a date, a word of the contract, or a sign. */
export type FormulaPart =
  | { readonly cents: number }
  | { readonly ratePpm: number }
  | { readonly days: number }
  | { readonly count: number }
  | { readonly date: string }
  | { readonly word: string }
  | '+'
  | '−'
  | '×'
  | '/'
  | '=';

export interface ProofLine {
  readonly label: ServicingLabel;
  readonly formula: readonly FormulaPart[];
  /** Absent for a line that states a fact. */
  readonly cents?: number | undefined;
  /** Article on which the line rests. */
  readonly article?: string | undefined;
}

/** Where a calculation writes its steps; null when nobody asked. Write with `proof?.push(…)`: nothing is built then. */
export type Proof = ProofLine[] | null;
