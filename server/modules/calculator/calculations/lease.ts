import { z } from 'zod';
import { priceLease } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { explainFields, explainResult, stepsOf } from './figure-steps.ts';
import { leaseAnswer, leaseDeclined, leaseFields, leaseResult, leaseTerms } from './lease-fields.ts';
import { financingOfLease, toldLease } from './lease-steps.ts';

export const leaseCalculation = defineCalculation({
  do: 'lease',
  summary: 'Finance lease: first rental, level rental, purchase option, VAT at the date of each rental, interest share of each rental, rates.',
  input: z.strictObject({ ...leaseFields, ...explainFields }),
  result: z.object({ ...leaseResult.shape, ...explainResult }),
  example: { priceCents: 3_000_000, firstRentalPct: '20', rentals: 2, every: 6, purchaseOptionPct: '50', nominalRatePct: '5.50', start: '2026-11-22', mode: 'arrears' },
  run: ({ explain, explainRow, explainPart, ...input }, aids) => {
    const terms = leaseTerms(input);
    const answer = priceLease(terms);
    if (!answer.ok) return leaseDeclined(answer);
    const result = leaseAnswer(answer.lease);
    if (explain === undefined && explainRow === undefined && explainPart === undefined) return { ok: true, result };
    const steps = stepsOf({ explain, explainRow, explainPart }, financingOfLease(terms, answer.lease), toldLease(answer.lease), aids);
    return steps.ok ? { ok: true, result: { ...result, ...(steps.derivation === undefined ? {} : { derivation: steps.derivation }) } } : steps;
  },
});
