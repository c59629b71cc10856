import { z } from 'zod';
import { priceLease } from '#engine/lease';
import { defineCalculation } from './calculation.ts';
import { explainFields, explainResult, stepsOf } from './figure-steps.ts';
import { leaseAnswer, leaseDeclined, leaseFields, leaseResult, leaseTerms } from './lease-fields.ts';

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
    const steps = stepsOf({ explain, explainRow, explainPart }, toldFigures, aids?.tellLease && ((language) => aids.tellLease?.(terms, language) ?? null));
    return steps.ok ? { ok: true, result: { ...leaseAnswer(answer.lease), ...steps.told } } : steps;
  },
});

/** The figures that have steps, by the names of the answer and of the engine. */
const toldFigures = [
  ['netAssetCents', 'netAssetCents'],
  ['firstRentalCents', 'firstRentalCents'],
  ['financedCents', 'financedCents'],
  ['purchaseOptionCents', 'purchaseOptionCents'],
  ['rentalCents', 'rentalCents'],
  ['totals.interestCents', 'interestCents'],
  ['totals.feeCents', 'feeCents'],
  ['totals.netDueCents', 'netDueCents'],
  ['totals.grossDueCents', 'grossDueCents'],
  ['taegPct', 'taegPpm'],
  ['effectiveRatePct', 'effectiveRatePpm'],
  ['leaseRatePct', 'leaseRatePpm'],
] as const;
