import { z } from 'zod';
import { changeDueDay } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { contractDeclined, contractOf, standingAnswer, standingFields, standingResult } from './contract-fields.ts';
import { count, date } from './fields.ts';

export const changeDueDayCalculation = defineCalculation({
  do: 'changeDueDay',
  summary: 'New day of the month for the rows due after a day: principal and fees stay, interest follows the days that now pass.',
  input: z.strictObject({ ...standingFields, on: date.describe('rows due after it move'), dayOfMonth: count.describe('1 to 31, 31 the last of the month') }),
  result: z.object(standingResult),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, every: 1, start: '2026-12-01', dayCount: 'act/365f' }, on: '2027-01-01', dayOfMonth: 15 },
  run: ({ on, dayOfMonth, ...standing }) => {
    const found = contractOf(standing);
    if (!found.ok) return found;
    const answer = changeDueDay({ contract: found.contract, on, dayOfMonth });
    return answer.ok ? { ok: true, result: standingAnswer(answer.contract) } : contractDeclined(answer);
  },
});
