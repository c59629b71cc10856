import { z } from 'zod';
import { clawback, elapsedMonths, type ClawbackRule } from '#engine/subsidies';
import { defineCalculation, type Declined } from './calculation.ts';
import { cents, count, date, listOf, pct } from './fields.ts';
import { inItem } from './item-paths.ts';
import { ppmOfPct } from './rates.ts';
import { payerShare } from './subsidy-split.ts';

const step = z.strictObject({ below: count, pct: pct.describe('share that goes back') });

export const clawbackCalculation = defineCalculation({
  do: 'clawback',
  summary: 'What goes back of contributions or commissions when a contract ends early, in proportion to the months or rows left, or by steps.',
  input: z.strictObject({
    parts: listOf(z.strictObject({ payer: z.string().min(1).max(60), cents }), 20).describe('what each was paid or paid in'),
    elapsed: count.optional().describe('months or rows; or `from` and `to`'),
    from: date.optional(),
    to: date.optional(),
    counting: z.enum(['completed', 'started']).default('completed').describe('months between the days: whole ones, or the running one too'),
    linearOf: count.optional().describe('the part (linearOf − elapsed) / linearOf goes back; or `steps`'),
    steps: listOf(step, 100).optional().describe('the share of the first step with more than what has elapsed; nothing after the last'),
  }),
  result: z.object({
    elapsed: count,
    clawbackCents: cents,
    keptCents: cents,
    shares: z.array(payerShare).describe('what each gets or gives back'),
  }),
  example: { parts: [{ payer: 'maker', cents: 36_740 }, { payer: 'dealer', cents: 24_494 }], from: '2026-11-22', to: '2028-02-10', linearOf: 60 },
  run: ({ parts, elapsed, from, to, counting, linearOf, steps }) => {
    const past = elapsedOf(elapsed, from, to, counting);
    if (!past.ok) return past;
    if (linearOf !== undefined && steps !== undefined) return { ok: false, refusal: 'choice_not_consistent', path: 'steps' };
    if (linearOf === undefined && steps === undefined) return { ok: false, refusal: 'missing', path: 'linearOf' };
    const rule: ClawbackRule = linearOf === undefined ? { kind: 'steps', steps: (steps ?? []).map(({ below, pct: share }) => ({ below, sharePpm: ppmOfPct(share) })) } : { kind: 'linear', of: linearOf };
    const answer = clawback({ parts, rule, elapsed: past.months });
    if (!answer.ok) return inItem({ ...answer, path: answer.path.replace(/^rule\.of$/, 'linearOf').replace(/^rule\./, '') }, 'steps', { sharePpm: 'ratePpm' });
    const { clawbackCents, keptCents, shares } = answer;
    return { ok: true, result: { elapsed: past.months, clawbackCents, keptCents, shares: [...shares] } };
  },
});

/** The count given, or the months between two days. */
function elapsedOf(elapsed: number | undefined, from: string | undefined, to: string | undefined, counting: 'completed' | 'started'): { readonly ok: true; readonly months: number } | Declined {
  if (elapsed !== undefined) return from === undefined && to === undefined ? { ok: true, months: elapsed } : { ok: false, refusal: 'choice_not_consistent', path: 'elapsed' };
  if (from === undefined) return { ok: false, refusal: 'missing', path: to === undefined ? 'elapsed' : 'from' };
  if (to === undefined) return { ok: false, refusal: 'missing', path: 'to' };
  const between = elapsedMonths(from, to, counting);
  return between.ok ? between : { ...between, path: between.path === 'end' ? 'to' : 'from' };
}
