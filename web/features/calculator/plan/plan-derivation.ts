/** The plan on the page told by the engine, step by step: any figure of it, any row. */
import { planInput, planTerms } from '#calculator/api';
import type { PlanFigure, tellPlan as tellPlanOf } from '#engine/derivation';
import type { DerivationPart } from '../../../ui/index.ts';
import type { Body } from '../form/read-body.ts';

export type { PlanFigure } from '#engine/derivation';

/** A title for each part of a row. */
export type PartTitles = Readonly<Record<'summary' | 'interest' | 'principal' | 'fee', string>>;

/** The parts of a figure or of a row of this plan; empty for a body that the calculation refuses. */
export function tellPlan(body: Body, figure: PlanFigure, tellIn: typeof tellPlanOf, language: 'it' | 'en', titles: PartTitles): readonly DerivationPart[] {
  const read = planInput.safeParse(body);
  const tell = read.success ? tellIn(planTerms(read.data), language) : null;
  if (tell === null) return [];
  if (typeof figure !== 'object') return [{ key: 'summary', title: titles.summary, steps: tell(figure) }];
  const { row } = figure;
  const fees = tell({ row, part: 'fee' });
  return [
    { key: 'summary', title: titles.summary, steps: tell({ row }) },
    { key: 'interest', title: titles.interest, steps: tell({ row, part: 'interest' }) },
    { key: 'principal', title: titles.principal, steps: tell({ row, part: 'principal' }) },
    // A single line says that there are none.
    ...(fees.length > 1 ? [{ key: 'fee', title: titles.fee, steps: fees }] : []),
  ];
}
