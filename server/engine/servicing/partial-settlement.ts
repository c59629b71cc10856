import { integerWithin, isBag, oneOf, unlessAbsent, withoutMinusZero } from '../check-fields.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { highestAmount } from './allocate-payment.ts';
import type { Amounts } from './allocate-payment.ts';
import { compensationFor } from './compensation.ts';
import type { Compensation } from './compensation.ts';
import type { CostItem } from './cost-items.ts';
import { reduceCost } from './cost-reduction.ts';
import type { ReducedCost } from './cost-reduction.ts';
import { proportion } from './fraction.ts';
import type { Proof, ProofLine } from './proof-line.ts';
import { restOfPlan } from './rest-of-plan.ts';
import type { Keep } from './rest-of-plan.ts';
import { lastRowOf } from './serviced-contract.ts';
import type { ServicedContract } from './serviced-contract.ts';
import { reckon, settlementFault, sumOf } from './settlement.ts';
import type { Reckoning, SettlementRequest } from './settlement.ts';

export interface PartialSettlementRequest extends SettlementRequest {
  /** Capital repaid early; or `paymentCents`. */
  readonly principalCents?: number | undefined;
  /** Money in hand: the most capital it repays is found, what is left over is told. */
  readonly paymentCents?: number | undefined;
  /** Same last due date with lower rows, or same instalment with fewer rows. */
  readonly keep: Keep;
  /** Interest earned to the day: paid with the repayment (default) or asked on top of the next row. */
  readonly accruedInterest?: 'paid-now' | 'next-row' | undefined;
}

export interface PartialSettlement {
  readonly effectiveOn: string;
  readonly text: string;
  readonly principalCents: number;
  readonly arrearsCents: Amounts;
  /** Interest paid now; the earned interest of `next-row` stands in the new contract. */
  readonly accruedInterestCents: number;
  /** Earned part of costs not asked yet. */
  readonly costsStillDueCents: number;
  readonly costs: readonly ReducedCost[];
  readonly costReductionCents: number;
  readonly compensation: Compensation;
  readonly dueCents: number;
  /** Of `paymentCents`, what repays no further cent of capital. */
  readonly unusedCents: number;
  /** The contract from the day on: rows still to come. */
  readonly contract: ServicedContract;
  readonly instalmentCents: number;
  /** The costs as they stand for a later repayment: what is left unearned of each, living from the day on. */
  readonly costsLeft: readonly CostItem[];
  readonly proof?: readonly ProofLine[] | undefined;
}

export type PartialSettlementResult = ({ readonly ok: true } & PartialSettlement) | Refusal;

interface CostShare {
  readonly reduced: ReducedCost;
  readonly dueCents: number;
  readonly left: CostItem;
}

/** Splits one cost between the capital repaid and the capital left, so that both reductions add up to that of the whole. */
function shareOfCost(item: CostItem, reckoning: Reckoning, principalCents: number, proof: Proof): CostShare {
  const { standing, measure, law, effectiveOn } = reckoning;
  const whole = reduceCost(item, measure, law, proof);
  if (whole.criterion === 'none') return { reduced: whole, dueCents: 0, left: item };
  const kept = proportion(whole.reducedCents, standing.capitalCents - principalCents, standing.capitalCents, measure.contract.terms.rounding.mode);
  const left = { ...item, cents: kept, from: item.from === undefined ? undefined : effectiveOn };
  // A cost not asked yet: its earned part is asked now, the rest waits.
  const dueCents = item.state === 'unpaid' ? item.cents - whole.reducedCents : 0;
  const reducedCents = whole.reducedCents - kept;
  proof?.push({ label: 'costPaidByThen', formula: [{ word: item.kind }, { cents: whole.reducedCents }, '×', { cents: principalCents }, '/', { cents: standing.capitalCents }], cents: reducedCents });
  return { reduced: { ...whole, reducedCents }, dueCents, left };
}

