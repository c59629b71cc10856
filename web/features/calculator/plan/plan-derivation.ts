/**
 * The plan as a financing, whose derivation the engine tells step by step. A step is shown only when the financing gives
 * the very figure on the page: plans with a down payment, several drawdowns or charges of the rows have more than it knows.
 */
import { planInput, planTerms, ppmOfPct } from '#calculator/api';
import { priceFinancing, type DerivationStep, type FigureName, type FinancingFigures, type FinancingTerms } from '#engine';
import type { Body } from '../form/read-body.ts';
import type { PlanAnswer } from '../result/answers.ts';

/** A figure of the page that can explain itself. */
export type PlanFigure = 'instalmentCents' | 'amountFinancedCents' | 'interestCents' | 'totalDueCents' | 'taegPpm' | { readonly row: number };

export interface ToldPart {
  readonly key: 'summary' | 'interest' | 'principal';
  readonly steps: readonly DerivationStep[];
}

type Explain = (terms: FinancingTerms, figure: FigureName, language: 'it' | 'en') => readonly DerivationStep[];

const knownBases = new Set([undefined, 'principal', 'amount-financed', 'instalment']);

/** The financing of a body that the calculation has accepted; null when a financing has no word for part of it. */
export function financingOf(body: Body): FinancingTerms | null {
  const read = planInput.safeParse(body);
  if (!read.success) return null;
  const { principalCents, nominalRatePpm, rows, start, firstDueDate, dueDates, balloonCents, downPaymentPpm, drawdowns, charges = [], ...shape } = planTerms(read.data);
  if ((downPaymentPpm ?? 0) > 0 || (drawdowns?.length ?? 0) > 1) return null;
  const told = charges.filter((charge) => knownBases.has(charge.base));
  return {
    priceCents: principalCents,
    discountCents: 0,
    tradeInCents: 0,
    depositCents: 0,
    termMonths: rows,
    nominalRatePpm,
    plan: { kind: 'shaped', shape, balloonCents, dueDates },
    startDate: start,
    firstDueDate,
    charges: told.map(({ base, ...charge }) => ({ ...charge, base: base === 'principal' ? 'total-credit' : base === 'amount-financed' || base === 'instalment' ? base : undefined })),
    services: [],
    substituteTax: null,
  };
}

/** What the page shows of a figure, in the unit of the financing. */
function shown(figure: Exclude<PlanFigure, object>, plan: PlanAnswer): number | null {
  if (figure === 'taegPpm') return plan.taegPct === null ? null : ppmOfPct(plan.taegPct);
  if (figure === 'interestCents') return plan.totals.interestCents;
  if (figure === 'totalDueCents') return plan.totals.dueCents;
  return plan[figure];
}

/** How a row is told: whole when every amount is the same, else only what is the same; from `explain`, empty when nothing is. */
function rowParts(terms: FinancingTerms, figures: FinancingFigures, plan: PlanAnswer, number: number, explain: Explain, language: 'it' | 'en'): ToldPart[] {
  const index = plan.rows.findIndex((row) => row.number === number);
  const mine = plan.rows[index];
  const theirs = figures.rows[index];
  if (mine === undefined || theirs === undefined || theirs.number !== mine.number) return [];
  const same = (key: keyof typeof mine): boolean => mine[key] === theirs[key];
  if (!same('interestCents') || !same('principalCents') || !same('balanceCents')) return [];
  const parts: ToldPart[] = [
    { key: 'interest', steps: explain(terms, { row: number, part: 'interest' }, language) },
    { key: 'principal', steps: explain(terms, { row: number, part: 'principal' }, language) },
  ];
  return same('dueCents') ? [{ key: 'summary', steps: explain(terms, { row: number }, language) }, ...parts] : parts;
}

/** The steps of a figure or of a row of this plan; empty when there are none that lead to it. */
export function tellPlan(body: Body, plan: PlanAnswer, figure: PlanFigure, explain: Explain, language: 'it' | 'en'): readonly ToldPart[] {
  const terms = financingOf(body);
  if (terms === null) return [];
  const priced = priceFinancing(terms);
  if (!priced.ok) return [];
  if (typeof figure === 'object') return rowParts(terms, priced.figures, plan, figure.row, explain, language).filter((part) => part.steps.length > 0);
  if (priced.figures[figure] !== shown(figure, plan)) return [];
  const steps = explain(terms, figure, language);
  return steps.length === 0 ? [] : [{ key: 'summary', steps }];
}
