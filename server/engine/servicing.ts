/**
 * After signing: early repayment, withdrawal, default interest, allocation of payments, changes of a contract, its state
 * by events, and the ageing of a portfolio. Pure functions over plan rows; the numbers of the law are dated rows.
 */
export { allocatePayment, legalOrder } from './servicing/allocate-payment.ts';
export type { AllocationResult, Amounts, DebtPart, DueMode, PaymentToAllocate } from './servicing/allocate-payment.ts';
export { allocateOverRows, legalRule } from './servicing/allocate-over-rows.ts';
export type { AllocationAtom, AllocationRule, OutstandingRow, RowAllocation, RowsAllocationResult } from './servicing/allocate-over-rows.ts';
export { changeRate, reAmortise } from './servicing/change-terms.ts';
export type { Compensation, CompensationCase, CompensationReason } from './servicing/compensation.ts';
export type { CostItem, Criterion, LinkedService } from './servicing/cost-items.ts';
export type { ReducedCost, ServiceRefund } from './servicing/cost-reduction.ts';
export { defaultInterest } from './servicing/default-interest.ts';
export type {
  DefaultInterestRequest,
  DefaultInterestResult,
  DefaultInterestTerms,
  LateRow,
  OverdueAmount,
  OverduePayment,
} from './servicing/default-interest.ts';
export type { DatedRate } from './servicing/late-rates.ts';
export { lawRules, lawRulesFrom } from './servicing/law-rules.ts';
export type { LawRule } from './servicing/law-rules.ts';
export { ruleInForce } from './servicing/rule-in-force.ts';
export { ledger } from './servicing/ledger.ts';
export type { LedgerEntry, LedgerResult, LedgerRow, LedgerState } from './servicing/ledger.ts';
export type { LedgerEvent, LedgerRequest } from './servicing/ledger-events.ts';
export { partialSettlement } from './servicing/partial-settlement.ts';
export type { PartialSettlement, PartialSettlementRequest, PartialSettlementResult } from './servicing/partial-settlement.ts';
export { agePortfolio, portfolioAnswers } from './servicing/portfolio.ts';
export type { PortfolioAnswers, PortfolioColumns, PortfolioRules, PortfolioTotals } from './servicing/portfolio.ts';
export { changeDueDay, paymentHoliday } from './servicing/postpone-rows.ts';
export type { ChangedContract, PaymentHoliday } from './servicing/postpone-rows.ts';
export { explainServicing } from './servicing/proof-texts.ts';
export type { ProofLanguage, ProofSentence } from './servicing/proof-texts.ts';
export type { FormulaPart, ProofLine, ServicingLabel } from './servicing/proof-line.ts';
export type { Keep, RestResult } from './servicing/rest-of-plan.ts';
export type { DeferredInterest, ServicedContract } from './servicing/serviced-contract.ts';
export { settlement } from './servicing/settlement.ts';
export type { Settlement, SettlementRequest, SettlementResult } from './servicing/settlement.ts';
export { withdrawal, withdrawalTerm } from './servicing/withdrawal.ts';
export type { Withdrawal, WithdrawalRequest, WithdrawalTerm, WithdrawalTermRequest } from './servicing/withdrawal.ts';
