import type { FigureName } from '#engine';
import { SidePanel, useFormat } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import type { ExplainLease } from '../figures/explained-lease.tsx';
import { PlanTable } from '../figures/plan-table.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { LeasePlanTable } from './lease-plan-table.tsx';
import classes from './plan-panel.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

interface PlanPanelProps {
  readonly onExplain: (figure: FigureName) => void;
  readonly onExplainLease: ExplainLease;
  readonly onClose: () => void;
}

/** Every row of the plan of the quote in work; of a lease with its VAT. */
export function PlanPanel({ onExplain, onExplainLease, onClose }: PlanPanelProps) {
  const texts = useQuotingTexts();
  const lease = useDeskTexts().lease.plan;
  const format = useFormat();
  const { pricing, refusal } = usePricedQuote();
  const figures = pricing.ok ? pricing.figures : undefined;
  return (
    <SidePanel opened onClose={onClose} title={figures?.lease ? lease.title : texts.plan.title} width={720}>
      {figures === undefined ? (
        <p>{refusal}</p>
      ) : figures.lease !== null ? (
        <>
          <p className={classes.sentence}>{lease.sentence(format.money(figures.lease.grossDueCents), format.money(figures.lease.netDueCents))}</p>
          <LeasePlanTable lease={figures.lease} onExplain={onExplainLease} />
        </>
      ) : (
        <>
          <p className={classes.sentence}>{texts.plan.sentence(figures.rows.length, format.money(figures.totalDueCents))}</p>
          <PlanTable rows={figures.rows} onExplain={(row) => onExplain({ row })} />
        </>
      )}
    </SidePanel>
  );
}
