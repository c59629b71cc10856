import { z } from 'zod';
import { solveFor, type SolveTarget } from '#engine/solve';
import { defineCalculation, renamed, type Declined } from './calculation.ts';
import { cents, count, pct, pctText } from './fields.ts';
import { explainFields, explainResult, stepsOf } from './figure-steps.ts';
import { planRow, totalsResult } from './plan-row.ts';
import { pctOfPpm, ppmOfPct } from './rates.ts';
import { financingDeclined, financingFields, financingTerms, financingTotals, strangeToFinancing } from './solve-fields.ts';

const targetFields = {
  instalmentCents: cents.optional(),
  instalmentWithFeesCents: cents.optional().describe('the instalment with the charges of every row'),
  amountFinancedCents: cents.optional(),
  taegPct: pct.optional().describe('of the nominal rate and of a subsidy, two decimals'),
};
const amountOrRate = z.union([cents, pctText]);

export const solveCalculation = defineCalculation({
  do: 'solve',
  summary: 'Any one of price, deposit, amount financed, instalment, term, nominal rate, balloon or subsidy, so that a figure comes out as asked, all the rest given; a line of `plan` with `unknown` and `target` works too.',
  input: z.strictObject({
    unknown: z.enum(['price', 'deposit', 'amountFinanced', 'instalment', 'term', 'nominalRate', 'balloon', 'subsidy']).describe('what stands in its place below is not looked at'),
    target: z.strictObject(targetFields).optional().describe('exactly one figure; none for the instalment'),
    subsidyBy: z.enum(['rate', 'amount']).optional().describe('rate: the customer’s rate falls and the lender is paid what it loses; amount: less is lent'),
    ...financingFields,
    ...explainFields,
  }),
  result: z.object({
    value: amountOrRate.describe('cents, rows, or per cent as text'),
    from: amountOrRate.describe('first value that gives the figure'),
    to: amountOrRate.describe('last value that gives it'),
    priceCents: cents,
    depositCents: cents,
    amountFinancedCents: cents,
    termRows: count,
    nominalRatePct: pctText,
    balloonCents: cents,
    instalmentCents: cents,
    instalmentWithFeesCents: cents,
    totalCreditCents: cents,
    totalCostCents: cents,
    totalDueCents: cents,
    taegPct: pctText,
    rows: z.array(planRow),
    totals: totalsResult.describe('as in `plan`'),
    ...explainResult,
  }),
  example: { unknown: 'deposit', target: { instalmentCents: 500_000 }, priceCents: 2_000_000, rows: 3, every: 4, nominalRatePct: '6.95', start: '2026-11-22' },
  run: ({ unknown, target, subsidyBy, explain, explainRow, explainPart, ...rest }, aids) => {
    const strange = strangeToFinancing(rest, unknown) ?? superfluous(unknown, target ?? {});
    if (strange !== null) return strange;
    const asked = targetOf(target ?? {}, subsidyBy);
    if (asked !== undefined && 'ok' in asked) return asked;
    const answer = solveFor(financingTerms(rest), unknown, asked);
    const inUnit = (value: number) => (unknown === 'nominalRate' ? pctOfPpm(value) : value);
    if (!answer.ok) {
      const figureOf = (value: number) => (asked?.figure === 'taegPpm' ? pctOfPpm(value) : value);
      return { ...inInputNames(answer, asked, rest.principalCents !== undefined), possible: answer.possible?.map(({ value, figure }) => ({ value: inUnit(value), figure: figureOf(figure) })) };
    }
    const { figures, terms } = answer;
    const tell = aids?.explain;
    const steps = stepsOf({ explain, explainRow, explainPart }, toldFigures, tell && ((language) => (figure) => tell(terms, figure, language)));
    if (!steps.ok) return steps;
    return {
      ok: true,
      result: {
        value: inUnit(answer.value),
        from: inUnit(answer.from),
        to: inUnit(answer.to),
        priceCents: terms.priceCents,
        depositCents: terms.depositCents,
        amountFinancedCents: figures.amountFinancedCents,
        termRows: terms.termMonths,
        nominalRatePct: pctOfPpm(figures.nominalRatePpm),
        balloonCents: figures.balloonCents,
        instalmentCents: figures.instalmentCents,
        instalmentWithFeesCents: figures.instalmentWithFeesCents,
        totalCreditCents: figures.totalCreditCents,
        totalCostCents: figures.totalCostCents,
        totalDueCents: figures.totalDueCents,
        taegPct: pctOfPpm(figures.taegPpm),
        rows: [...figures.rows],
        totals: financingTotals(terms, figures),
        ...steps.told,
      },
    };
  },
});

/** The figures of the answer that have steps, by the names of the answer and of the engine. */
const toldFigures = [
  ['amountFinancedCents', 'amountFinancedCents'],
  ['instalmentCents', 'instalmentCents'],
  ['instalmentWithFeesCents', 'instalmentWithFeesCents'],
  ['balloonCents', 'balloonCents'],
  ['totalCreditCents', 'totalCreditCents'],
  ['totalCostCents', 'totalCostCents'],
  ['totalDueCents', 'totalDueCents'],
  ['nominalRatePct', 'nominalRatePpm'],
  ['taegPct', 'taegPpm'],
] as const;

interface TargetInput {
  readonly instalmentCents?: number | undefined;
  readonly instalmentWithFeesCents?: number | undefined;
  readonly amountFinancedCents?: number | undefined;
  readonly taegPct?: string | number | undefined;
}

/** The instalment is what comes out of all the rest: a figure asked of it would be passed over. */
function superfluous(unknown: string, target: TargetInput): Declined | null {
  const given = (['instalmentCents', 'instalmentWithFeesCents', 'amountFinancedCents', 'taegPct'] as const).find((name) => target[name] !== undefined);
  return unknown === 'instalment' && given !== undefined ? { ok: false, refusal: 'choice_not_consistent', path: `target.${given}` } : null;
}

/** The figure asked; more than one is refused, none is left to the engine, which asks for it where it is needed. */
function targetOf({ taegPct, ...amounts }: TargetInput, by: SolveTarget['by']): SolveTarget | Declined | undefined {
  const given: SolveTarget[] = (['instalmentCents', 'instalmentWithFeesCents', 'amountFinancedCents'] as const).flatMap((figure) => {
    const value = amounts[figure];
    return value === undefined ? [] : [{ figure, value, by }];
  });
  if (taegPct !== undefined) given.push({ figure: 'taegPpm', value: ppmOfPct(taegPct), by });
  const [first, second] = given;
  return second === undefined ? first : { ok: false, refusal: 'choice_not_consistent', path: `target.${second.figure === 'taegPpm' ? 'taegPct' : second.figure}` };
}

function inInputNames(declined: Declined, target: SolveTarget | undefined, byPrincipal: boolean): Declined {
  const figure = target === undefined ? 'target' : `target.${target.figure}`;
  const named = renamed(declined, { 'target.value': figure, 'target.figure': figure, 'target.by': 'subsidyBy' });
  return named.path === declined.path ? financingDeclined(declined, byPrincipal) : named;
}
