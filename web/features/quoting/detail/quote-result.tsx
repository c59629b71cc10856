/** The figures of a saved quote on the navy panel, as the customer saw them. */
import type { ReactNode } from 'react';
import type { FigureName } from '#engine';
import type { Quote, QuoteProposal } from '#quoting/api';
import { AmortisationStrip, ExplainedFigure, HeroLines, HeroPanel, HeroRates, Money, Rate, TextButton, useFormat } from '../../../ui/index.ts';
import { LeaseResult } from './lease-result.tsx';
import type { ExplainLease } from '../figures/explained-lease.tsx';
import { FigureLines } from '../figures/figure-lines.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-result.module.css';

interface QuoteResultProps {
  readonly proposal: QuoteProposal;
  /** Who buys: a consumer is told a lease with VAT. */
  readonly customerType: Quote['customer']['type'];
  readonly onExplain: (figure: FigureName) => void;
  readonly onExplainLease: ExplainLease;
  /** Opens the whole plan where it is not on the page. */
  readonly onPlan?: (() => void) | undefined;
}

export function QuoteResult({ proposal, customerType, onExplain, onExplainLease, onPlan }: QuoteResultProps) {
  const texts = useQuotingTexts();
  const format = useFormat();
  const { figures, input, conditions } = proposal;
  const explained = (figure: 'instalmentWithFeesCents' | 'nominalRatePpm' | 'taegPpm', shown: ReactNode) => (
    <ExplainedFigure label={texts.result.explain(texts.figures[figure])} onExplain={() => onExplain(figure)}>
      {shown}
    </ExplainedFigure>
  );
  if (figures.lease !== null) return <LeaseResult proposal={proposal} forConsumer={customerType === 'consumer'} lease={figures.lease} onExplain={onExplainLease} onPlan={onPlan} />;
  return (
    <HeroPanel label={texts.result.instalmentFor(input.termMonths)} figure={explained('instalmentWithFeesCents', <Money cents={figures.instalmentWithFeesCents} />)}>
      <HeroRates
        rates={[
          { key: 'tan', word: texts.result.tanWord, value: explained('nominalRatePpm', <Rate ppm={figures.nominalRatePpm} />) },
          { key: 'taeg', word: texts.result.taegWord, value: explained('taegPpm', <Rate ppm={figures.taegPpm} />) },
        ]}
      />
      <HeroLines>
        <FigureLines figures={figures} plan={conditions.product.plan} onExplain={onExplain} />
      </HeroLines>
      <div className={classes.strip}>
        <AmortisationStrip rows={figures.rows} balloonCents={figures.balloonCents} height={64} sentence={texts.result.strip(format.money(figures.totalDueCents), figures.rows.length)} />
        {onPlan !== undefined && (
          <span className={classes.more}>
            <TextButton onClick={onPlan}>{texts.result.planShort}</TextButton>
          </span>
        )}
      </div>
    </HeroPanel>
  );
}
