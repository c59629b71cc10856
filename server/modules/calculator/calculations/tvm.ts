import { z } from 'zod';
import { tvm, type TvmQuestion } from '#engine/spreadsheet';
import { defineCalculation } from './calculation.ts';
import { date, isDay, isFiniteNumber, listOf } from './fields.ts';

export const tvmCalculation = defineCalculation({
  do: 'tvm',
  summary: 'Financial functions of spreadsheets, with their signs: money received is positive, money paid negative.',
  input: z.strictObject({
    fn: z.enum(['PMT', 'RATE', 'IPMT', 'PPMT', 'PV', 'FV', 'NPER', 'IRR', 'MIRR', 'XIRR', 'XNPV']),
    rate: z.number().optional().describe('a period, as a fraction'),
    nper: z.number().optional(),
    pmt: z.number().optional(),
    pv: z.number().optional(),
    fv: z.number().optional(),
    when: z.enum(['end', 'begin']).optional(),
    per: z.number().optional().describe('number of the payment, from 1'),
    values: listOf(z.number(), 5000, isFiniteNumber).optional(),
    dates: listOf(date, 5000, isDay).optional(),
    financeRate: z.number().optional(),
    reinvestRate: z.number().optional(),
    guess: z.number().optional().describe('of several rates the nearest to this one is answered; 0.1 unless said'),
  }),
  result: z.object({ value: z.number() }),
  example: { fn: 'PMT', rate: 0.005, nper: 60, pv: 15_000 },
  run: (input) => {
    const answer = tvm(input as TvmQuestion);
    return answer.ok ? { ok: true, result: { value: answer.value } } : answer;
  },
});
