/** Contributions that lower the customer's rate, what the lender earns, what dealer and seller are paid. Pure; refusals by name. */
export type { DatedCents, ProofLine, Subsidy, SubsidyResult, SubsidyTerms, YearlyRate } from './subsidy/subsidy-terms.ts';
export type { PayerShare, SplitResult, SplitTerms, SubsidyPayer } from './subsidy/split.ts';
export type { ClawbackResult, ClawbackRule, ClawbackTerms } from './subsidy/clawback.ts';
export type { LenderFlows, YieldResult } from './subsidy/lender-yield.ts';
export type { CommissionLine, CommissionPaid, CommissionResult, CommissionTerms, CommissionTier } from './subsidy/commission.ts';
export type { RateMarginTerms } from './subsidy/rate-margin.ts';
export { subsidy } from './subsidy/contribution.ts';
export { splitSubsidy } from './subsidy/split.ts';
export { clawback, elapsedMonths } from './subsidy/clawback.ts';
export { lenderYield } from './subsidy/lender-yield.ts';
export { commission } from './subsidy/commission.ts';
export { rateMargin } from './subsidy/rate-margin.ts';
