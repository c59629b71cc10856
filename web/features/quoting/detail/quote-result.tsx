/** The figures of a saved quote on the navy panel, as the customer saw them. */
import type { ReactNode } from 'react';
import type { FigureName } from '#engine';
import type { QuoteProposal } from '#quoting/api';
import { ExplainedFigure, AmortisationStrip, HeroPanel, Money, Rate, useFormat } from '../../../ui/index.ts';
import { LeaseResult } from './lease-result.tsx';
import type { ExplainLease } from '../figures/explained-lease.tsx';
import { FigureLines } from '../figures/figure-lines.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-result.module.css';

interface QuoteResultProps {
  readonly proposal: QuoteProposal;
  readonly onExplain: (figure: FigureName) => void;
  readonly onExplainLease: ExplainLease;
  /** Opens the whole plan where it is not on the page. */
  readonly onPlan?: (() => void) | undefined;
}

export function QuoteResult({ proposal, onExplain, onExplainLease, onPlan }: QuoteResultProps) {
  const texts = useQuotingTexts();
  const format = useFormat();
  const { figures, input, conditions } = proposal;
  const explained = (figure: 'instalmentWithFeesCents' | 'nominalRatePpm' | 'taegPpm', shown: ReactNode) => (
    <ExplainedFigure label={texts.result.explain(texts.figures[figure])} onExplain={() => onExplain(figure)}>
      {shown}
    </ExplainedFigure>
  );
  if (figures.lease !== null) return <LeaseResult proposal={proposal} lease={figures.lease} onExplain={onExplainLease} onPlan={onPlan} />;
  return (
    <HeroPanel label={texts.result.instalmentFor(input.termMonths)} figure={explained('instalmentWithFeesCents', <Money cents={figures.instalmentWithFeesCents} />)}>
      <div className={classes.rates}>
        <span>
          {texts.result.tanWord} <b>{explained('nominalRatePpm', <Rate ppm={figures.nominalRatePpm} />)}</b>
        </span>
        <span>
          {texts.result.taegWord} <b>{explained('taegPpm', <Rate ppm={figures.taegPpm} />)}</b>
        </span>
      </div>
      <div className={classes.lines}>
        <FigureLines figures={figures} plan={conditions.product.plan} onExplain={onExplain} />
      </div>
      <div className={classes.strip}>
        <AmortisationStrip rows={figures.rows} balloonCents={figures.balloonCents} height={64} sentence={texts.result.strip(format.money(figures.totalDueCents), figures.rows.length)} />
        {onPlan !== undefined && (
          <button type="button" className={classes.more} onClick={onPlan}>
            {texts.result.planShort}
          </button>
        )}
      </div>
    </HeroPanel>
  );
}
