/** A lease on the navy panel: the rental that is asked, and what stands behind it without VAT. */
import type { LeaseFigures, QuoteProposal } from '#quoting/api';
import { FigureList, HeroPanel, Money, Rate } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './quote-result.module.css';
import { useDetailTexts } from './use-detail-texts.ts';

interface LeaseResultProps {
  readonly proposal: QuoteProposal;
  readonly lease: LeaseFigures;
  readonly onPlan?: (() => void) | undefined;
}

export function LeaseResult({ proposal: { figures }, lease, onPlan }: LeaseResultProps) {
  const words = useDetailTexts().lease;
  const texts = useQuotingTexts();
  const money = (key: string, label: string, cents: number, strong = false) => ({ key, label, value: <Money cents={cents} />, strong });
  return (
    <HeroPanel label={words.monthly(lease.rows.filter((row) => row.kind === 'rental').length)} figure={<Money cents={figures.instalmentWithFeesCents} />}>
      <div className={classes.rates}>
        <span>
          {texts.result.tanWord} <b><Rate ppm={figures.nominalRatePpm} /></b>
        </span>
        <span>
          {words.leaseRate} <b><Rate ppm={Math.round(lease.leaseRatePpm / 100) * 100} /></b>
        </span>
      </div>
      <div className={classes.lines}>
        <FigureList
          items={[
            money('rental', words.rental, lease.rentalCents),
            money('asset', words.netAsset, lease.netAssetCents),
            money('first', words.firstRental, lease.firstRentalCents),
            money('option', words.option, lease.purchaseOptionCents),
            money('net', words.netDue, lease.netDueCents),
            money('vat', words.vat, lease.vatCents),
            money('gross', words.grossDue, lease.grossDueCents, true),
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
