import { z } from 'zod';
import { partialSettlement } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import {
  compensationAnswer, compensationResult, compensationTerms, contractDeclined, contractFields, costsAnswer, costsLeftResult, costsResult, costsTerms, earlyFields,
  servicesTerms, signedContractOf, standingAnswer, standingResult,
} from './contract-fields.ts';
import { outstandingTerms, partsResult } from './debt-fields.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { cents, date } from './fields.ts';
import { planRow } from './plan-row.ts';

export const partialSettlementCalculation = defineCalculation({
  do: 'partialSettlement',
  summary: 'Early repayment of a part, keeping the term or the instalment, with the rows that are left (TUB art. 125-sexies).',
  input: z.strictObject({
    ...contractFields,
    ...earlyFields,
    principalCents: cents.optional().describe('capital repaid early; or `paymentCents`'),
    paymentCents: cents.optional().describe('money in hand: the most capital it repays is found'),
    keep: z.enum(['term', 'instalment']).describe('same last due date with lower rows, or same instalment with fewer rows'),
    accruedInterest: z.enum(['paid-now', 'next-row']).optional().describe('paid-now unless said'),
    ...derivationFields.input,
  }),
  result: z.object({
    dueCents: cents.describe('what is paid now'),
    unusedCents: cents.describe('of `paymentCents`, what repays no further cent of capital'),
    effectiveOn: date,
    text: z.string().describe('text of the law that applies'),
    principalCents: cents.describe('capital repaid early'),
    arrearsCents: partsResult,
    accruedInterestCents: cents,
    costsStillDueCents: cents,
    costs: costsResult,
    costReductionCents: cents,
    compensation: compensationResult,
    ...standingResult,
    instalmentCents: cents.describe('of the rows that are left'),
    rows: z.array(planRow).describe('still to come'),
    costsLeft: costsLeftResult,
    ...derivationFields.result,
  }),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 4, every: 3, start: '2026-12-01' }, on: '2027-06-15', principalCents: 300_000, keep: 'term' },
  run: ({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn, costs, services, compensation, unpaidRows, explain, ...rest }) => {
    const found = signedContractOf({ plan, rows, instalmentCents, carriedInterestCents, deferredInterest, signedOn });
    if (!found.ok) return found;
    const answer = partialSettlement({
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
        unusedCents: answer.unusedCents,
        effectiveOn: answer.effectiveOn,
        text: answer.text,
        principalCents: answer.principalCents,
        arrearsCents: answer.arrearsCents,
        accruedInterestCents: answer.accruedInterestCents,
        costsStillDueCents: answer.costsStillDueCents,
        costs: costsAnswer(answer.costs),
        costReductionCents: answer.costReductionCents,
        compensation: compensationAnswer(answer.compensation),
        ...standingAnswer(answer.contract),
        instalmentCents: answer.instalmentCents,
        costsLeft: [...answer.costsLeft],
        ...derivationOf(answer.proof, explain),
      },
    };
  },
});
