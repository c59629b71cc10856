/** A lease on the navy panel: the rental that is asked, and what stands behind it without VAT. */
import type { ReactNode } from 'react';
import type { LeaseFigure } from '#engine/derivation';
import type { LeaseFigures, QuoteProposal } from '#quoting/api';
import { FigureList, HeroPanel, Money, Rate } from '../../../ui/index.ts';
import { ExplainedLease, regularRental, type ExplainLease } from '../figures/explained-lease.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-result.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

interface LeaseResultProps {
  readonly proposal: QuoteProposal;
  readonly lease: LeaseFigures;
  readonly onExplain: ExplainLease;
  readonly onPlan?: (() => void) | undefined;
}

export function LeaseResult({ proposal: { figures }, lease, onExplain, onPlan }: LeaseResultProps) {
  const words = useDetailTexts().lease;
  const texts = useQuotingTexts();
  const monthly = words.monthly(lease.rows.filter((row) => row.kind === 'rental').length);
  const told = (figure: LeaseFigure, name: string, shown: ReactNode) => (
    <ExplainedLease figure={figure} name={name} onExplain={onExplain}>
      {shown}
    </ExplainedLease>
  );
  const money = (figure: Extract<LeaseFigure, string>, label: string, cents: number, strong = false) => ({ key: figure, label, value: told(figure, label, <Money cents={cents} />), strong });
  return (
    <HeroPanel label={monthly} figure={told(regularRental(lease), monthly, <Money cents={figures.instalmentWithFeesCents} />)}>
      <div className={classes.rates}>
        <span>
          {texts.result.tanWord} <b><Rate ppm={figures.nominalRatePpm} /></b>
        </span>
        <span>
          {words.leaseRate} <b>{told('leaseRatePpm', words.leaseRate, <Rate ppm={Math.round(lease.leaseRatePpm / 100) * 100} />)}</b>
        </span>
      </div>
      <div className={classes.lines}>
        <FigureList
          items={[
            money('rentalCents', words.rental, lease.rentalCents),
            money('netAssetCents', words.netAsset, lease.netAssetCents),
            money('firstRentalCents', words.firstRental, lease.firstRentalCents),
            money('purchaseOptionCents', words.option, lease.purchaseOptionCents),
            money('netDueCents', words.netDue, lease.netDueCents),
            { key: 'vatCents', label: words.vat, value: <Money cents={lease.vatCents} /> },
            money('grossDueCents', words.grossDue, lease.grossDueCents, true),
          ]}
        />
      </div>
      {onPlan !== undefined && (
        <div className={classes.strip}>
          <button type="button" className={classes.moreAlone} onClick={onPlan}>
            {words.plan}
          </button>
        </div>
      )}
    </HeroPanel>
  );
}
