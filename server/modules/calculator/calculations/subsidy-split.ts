import { z } from 'zod';
import { splitSubsidy } from '#engine/subsidies';
import { defineCalculation } from './calculation.ts';
import { cents, listOf, pct } from './fields.ts';
import { inItem } from './item-paths.ts';
import { optionalPpm } from './rates.ts';

const name = z.string().min(1).max(60);
export const payerShare = z.object({ payer: name, cents });

export const subsidySplitCalculation = defineCalculation({
  do: 'subsidySplit',
  summary: 'Splits a contribution between maker, dealer and others to the cent: fixed amounts first, then shares, each up to its cap, the rest to one of them.',
  input: z.strictObject({
    totalCents: cents,
    payers: listOf(z.strictObject({ payer: name, cents: cents.optional(), pct: pct.optional().describe('share of the total; or `cents`'), capCents: cents.optional() }), 20),
    remainderTo: name.describe('who bears what the others do not'),
  }),
  result: z.object({ shares: z.array(payerShare) }),
  example: { totalCents: 61_234, payers: [{ payer: 'maker', pct: '60' }, { payer: 'dealer', pct: '40', capCents: 20_000 }], remainderTo: 'maker' },
  run: ({ payers, ...rest }) => {
    const answer = splitSubsidy({ ...rest, payers: payers.map(({ pct: share, ...payer }) => ({ ...payer, sharePpm: optionalPpm(share) })) });
    return answer.ok ? { ok: true, result: { shares: [...answer.shares] } } : inItem(answer, 'payers', { sharePpm: 'ratePpm' });
  },
});
