import { z } from 'zod';
import { checkUsury, findThreshold, type UsuryVerdict } from '#engine/rates';
import type { Aids, UsuryTable } from './aids.ts';
import { defineCalculation, renamed, type Declined } from './calculation.ts';
import { cents, date, listOf, pctText } from './fields.ts';
import { rateExplainFields, rateExplainResult, usurySteps } from './rate-steps.ts';

const decimal = z.union([z.string().max(40), z.number()]);

const threshold = z.strictObject({
  validFrom: date,
  validTo: date,
  category: z.string().min(1).max(60),
  amountOverCents: cents.nullable().optional().describe('amounts above this; none unless said'),
  amountToCents: cents.nullable().optional().describe('up to this, included; none unless said'),
  tegmPct: decimal.describe('average rate as published'),
});
const surcharge = z.strictObject({
  validFrom: date,
  validTo: date.nullable().optional().describe('still in force unless said'),
  categories: listOf(z.string().max(60), 100).optional().describe('all that no other row names, unless said'),
  surchargePct: decimal,
});

const verdict = { ratePct: pctText, thresholdPct: pctText, usurious: z.boolean().describe('above the threshold; equal is lawful'), marginPct: pctText.describe('threshold less rate, in points') };
const withoutOk = ({ ratePct, thresholdPct, usurious, marginPct }: UsuryVerdict): UsuryVerdict => ({ ratePct, thresholdPct, usurious, marginPct });

export const usuryCheckCalculation = defineCalculation({
  do: 'usuryCheck',
  summary: 'Compares TEG and default rate with the usury thresholds of a day, category and amount; a quarter that is not in the table is refused by name.',
  input: z.strictObject({
    date: date.describe('day on which the rate is agreed, from 14 May 2011'),
    category: z.string().min(1).max(60).describe('as in server/reference/usury.csv: credito_finalizzato, leasing_autoveicoli_aeronavale …'),
    amountCents: cents,
    tegPct: decimal.optional().describe('per cent, any number of decimals: `exactPct` of `teg`'),
    defaultRatePct: decimal.optional().describe('yearly rate of default interest, per cent'),
    thresholds: listOf(threshold, 5000).optional().describe('average rates in place of the published table'),
    surcharges: listOf(surcharge, 400).optional().describe('average surcharges of default rates in place of the published ones'),
    ...rateExplainFields,
  }),
  result: z.object({
    quarter: z.string().describe('like 2026-Q4'),
    tegmPct: pctText,
    thresholdPct: pctText,
    credit: z.object(verdict).optional().describe('with `tegPct`: {ratePct, thresholdPct, usurious, marginPct}'),
    defaultInterest: z.object({ ...verdict, surchargePct: pctText }).optional().describe('with `defaultRatePct`: the same and the surcharge (Cass. S.U. 19597/2020)'),
    ...rateExplainResult,
  }),
  example: { date: '2026-11-22', category: 'credito_finalizzato', amountCents: 1_500_000, tegPct: '9.84', defaultRatePct: '14.5' },
  run: ({ thresholds, surcharges, explain, ...question }, aids) => {
    const table = tableOf(thresholds, surcharges, aids);
    const found = findThreshold(table.rows, question);
    if (!found.ok) return missingDay(found) ?? renamed(found, { tegmPct: 'thresholds' });
    const { quarter, tegmPct, thresholdPct } = found;
    if (question.tegPct === undefined && question.defaultRatePct === undefined) return { ok: true, result: { quarter, tegmPct, thresholdPct, ...usurySteps(explain, aids, [['thresholdPct', found]]) } };
    const answer = checkUsury(table.rows, table.surcharges, question);
    if (!answer.ok) return missingDay(answer) ?? renamed(answer, { surchargePct: 'surcharges', tegmPct: 'surcharges' });
    const { credit, defaultInterest } = answer;
    return {
      ok: true,
      result: {
        quarter,
        tegmPct,
        thresholdPct,
        ...(credit === undefined ? {} : { credit: withoutOk(credit) }),
        ...(defaultInterest === undefined ? {} : { defaultInterest: { ...withoutOk(defaultInterest), surchargePct: defaultInterest.surchargePct } }),
        ...usurySteps(explain, aids, [
          ['thresholdPct', { tegmPct, thresholdPct, compared: credit }],
          ...(defaultInterest === undefined ? [] : [['defaultInterest.thresholdPct', { ...defaultInterest, tegmPct, compared: defaultInterest }] as const]),
        ]),
      },
    };
  },
});

const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** A quarter without a row is a fault of the day asked about; its name is the reason. */
function missingDay(declined: Declined): Declined | null {
  const rule = /^usury\w*\.\d{4}-Q\d$/.exec(declined.path)?.[0];
  return rule === undefined ? null : { ...declined, path: 'date', reason: rule };
}

const noTable: UsuryTable = { rows: [], surcharges: [] };

/** The caller's rows, or those of the host; with neither, every quarter is missing. */
function tableOf(thresholds: readonly z.output<typeof threshold>[] | undefined, surcharges: readonly z.output<typeof surcharge>[] | undefined, aids: Aids | undefined): UsuryTable {
  const published = thresholds === undefined || surcharges === undefined ? (aids?.usury?.() ?? noTable) : noTable;
  return {
    rows: thresholds?.map(({ amountOverCents, amountToCents, tegmPct, ...row }) => ({ ...row, quarter: quarterOf(row.validFrom), amountOverCents: amountOverCents ?? null, amountToCents: amountToCents ?? null, tegmPct: String(tegmPct) })) ?? published.rows,
    surcharges: surcharges?.map(({ validFrom, validTo, categories, surchargePct }) => ({ validFrom, validTo: validTo ?? null, categories: categories ?? [], surchargePct: String(surchargePct) })) ?? published.surcharges,
  };
}
