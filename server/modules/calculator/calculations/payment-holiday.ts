import { z } from 'zod';
import { paymentHoliday } from '#engine/servicing';
import { defineCalculation } from './calculation.ts';
import { contractDeclined, contractOf, standingAnswer, standingFields, standingResult } from './contract-fields.ts';
import { count, date } from './fields.ts';

export const holidayInterest = z.enum(['paid', 'next-row', 'spread']).describe('interest of the holiday: paid period by period, asked with the first row after it, or spread over all rows after it; never capital');

export const paymentHolidayCalculation = defineCalculation({
  do: 'paymentHoliday',
  summary: 'Payment holiday: the rows due after a day wait for some periods, the contract ends as much later, no interest on interest (TUB art. 120 c. 2).',
  input: z.strictObject({ ...standingFields, on: date.describe('rows due after it wait'), periods: count.describe('1 to 60'), interest: holidayInterest }),
  result: z.object(standingResult),
  example: { plan: { principalCents: 1_500_000, nominalRatePct: '6.95', rows: 3, every: 1, start: '2026-12-01', dayCount: 'act/365f' }, on: '2027-01-01', periods: 2, interest: 'spread' },
  run: ({ on, periods, interest, ...standing }) => {
    const found = contractOf(standing);
    if (!found.ok) return found;
    const answer = paymentHoliday({ contract: found.contract, on, periods, interest });
    return answer.ok ? { ok: true, result: standingAnswer(answer.contract) } : contractDeclined(answer);
  },
});
