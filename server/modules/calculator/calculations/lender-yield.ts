import { z } from 'zod';
import { lenderYield } from '#engine/subsidies';
import { defineCalculation } from './calculation.ts';
import { date, datedCents, isDatedCents, listOf, pctText } from './fields.ts';
import { pctOfPpm } from './rates.ts';

const flows = listOf(datedCents, 5000, isDatedCents);

export const lenderYieldCalculation = defineCalculation({
  do: 'lenderYield',
  summary: 'Yearly yield of the lender on its own flows of a contract: payout, contributions, commissions, payments of the customer, each on its value date.',
  input: z.strictObject({
    start: date.optional().describe('day from which intervals are counted; the earliest flow unless said'),
    payouts: flows.describe('paid to the dealer'),
    subsidies: flows.optional().describe('got from maker and dealer'),
    commissions: flows.optional().describe('paid to dealer, seller, agents'),
    customer: flows.describe('got from the customer'),
  }),
  result: z.object({ yieldPct: pctText.describe('effective'), nominalPct: pctText.describe('the same compounded monthly, comparable with a TAN') }),
  example: {
    payouts: [{ date: '2026-11-22', cents: 1_000_000 }],
    subsidies: [{ date: '2026-11-22', cents: 32_863 }],
    customer: [{ date: '2027-11-22', cents: 1_030_000 }],
  },
  run: ({ subsidies, commissions, ...rest }) => {
    const answer = lenderYield({ ...rest, subsidies: subsidies ?? [], commissions: commissions ?? [] });
    return answer.ok ? { ok: true, result: { yieldPct: pctOfPpm(answer.yieldPpm), nominalPct: pctOfPpm(answer.nominalPpm) } } : answer;
  },
});
