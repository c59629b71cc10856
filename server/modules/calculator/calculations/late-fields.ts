import { z } from 'zod';
import type { DefaultInterestTerms } from '#engine/servicing';
import { count, date, listOf, pct } from './fields.ts';
import { optionalPpm, ppmOfPct } from './rates.ts';

const datedRate = z.strictObject({ from: date, pct });
const datedRates = (rates: readonly z.output<typeof datedRate>[]) => rates.map(({ from, pct: rate }) => ({ from, ratePpm: ppmOfPct(rate) }));

/** Terms of default interest, with at most so many rates and thresholds. */
const fieldsOf = (most: number) => ({
  rates: listOf(datedRate, most).describe('contract rate of default interest, each from its day on'),
  thresholds: listOf(datedRate, most).optional().describe('usury thresholds of default interest, each from its day on; none: no cap'),
  aboveThreshold: z.enum(['cap', 'contract-rate']).optional().describe('cap unless said'),
  contractRatePct: pct.optional().describe('ordinary rate of the contract, needed by contract-rate'),
  graceDays: count.optional(),
  graceCounts: z.enum(['from-due-date', 'after-grace']).optional().describe('from-due-date unless said'),
  rounding: z.enum(['half-up', 'half-even']).optional(),
});

export const lateFields = fieldsOf(400);
/** A ledger reckons default interest again at every event, so that its rates are fewer. */
export const ledgerLate = z.strictObject(fieldsOf(60));

export function lateTerms({ rates, thresholds, contractRatePct, ...rest }: z.output<typeof ledgerLate>): DefaultInterestTerms {
  return { ...rest, rates: datedRates(rates), thresholds: thresholds && datedRates(thresholds), contractRatePpm: optionalPpm(contractRatePct) };
}
