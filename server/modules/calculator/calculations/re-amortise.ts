import { z } from 'zod';
import { reAmortise } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { keep } from './change-rate.ts';
import { contractDeclined, contractOf, standingAnswer, standingFields, standingResult } from './contract-fields.ts';
import { cents, date } from './fields.ts';

export const reAmortiseCalculation = defineCalculation({
  do: 'reAmortise',
  summary: 'Rows of a contract reckoned anew after capital came in outside the law of early repayment: a goodwill credit, the price of a returned accessory.',
  input: z.strictObject({ ...standingFields, on: date, repaidCents: cents.describe('capital that came in; 0 reckons the rest anew'), keep }),
  result: z.object(standingResult),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 4, every: 3, start: '2026-12-01' }, on: '2027-06-15', repaidCents: 120_000, keep: 'term' },
  run: ({ on, repaidCents, keep: kept, ...standing }) => {
    const found = contractOf(standing);
    if (!found.ok) return found;
    const answer = reAmortise({ contract: found.contract, on, repaidCents, keep: kept });
    return answer.ok ? { ok: true, result: standingAnswer(answer.contract) } : contractDeclined(answer);
  },
});
