import { z } from 'zod';
import { partialSettlement } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { signedContractDeclined, costsLeftResult, standingAnswer, standingResult } from './contract-fields.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { repaymentAnswer, repaymentFields, repaymentResult, repaymentTerms } from './early-repayment.ts';
import { cents } from './fields.ts';
import { planRow } from './plan-row.ts';

export const partialSettlementCalculation = defineCalculation({
  do: 'partialSettlement',
  summary: 'Early repayment of a part, keeping the term or the instalment, with the rows that are left (TUB art. 125-sexies).',
  input: z.strictObject({
    ...repaymentFields,
    principalCents: cents.optional().describe('capital repaid early; or `paymentCents`'),
    paymentCents: cents.optional().describe('money in hand: the most capital it repays is found'),
    keep: z.enum(['term', 'instalment']).describe('same last due date with lower rows, or same instalment with fewer rows'),
    accruedInterest: z.enum(['paid-now', 'next-row']).optional().describe('paid-now unless said'),
  }),
  result: z.object({
    dueCents: cents.describe('what is paid now'),
    unusedCents: cents.describe('of `paymentCents`, what repays no further cent of capital'),
    ...repaymentResult,
    principalCents: cents.describe('capital repaid early'),
    ...standingResult,
    instalmentCents: cents.describe('of the rows that are left'),
    rows: z.array(planRow).describe('still to come'),
    costsLeft: costsLeftResult,
    ...derivationFields.result,
  }),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 4, every: 3, start: '2026-12-01' }, on: '2027-06-15', principalCents: 300_000, keep: 'term' },
  run: (input) => {
    const given = repaymentTerms(input);
    if (!given.ok) return given;
    const answer = partialSettlement(given.terms);
    if (!answer.ok) return signedContractDeclined(answer, input.signedOn);
    const { dueCents, unusedCents, principalCents, instalmentCents, costsLeft } = answer;
    return {
      ok: true,
      result: {
        dueCents,
        unusedCents,
        ...repaymentAnswer(answer),
        principalCents,
        ...standingAnswer(answer.contract),
        instalmentCents,
        costsLeft: [...costsLeft],
        ...derivationOf(answer.proof, input.explain),
      },
    };
  },
});
