/** The figures that a customer has to see, in the order of the contract; each explains itself. */
import type { FigureName } from '#engine';
import type { OfferPlan } from '#pricing/api';
import type { QuoteSummaryFigures } from '#quoting/api';
import { ExplainedFigure, FigureList, Money, nothing } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';

type FigureKey = Extract<FigureName, keyof QuoteSummaryFigures>;

interface FigureLinesProps {
  /** Undefined while nothing can be computed: the lines stay, without their figures. */
  readonly figures: QuoteSummaryFigures | undefined;
  readonly plan: OfferPlan;
  readonly onExplain: (figure: FigureName) => void;
}

/** Taxes are shown when they apply; the balloon when the plan has one. */
function keysOf(figures: QuoteSummaryFigures | undefined, plan: OfferPlan): FigureKey[] {
  return [
    'totalCreditCents',
    'amountFinancedCents',
    'interestCents',
    'totalFeesCents',
    ...((figures?.stampDutyCents ?? 0) > 0 ? (['stampDutyCents'] as const) : (['substituteTaxCents'] as const)),
    ...(plan === 'balloon' ? (['balloonCents'] as const) : []),
    'totalDueCents',
  ];
}

export function FigureLines({ figures, plan, onExplain }: FigureLinesProps) {
  const texts = useQuotingTexts();
  const items = keysOf(figures, plan).map((key) => ({
    key,
    label: texts.figures[key],
    strong: key === 'totalDueCents',
    value:
      figures === undefined ? (
        nothing
      ) : (
        <ExplainedFigure label={texts.result.explain(texts.figures[key])} onExplain={() => onExplain(key)}>
          <Money cents={figures[key]} />
        </ExplainedFigure>
      ),
  }));
  return <FigureList items={items} />;
}
