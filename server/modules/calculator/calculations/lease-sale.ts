import { z } from 'zod';
import { saleProceeds } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { cents } from './fields.ts';

export const leaseSaleCalculation = defineCalculation({
  do: 'leaseSale',
  summary: 'Accounts of the sale of a leased good after termination: what the lessor may keep, what the lessee gets or still owes (L. 124/2017 art. 1 c. 138).',
  input: z.strictObject({
    proceedsCents: cents,
    unpaidRentalsCents: cents.default(0).describe('due and unpaid up to the termination'),
    futureCapitalCents: cents.default(0).describe('rentals to come, capital only: as in `leaseSettlement`'),
    purchaseOptionCents: cents.default(0),
    recoveryCents: cents.default(0),
    appraisalCents: cents.default(0),
    keepingCents: cents.default(0),
  }),
  result: z.object({
    deductions: z.array(z.object({ label: z.enum(['unpaidRentals', 'futureCapital', 'purchaseOption', 'recovery', 'appraisal', 'keeping']), claimCents: cents, coveredCents: cents, openCents: cents })),
    deductedCents: cents,
    toLesseeCents: cents,
    shortfallCents: cents,
  }),
  example: { proceedsCents: 1_800_000, unpaidRentalsCents: 180_000, futureCapitalCents: 950_000, purchaseOptionCents: 600_000, recoveryCents: 25_000, appraisalCents: 12_000 },
  run: (input) => {
    const answer = saleProceeds(input);
    if (!answer.ok) return answer;
    const { deductions, deductedCents, toLesseeCents, shortfallCents } = answer;
    return { ok: true, result: { deductions: [...deductions], deductedCents, toLesseeCents, shortfallCents } };
  },
});
