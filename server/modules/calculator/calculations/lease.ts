import { priceLease } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { leaseAnswer, leaseDeclined, leaseInput, leaseResult, leaseTerms } from './lease-fields.ts';

export const leaseCalculation = defineCalculation({
  do: 'lease',
  summary: 'Finance lease: first rental, level rental, purchase option, VAT at the date of each rental, interest share of each rental, rates.',
  input: leaseInput,
  result: leaseResult,
  example: { priceCents: 3_000_000, firstRentalPct: '20', rentals: 2, every: 6, purchaseOptionPct: '50', nominalRatePct: '5.50', start: '2026-11-22', mode: 'arrears' },
  run: (input) => {
    const answer = priceLease(leaseTerms(input));
    return answer.ok ? { ok: true, result: leaseAnswer(answer.lease) } : leaseDeclined(answer);
  },
});
