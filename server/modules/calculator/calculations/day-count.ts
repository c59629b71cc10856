import { z } from 'zod';
import { yearFraction } from '#engine/plans';
import { defineCalculation } from './calculation.ts';
import { count, date } from './fields.ts';
import { dayCount } from './plan-fields.ts';

export const dayCountCalculation = defineCalculation({
  do: 'dayCount',
  summary: 'Days and part of a year between two days by a day count convention.',
  input: z.strictObject({
    convention: dayCount,
    start: date,
    end: date,
    terminationDate: date.optional().describe('last due day, for 30e/360-isda'),
    refStart: date.optional().describe('reference period, for act/act-isma and whole periods of 30/360-period'),
    refEnd: date.optional(),
    periodsPerYear: count.optional().describe('reference periods in a year; by default as the length of the period says'),
  }),
  result: z.object({
    days: z.number().describe('calendar days; days of 30 to the month in the 30/360 family'),
    years: z.number().describe('the part of a year, nearest double'),
  }),
  example: { convention: '30e/360-isda', start: '2027-02-28', end: '2028-02-29', terminationDate: '2028-02-29' },
  run: (input) => {
    const answer = yearFraction(input);
    return answer.ok ? { ok: true, result: { days: answer.days, years: answer.years } } : answer;
  },
});
