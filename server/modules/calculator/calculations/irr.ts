import { z } from 'zod';
import { datedIrr } from '#engine/rates';
import { defineCalculation } from './calculation.ts';
import { pctText } from './fields.ts';
import { decimals, flowList, frequency } from './flow-fields.ts';

export const irrCalculation = defineCalculation({
  do: 'irr',
  summary: 'Yearly internal rate of return of signed flows on days (days / 365, or the legal interval rule) or by years.',
  input: z.strictObject({
    flows: flowList.describe('{date, cents}, or [years, amount] in any one unit; signed'),
    intervals: z.enum(['act/365f', 'legal']).default('act/365f'),
    frequency: frequency.default('month').describe('whole periods of the legal rule'),
    decimals,
  }),
  result: z.object({ irrPct: pctText.describe('at the decimals asked'), exactPct: pctText.describe('up to 18 decimals') }),
  example: { flows: [{ date: '2026-01-01', cents: -1_000_000 }, { date: '2027-01-01', cents: 400_000 }, { date: '2028-01-01', cents: 700_000 }] },
  run: (input) => {
    const answer = datedIrr(input);
    return answer.ok ? { ok: true, result: { irrPct: answer.ratePct, exactPct: answer.exactPct } } : answer;
  },
});
