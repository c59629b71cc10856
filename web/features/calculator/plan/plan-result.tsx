/** A plan on the page: the instalment, the totals, the course, the rows; each figure explains itself. */
import { useCallback, useState, type ReactNode } from 'react';
import { ppmOfPct } from '#calculator/api';
import { ExplainedFigure, FigureList, HeroLines, HeroPanel, HeroRates, Money, Panel, Rate, useFormat, type FigureItem } from '../../../ui/index.ts';
import { ExportBar } from '../export/export-bar.tsx';
import type { Body } from '../form/read-body.ts';
import type { PlanAnswer, PlanRow } from '../result/answers.ts';
import classes from '../result/result.module.css';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import { PlanChart } from './plan-chart.tsx';
import { PlanDerivationPanel, type Asked } from './plan-derivation-panel.tsx';
import type { PlanFigure } from './plan-derivation.ts';
import { planCells, planHead, PlanRows } from './plan-rows.tsx';
import own from './plan-result.module.css';

interface PlanResultProps {
  readonly body: Body;
  readonly plan: PlanAnswer;
}

export function PlanResult({ body, plan }: PlanResultProps) {
  const texts = useCalculatorTexts();
  const { result: words, derivation } = texts;
  const format = useFormat();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { totals, rows } = plan;
  const explained = (figure: PlanFigure, label: string, shown: ReactNode): ReactNode => <ExplainedFigure label={words.explain(label)} onExplain={() => setAsked({ figure, label })}>{shown}</ExplainedFigure>;
  const explainRow = useCallback((row: PlanRow) => setAsked({ figure: { row: row.number }, label: derivation.row(row.number) }), [derivation]);
  const line = (key: string, label: string, value: ReactNode, strong = false): FigureItem => ({ key, label, value, strong });
  const instalment = Number(body['gracePrincipalRows'] ?? 0) > 0 ? words.firstInstalment : words.instalment;
  const separate = plan.separateFees.reduce((sum, fee) => sum + fee.cents, 0);
  return (
    <>
      <div className={classes.top}>
        <HeroPanel label={instalment} figure={explained('instalmentCents', instalment, <Money cents={plan.instalmentCents} />)}>
          <HeroRates
            rates={[
              { key: 'tan', word: words.tan, value: <Rate ppm={ppmOfPct(String(body['nominalRatePct']))} /> },
              { key: 'taeg', word: words.taeg, value: plan.taegPct === null ? words.noTaeg : explained('taegPpm', words.taeg, <Rate ppm={ppmOfPct(plan.taegPct)} />) },
            ]}
          />
          <HeroLines>
            <FigureList
              items={[
                line('financed', words.amountFinanced, explained('amountFinancedCents', words.amountFinanced, <Money cents={plan.amountFinancedCents} />)),
                line('interest', words.interest, explained('interestCents', words.interest, <Money cents={totals.interestCents} />)),
                ...(totals.feeCents > 0 ? [line('fees', words.fees, explained('feeCents', words.fees, <Money cents={totals.feeCents} />))] : []),
                ...(separate > 0 ? [line('separate', words.separateFees, <Money cents={separate} />)] : []),
                ...(totals.financedFeeCents > 0 ? [line('financedFees', words.financedFees, explained('financedFeeCents', words.financedFees, <Money cents={totals.financedFeeCents} />))] : []),
                line('rows', words.rows, format.integer(rows.length)),
                line('last', words.lastDue, format.date(rows.at(-1)?.dueDate)),
                line('total', words.totalDue, explained('dueCents', words.totalDue, <Money cents={totals.dueCents} />), true),
              ]}
            />
          </HeroLines>
        </HeroPanel>
        <Panel title={texts.chart.title}>
          <PlanChart plan={plan} />
        </Panel>
      </div>
      <ExportBar kind="plan" body={body} result={plan} sheet={{ head: planHead(texts), rows: () => rows.map(planCells) }} />
      <section aria-label={texts.plan.title} className={own.rows}>
        <div className={own.head}>
          <h2 className={own.title}>{texts.plan.title}</h2>
          <span className={own.hint} data-no-print>{texts.plan.hint}</span>
        </div>
        <PlanRows plan={plan} onExplain={explainRow} />
      </section>
      <PlanDerivationPanel asked={asked} body={body} onClose={() => setAsked(null)} />
    </>
  );
}
