import { z } from 'zod';
import { dueDates } from '#engine/plans';
import { defineCalculation } from './calculation.ts';
import { count, date } from './fields.ts';
import { monthEnd, unit } from './plan-fields.ts';

export const dueDatesCalculation = defineCalculation({
  do: 'dueDates',
  summary: 'Due days of a plan, each counted from the anchor.',
  input: z.strictObject({
    start: date,
    rows: count.describe('1 to 600'),
    every: count.default(1),
    unit: unit.default('month'),
    monthEnd: monthEnd.default('clamp'),
    firstDueDate: date.optional().describe('the anchor; by default the start'),
    mode: z.enum(['arrears', 'advance']).default('arrears'),
  }),
  result: z.object({ dates: z.array(date) }),
  example: { start: '2027-01-31', rows: 4, every: 1, unit: 'month', monthEnd: 'clamp' },
  run: (input) => {
    const answer = dueDates(input);
    return answer.ok ? { ok: true, result: { dates: [...answer.dates] } } : answer;
  },
});
