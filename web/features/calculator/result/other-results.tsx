/** Results of the shorter calculations: one figure that matters, the figures it is made of, the steps where there are any. */
import type { ReactNode } from 'react';
import { ppmOfPct } from '#calculator/api';
import { DerivationSteps, FigureList, HeroPanel, Money, Panel, Rate, StatusBadge, useFormat, useLanguage, type FigureItem } from '../../../ui/index.ts';
import { ExportBar } from '../export/export-bar.tsx';
import type { Body } from '../form/read-body.ts';
import { useCalculatorTexts } from '../use-calculator-texts.ts';
import type { LateAnswer, SettlementAnswer, TaegAnswer, UsuryAnswer } from './answers.ts';
import { LateRows, lateCells, lateHead } from './late-rows.tsx';
import classes from './result.module.css';
import { compareRates, pointsText } from './compare-rates.ts';

interface ResultProps<Answer> {
  readonly body: Body;
  readonly answer: Answer;
}

const money = (key: string, label: string, cents: number, strong = false): FigureItem => ({ key, label, value: <Money cents={cents} />, strong });

function Steps({ derivation }: { readonly derivation: SettlementAnswer['derivation'] }): ReactNode {
  const texts = useCalculatorTexts();
  if (derivation === undefined || derivation.length === 0) return null;
  return (
    <Panel title={texts.result.derivation}>
      <DerivationSteps steps={derivation} />
    </Panel>
  );
}

export function TaegResult({ body, answer }: ResultProps<TaegAnswer>) {
  const texts = useCalculatorTexts();
  const language = useLanguage();
  const written = (pct: string): string => `${language === 'it' ? pct.replace('.', ',') : pct}${language === 'it' ? '\u00a0' : ''}%`;
  return (
    <>
      <HeroPanel label={texts.result.taeg} figure={written(answer.taegPct)}>
        <FigureList items={[{ key: 'exact', label: texts.result.exact, value: written(answer.exactPct) }]} />
      </HeroPanel>
      <ExportBar kind="taeg" body={body} result={answer} />
    </>
  );
}

export function SettlementResult({ body, answer }: ResultProps<SettlementAnswer>) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const words = texts.settlement;
  const arrears = Object.values(answer.arrearsCents).reduce((sum, cents) => sum + cents, 0);
  return (
    <>
      <div className={classes.top}>
        <HeroPanel label={words.due} figure={<Money cents={answer.dueCents} />}>
          <FigureList
            items={[
              money('capital', words.capital, answer.capitalCents),
              money('arrears', words.arrears, arrears),
              money('accrued', words.accrued, answer.accruedInterestCents),
              money('costsDue', words.costsStillDue, answer.costsStillDueCents),
              money('reduction', words.costReduction, answer.costReductionCents),
              money('refund', words.serviceRefund, answer.serviceRefundCents),
              money('compensation', words.compensation, answer.compensation.cents),
              money('interestNotDue', words.interestNotDue, answer.interestNotDueCents),
              money('feesNotDue', words.feesNotDue, answer.feesNotDueCents),
              { key: 'on', label: words.effectiveOn, value: format.date(answer.effectiveOn) },
              { key: 'law', label: words.law, value: answer.text.startsWith('tub-') ? words.lawText(answer.text.slice(4)) : answer.text },
            ]}
          />
        </HeroPanel>
        <Steps derivation={answer.derivation} />
      </div>
      <ExportBar kind="settlement" body={body} result={answer} />
    </>
  );
}

export function LateResult({ body, answer }: ResultProps<LateAnswer>) {
  const texts = useCalculatorTexts();
  const format = useFormat();
  const words = texts.late;
  return (
    <>
      <div className={classes.top}>
        <HeroPanel label={words.total} figure={<Money cents={answer.totalCents} />}>
          <FigureList
            items={[
              money('unpaid', words.unpaid, answer.unpaidCents),
              { key: 'days', label: words.days, value: format.integer(answer.daysPastDue) },
              money('unallocated', words.unallocated, answer.unallocatedCents),
            ]}
          />
        </HeroPanel>
        <Steps derivation={answer.derivation} />
      </div>
      <ExportBar kind="defaultInterest" body={body} result={answer} sheet={{ head: lateHead(texts), rows: () => answer.rows.map(lateCells) }} />
      <LateRows rows={answer.rows} />
    </>
  );
}

export function UsuryResult({ body, answer, comparedPct }: ResultProps<UsuryAnswer> & { readonly comparedPct: string }) {
  const texts = useCalculatorTexts();
  const language = useLanguage();
  const words = texts.usury;
  const written = (pct: string): string => `${language === 'it' ? pct.replace('.', ',') : pct}${language === 'it' ? '\u00a0' : ''}%`;
  const compared = compareRates(comparedPct, answer.thresholdPct);
  return (
    <>
      <HeroPanel label={words.threshold} figure={written(answer.thresholdPct)}>
        {compared !== null && (
          <FigureList
            items={[
              { key: 'rate', label: words.rate, value: <Rate ppm={ppmOfPct(comparedPct)} /> },
              { key: 'margin', label: words.margin, value: words.points(pointsText(compared.margin, language)) },
            ]}
          />
        )}
        <p className={classes.rule}>{words.rule}</p>
      </HeroPanel>
      {compared !== null && (
        <output className={classes.verdict}>
          <StatusBadge status={compared.above ? 'refused' : 'done'} label={compared.above ? words.above : words.below} />
        </output>
      )}
      <ExportBar kind="usury" body={body} result={answer} />
    </>
  );
}
