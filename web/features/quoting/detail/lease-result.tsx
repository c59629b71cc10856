/** A lease on the navy panel: the rental that is asked, and what stands behind it without VAT. */
import type { ReactNode } from 'react';
import type { LeaseFigure } from '#engine/derivation';
import type { LeaseFigures, QuoteProposal } from '#quoting/api';
import { FigureList, HeroLines, HeroPanel, HeroRates, Money, Rate, TextButton } from '../../../ui/index.ts';
import { ConsumerLeaseLines } from '../figures/consumer-lease-lines.tsx';
import { ExplainedLease, regularRental, type ExplainLease } from '../figures/explained-lease.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { useDetailTexts } from './use-detail-texts.ts';

interface LeaseResultProps {
  readonly proposal: QuoteProposal;
  readonly lease: LeaseFigures;
  /** A consumer is told the TAEG and every amount with VAT. */
  readonly forConsumer: boolean;
  readonly onExplain: ExplainLease;
  readonly onPlan?: (() => void) | undefined;
}

export function LeaseResult({ proposal: { figures }, lease, forConsumer, onExplain, onPlan }: LeaseResultProps) {
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
      <HeroRates
        rates={[
          { key: 'tan', word: texts.result.tanWord, value: told('nominalRatePpm', texts.figures.nominalRatePpm, <Rate ppm={figures.nominalRatePpm} />) },
          forConsumer
            ? { key: 'taeg', word: texts.result.taegWord, value: told('taegPpm', texts.figures.taegPpm, <Rate ppm={figures.taegPpm} />) }
            : { key: 'leaseRate', word: words.leaseRate, value: told('leaseRatePpm', words.leaseRate, <Rate ppm={Math.round(lease.leaseRatePpm / 100) * 100} />) },
        ]}
      />
      <HeroLines>
        {forConsumer ? (
          <ConsumerLeaseLines figures={figures} lease={lease} onExplain={onExplain} />
        ) : (
          <FigureList
            items={[
              money('rentalCents', words.rental, lease.rentalCents),
              money('netAssetCents', words.netAsset, lease.netAssetCents),
              money('firstRentalCents', words.firstRental, lease.firstRentalCents),
              money('purchaseOptionCents', words.option, lease.purchaseOptionCents),
              money('netDueCents', words.netDue, lease.netDueCents),
              money('vatCents', words.vat, lease.vatCents),
              money('grossDueCents', words.grossDue, lease.grossDueCents, true),
            ]}
          />
        )}
      </HeroLines>
      {onPlan !== undefined && (
        <div>
          <TextButton onClick={onPlan}>{words.plan}</TextButton>
        </div>
      )}
    </HeroPanel>
  );
}
