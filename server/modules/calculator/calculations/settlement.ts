import { z } from 'zod';
import { settlement } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import {
  compensationAnswer, compensationResult, compensationTerms, contractDeclined, contractFields, costsAnswer, costsResult, costsTerms, earlyFields,
  refundsAnswer, refundsResult, servicesTerms, signedContractOf,
} from './contract-fields.ts';
import { outstandingTerms, partsResult } from './debt-fields.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { cents, date } from './fields.ts';

export const settlementCalculation = defineCalculation({
  do: 'settlement',
  summary: 'Full early repayment on any day of the contract (TUB art. 125-sexies as in force when it was signed).',
  input: z.strictObject({ ...contractFields, ...earlyFields, ...derivationFields.input }),
  result: z.object({
    dueCents: cents.describe('what closes the contract; negative when the lender pays'),
    effectiveOn: date.describe('the day everything is reckoned to'),
    text: z.string().describe('text of the law that applies'),
    capitalCents: cents.describe('capital that was to fall due later'),
    arrearsCents: partsResult.describe('rows fallen due and unpaid, the row of the day included'),
    accruedInterestCents: cents,
    costsStillDueCents: cents,
    costs: costsResult,
    costReductionCents: cents,
    services: refundsResult,
    serviceRefundCents: cents,
    compensation: compensationResult,
    interestNotDueCents: cents,
    feesNotDueCents: cents,
    ...derivationFields.result,
  }),
  example: {
    plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 60, start: '2026-12-01' },
    on: '2028-12-15',
    costs: [{ kind: 'arrangementFee', cents: 30_000, state: 'paid' }, { kind: 'substituteTax', cents: 3_750, nature: 'tax', state: 'paid' }],
    compensation: { agreedPct: '1' },
  },
  run: ({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn, costs, services, compensation, unpaidRows, explain, ...rest }) => {
    const found = signedContractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn });
    if (!found.ok) return found;
    const answer = settlement({
      ...rest,
      contract: found.contract,
      signedOn: found.signedOn,
      costs: costsTerms(costs),
      services: servicesTerms(services),
      compensation: compensationTerms(compensation),
      unpaidRows: unpaidRows && outstandingTerms(unpaidRows),
      explain: explain !== undefined,
    });
    if (!answer.ok) return contractDeclined(answer);
    return {
      ok: true,
      result: {
        dueCents: answer.dueCents,
        effectiveOn: answer.effectiveOn,
        text: answer.text,
        capitalCents: answer.capitalCents,
        arrearsCents: answer.arrearsCents,
        accruedInterestCents: answer.accruedInterestCents,
        costsStillDueCents: answer.costsStillDueCents,
        costs: costsAnswer(answer.costs),
        costReductionCents: answer.costReductionCents,
        services: refundsAnswer(answer.services),
        serviceRefundCents: answer.serviceRefundCents,
        compensation: compensationAnswer(answer.compensation),
        interestNotDueCents: answer.interestNotDueCents,
        feesNotDueCents: answer.feesNotDueCents,
        ...derivationOf(answer.proof, explain),
      },
    };
  },
});
