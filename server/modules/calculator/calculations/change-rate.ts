import { z } from 'zod';
import { changeRate } from '#engine/servicing';
import { defineCalculation, renamed } from './calculation.ts';
import { contractNames, contractOf, standingAnswer, standingFields, standingResult } from './contract-fields.ts';
import { date, pct } from './fields.ts';
import { ppmOfPct } from './rates.ts';

export const keep = z.enum(['term', 'instalment']).describe('same last due date with the instalment solved anew, or same instalment with more or fewer rows');

export const changeRateCalculation = defineCalculation({
  do: 'changeRate',
  summary: 'New nominal rate of a contract from a day on, keeping term or instalment; inside a period its days before keep the old rate.',
  input: z.strictObject({ ...standingFields, on: date, nominalRatePct: pct.describe('the new TAN'), keep }),
  result: z.object(standingResult),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 4, every: 3, start: '2026-12-01' }, on: '2027-06-01', nominalRatePct: '4.95', keep: 'term' },
  run: ({ on, nominalRatePct, keep: kept, ...standing }) => {
    const found = contractOf(standing);
    if (!found.ok) return found;
    const answer = changeRate({ contract: found.contract, on, ratePpm: ppmOfPct(nominalRatePct), keep: kept });
    return answer.ok ? { ok: true, result: standingAnswer(answer.contract) } : renamed(answer, { ...contractNames, ratePpm: 'nominalRatePpm' });
  },
});