function repay(input: PartialSettlementRequest, principalCents: number, explain: boolean): PartialSettlementResult {
  const reckoning = reckon({ ...input, explain });
  const { effectiveOn, standing, arrearsCents, law, text, proof } = reckoning;
  const { contract } = input;
  const later = input.accruedInterest === 'next-row';
  const rest = restOfPlan({
    contract,
    on: effectiveOn,
    next: standing.next,
    capitalCents: standing.capitalCents - principalCents,
    ratePpm: contract.terms.nominalRatePpm,
    keep: input.keep,
    carriedCents: later ? standing.accruedInterestCents : 0,
  });
  if (!rest.ok) return rest;
  const accruedInterestCents = later ? 0 : standing.accruedInterestCents;
  proof?.push({ label: 'repaidEarly', formula: [{ cents: principalCents }], cents: principalCents });
  const shares = (input.costs ?? []).map((item) => shareOfCost(item, reckoning, principalCents, proof));
  if (proof !== null) for (const service of input.services ?? []) proof.push({ label: 'serviceGoesOn', formula: [{ word: service.code }], cents: 0 });
  const interestLeft = rest.contract.rows.reduce((sum, row) => sum + row.interestCents, -(rest.contract.carriedInterestCents ?? 0));
  const compensation = compensationFor(
    input.compensation ?? {},
    {
      cents: principalCents,
      full: false,
      on: effectiveOn,
      lastDueDate: lastRowOf(contract).dueDate,
      interestSavedCents: standing.interestNotDueCents - interestLeft,
      rounding: contract.terms.rounding.mode,
    },
    law,
    proof,
  );
  if (law?.missing) return law.missing;
  const costReductionCents = shares.reduce((sum, { reduced, left }) => (left.state === 'unpaid' ? sum : sum + reduced.reducedCents), 0);
  const costsStillDueCents = shares.reduce((sum, { dueCents }) => sum + dueCents, 0);
  const owed = principalCents + sumOf(arrearsCents) + accruedInterestCents + costsStillDueCents + compensation.cents;
  proof?.push({ label: 'settlementDue', formula: [{ cents: owed }, '−', { cents: costReductionCents }], cents: owed - costReductionCents });
  proof?.push({ label: 'newInstalment', formula: [{ word: input.keep }, { count: rest.contract.rows.length }], cents: rest.instalmentCents });
  return {
    ok: true,
    effectiveOn,
    text,
    principalCents,
    arrearsCents,
    accruedInterestCents,
    costsStillDueCents,
    costs: shares.map(({ reduced }) => reduced),
    costReductionCents,
    compensation,
    dueCents: owed - costReductionCents,
    unusedCents: 0,
    contract: rest.contract,
    instalmentCents: rest.instalmentCents,
    costsLeft: shares.map(({ left }) => left),
    ...(proof === null ? {} : { proof }),
  };
}

/** The most capital a payment repays, by halving: what is due never falls when more capital is repaid. */
function repayWith(input: PartialSettlementRequest, paymentCents: number, most: number, explain: boolean): PartialSettlementResult {
  const least = repay(input, 1, false);
  if (!least.ok) return least;
  if (least.dueCents > paymentCents) return refuse('target_not_reachable', 'paymentCents', least.dueCents);
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const tried = repay(input, middle, false);
    if (tried.ok && tried.dueCents <= paymentCents) low = middle;
    else high = middle - 1;
  }
  const found = repay(input, low, explain);
  return found.ok ? { ...found, unusedCents: paymentCents - found.dueCents } : found;
}

const amount = integerWithin(1, highestAmount, 'amount_not_positive');

/**
 * Early repayment of a part (TUB 125-sexies): capital repaid, unpaid rows, interest to the day, compensation on the part,
 * less the share of each cost's reduction that belongs to the part (reduction of the whole × part / capital left). The
 * rest of the contract comes back as a contract of its own, by the same term or the same instalment. Services go on.
 * Repaying the rest at once then costs what repaying the whole would have, compensation apart.
 * Refuses besides what `settlement` refuses: capital that leaves nothing (`amount_too_large`, nearest), both or neither
 * of the two amounts, a payment too small for one cent of capital (`target_not_reachable`, nearest).
 */
export function partialSettlement(given: PartialSettlementRequest): PartialSettlementResult {
  const input = withoutMinusZero(given);
  const fault = settlementFault(input) ?? oneOf('term', 'instalment')(input.keep, 'keep') ?? unlessAbsent(oneOf('paid-now', 'next-row'))(input.accruedInterest, 'accruedInterest');
  if (fault !== null) return fault;
  const principalCents = input.principalCents ?? null;
  const paymentCents = input.paymentCents ?? null;
  if ((principalCents === null) === (paymentCents === null)) return refuse('choice_not_consistent', 'principalCents');
  const path = principalCents === null ? 'paymentCents' : 'principalCents';
  const badAmount = amount(principalCents ?? paymentCents, path);
  if (badAmount !== null) return badAmount;
  const most = reckon({ ...input, explain: false }).standing.capitalCents - 1;
  if (most < 1) return refuse('date_out_of_range', 'on');
  const explain = isBag(input) && input['explain'] === true;
  if (paymentCents !== null) return repayWith(input, paymentCents, most, explain);
  if (principalCents === null || principalCents > most) return refuse('amount_too_large', 'principalCents', most);
  return repay(input, principalCents, explain);
}
