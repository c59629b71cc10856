import { z } from 'zod';
import { settlement } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { signedContractDeclined } from './contract-fields.ts';
import { derivationFields, derivationOf } from './derivation-fields.ts';
import { repaymentAnswer, repaymentFields, repaymentResult, repaymentTerms } from './early-repayment.ts';
import { cents } from './fields.ts';

export const settlementCalculation = defineCalculation({
  do: 'settlement',
  summary: 'Full early repayment on any day of the contract (TUB art. 125-sexies as in force when it was signed).',
  input: z.strictObject(repaymentFields),
  result: z.object({
    dueCents: cents.describe('what closes the contract; negative when the lender pays'),
    ...repaymentResult,
    capitalCents: cents.describe('capital that was to fall due later'),
    services: z.array(z.object({ code: z.string(), cents, criterion: z.enum(['linear', 'amortised-cost']), refundCents: cents })),
    serviceRefundCents: cents,
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
  run: (input) => {
    const given = repaymentTerms(input);
    if (!given.ok) return given;
    const answer = settlement(given.terms);
    if (!answer.ok) return signedContractDeclined(answer, input.signedOn);
    const { dueCents, capitalCents, services, serviceRefundCents, interestNotDueCents, feesNotDueCents } = answer;
    return {
      ok: true,
      result: {
        dueCents,
        ...repaymentAnswer(answer),
        capitalCents,
        services: services.map((item) => ({ ...item })),
        serviceRefundCents,
        interestNotDueCents,
        feesNotDueCents,
        ...derivationOf(answer.proof, input.explain),
      },
    };
  },
});
