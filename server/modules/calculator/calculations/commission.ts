import { z } from 'zod';
import { commission, type CommissionLine } from '#engine/subsidies';
import { defineCalculation, type Declined } from './calculation.ts';
import { cents, count, listOf, pct } from './fields.ts';
import { inItem } from './item-paths.ts';
import { optionalPpm, ppmOfPct } from './rates.ts';

const name = z.string().min(1).max(60);
const tier = z.strictObject({
  fromCents: cents.optional().describe('with tiers on the base'),
  fromPct: pct.optional().describe('with tiers on the rate'),
  fromMonths: count.optional().describe('with tiers on the term'),
  pct: pct.optional().describe('share of the base'),
  cents: cents.optional().describe('fixed amount, alone or on top'),
});
const line = z.strictObject({
  payee: name.describe('dealer, seller …'),
  kind: name,
  base: z.enum(['amount-financed', 'margin', 'services', 'paid-so-far']).describe('paid-so-far: commissions of the lines before'),
  tiersOn: z.enum(['base', 'rate', 'term']).optional().describe('what picks the tier; base unless said'),
  tiersAs: z.enum(['whole', 'slice']).optional().describe('rate of the tier on the whole base, or each tier on its slice; whole unless said'),
  tiers: listOf(tier, 50).describe('rising; below the first there is no commission'),
  minCents: cents.optional(),
  maxCents: cents.optional(),
});
type LineInput = z.output<typeof line>;

const measures = { base: 'fromCents', rate: 'fromPct', term: 'fromMonths' } as const;
const measureOf = ({ tiersOn }: LineInput) => measures[tiersOn ?? 'base'];

export const commissionCalculation = defineCalculation({
  do: 'commission',
  summary: 'Commissions of dealer and seller on one contract, line by line: base, tier, share or amount, bounds; each line rounded once.',
  input: z.strictObject({
    amountFinancedCents: cents,
    marginCents: cents.default(0).describe('as in `rateMargin`; below zero counts as zero'),
    servicesCents: cents.default(0),
    nominalRatePct: pct,
    termMonths: count,
    lines: listOf(line, 50),
  }),
  result: z.object({
    commissions: z.array(z.object({ payee: z.string(), kind: z.string(), baseCents: cents, cents })),
    totals: z.array(z.object({ payee: z.string(), cents })),
    totalCents: cents,
  }),
  example: {
    amountFinancedCents: 1_500_000,
    nominalRatePct: '6.95',
    termMonths: 60,
    lines: [
      { payee: 'dealer', kind: 'volume', base: 'amount-financed', tiersOn: 'rate', tiers: [{ fromPct: '5', pct: '1' }, { fromPct: '6.50', pct: '2' }], maxCents: 50_000 },
      { payee: 'seller', kind: 'share', base: 'paid-so-far', tiers: [{ fromCents: 0, pct: '15' }] },
    ],
  },
  run: ({ nominalRatePct, lines, ...rest }) => {
    const fault = measureFault(lines);
    if (fault !== null) return fault;
    const answer = commission({ ...rest, nominalRatePpm: ppmOfPct(nominalRatePct), lines: lines.map(lineTerms) });
    if (!answer.ok) return inLine(answer, lines);
    return { ok: true, result: { commissions: [...answer.commissions], totals: [...answer.totals], totalCents: answer.totalCents } };
  },
});

/** Each tier begins at the measure of its line, and at nothing else. */
function measureFault(lines: readonly LineInput[]): Declined | null {
  for (const [index, each] of lines.entries()) {
    const wanted = measureOf(each);
    for (const [at, { fromCents, fromPct, fromMonths }] of each.tiers.entries()) {
      const given = { fromCents, fromPct, fromMonths };
      const path = `lines.${index}.tiers.${at}`;
      if (given[wanted] === undefined) return { ok: false, refusal: 'missing', path: `${path}.${wanted}` };
      const other = Object.values(measures).find((measure) => measure !== wanted && given[measure] !== undefined);
      if (other !== undefined) return { ok: false, refusal: 'choice_not_consistent', path: `${path}.${other}` };
    }
  }
  return null;
}

function lineTerms({ tiers, tiersOn, tiersAs, ...rest }: LineInput): CommissionLine {
  return {
    ...rest,
    tiersOn: tiersOn ?? 'base',
    tiersAs: tiersAs ?? 'whole',
    tiers: tiers.map(({ fromCents, fromPct, fromMonths, pct: share, cents: amount }) => ({ from: fromCents ?? fromMonths ?? optionalPpm(fromPct) ?? 0, ratePpm: optionalPpm(share), cents: amount })),
  };
}

/** A refusal of a tier's beginning names the measure it was given in. */
function inLine(declined: Declined, lines: readonly LineInput[]): Declined {
  const found = /^lines\.(\d+)\.(tiers\.\d+)\.from$/.exec(declined.path);
  const asked = lines[Number(found?.[1])];
  if (found === null || asked === undefined) return declined;
  const measure = measureOf(asked);
  return inItem(declined, `lines\\.${found[1] ?? ''}\\.tiers`, { from: measure === 'fromPct' ? 'fromPpm' : measure });
}
