import type { FigureName } from '#engine';
import { SidePanel, useFormat } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { PlanTable } from '../figures/plan-table.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './plan-panel.module.css';

interface PlanPanelProps {
  readonly onExplain: (figure: FigureName) => void;
  readonly onClose: () => void;
}

/** Every row of the plan of the quote in work. */
export function PlanPanel({ onExplain, onClose }: PlanPanelProps) {
  const texts = useQuotingTexts();
  const format = useFormat();
  const { pricing, refusal } = usePricedQuote();
  return (
    <SidePanel opened onClose={onClose} title={texts.plan.title} width={680}>
      {pricing.ok ? (
        <>
          <p className={classes.sentence}>{texts.plan.sentence(pricing.figures.rows.length, format.money(pricing.figures.totalDueCents))}</p>
          <PlanTable rows={pricing.figures.rows} onExplain={(row) => onExplain({ row })} />
        </>
      ) : (
        <p>{refusal}</p>
      )}
    </SidePanel>
  );
}
