import { z } from 'zod';
import { equivalentTime } from '#engine';
import { defineCalculation } from './calculation.ts';
import { count, date } from './fields.ts';

export const intervalCalculation = defineCalculation({
  do: 'interval',
  summary: 'Interval of the TAEG between the first drawdown and a later day: whole periods counted back from the later day, leftover days over 365 or 366.',
  input: z.strictObject({
    start: date,
    end: date,
    period: z.enum(['year', 'month', 'week']).default('month').describe('what is counted whole'),
  }),
  result: z.object({
    whole: count.describe('whole periods'),
    days: count.describe('days left over'),
    divisor: count.describe('365 or 366'),
    years: z.number().describe('whole / periods a year + days / divisor'),
  }),
  example: { start: '2026-01-12', end: '2027-03-15', period: 'month' },
  run: ({ start, end, period }) => {
    const found = equivalentTime(start, end, period);
    if (!found.ok) return found;
    return { ok: true, result: { whole: found.whole, days: found.days, divisor: found.divisor, years: found.years } };
  },
});
