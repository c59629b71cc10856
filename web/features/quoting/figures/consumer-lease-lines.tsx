/** A lease as a consumer is told it: every amount with VAT, none of which can be deducted. */
import type { ReactNode } from 'react';
import type { LeaseFigure } from '#engine/derivation';
import { leaseWithVat, type LeaseFigures, type QuoteFigures } from '#quoting/api';
import { FigureList, Money } from '../../../ui/index.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { ExplainedLease, type ExplainLease } from './explained-lease.tsx';

interface ConsumerLeaseLinesProps {
  readonly figures: QuoteFigures;
  readonly lease: LeaseFigures;
  readonly onExplain: ExplainLease;
}

export function ConsumerLeaseLines({ figures, lease, onExplain }: ConsumerLeaseLinesProps) {
  const texts = useQuotingTexts().consumerLease;
  const told = leaseWithVat({ ...figures, lease });
  const explained = (figure: LeaseFigure, name: string, shown: ReactNode) => (
    <ExplainedLease figure={figure} name={name} onExplain={onExplain}>
      {shown}
    </ExplainedLease>
  );
  const row = (kind: LeaseFigures['rows'][number]['kind'], name: string, cents: number) => {
    const number = lease.rows.find((each) => each.kind === kind)?.number;
    const shown = <Money cents={cents} />;
    return { key: kind, label: name, value: number === undefined ? shown : explained({ row: number, part: 'due' }, name, shown) };
  };
  return (
    <FigureList
      items={[
        { key: 'price', label: texts.price, value: <Money cents={told.priceCents} /> },
        row('first-rental', texts.firstRental, told.firstRentalCents),
        { key: 'credit', label: texts.credit, value: <Money cents={told.creditCents} /> },
        row('purchase-option', texts.option, told.purchaseOptionCents),
        { key: 'beside', label: texts.beside, value: <Money cents={told.besideCents} /> },
        { key: 'due', label: texts.due, value: explained('grossDueCents', texts.due, <Money cents={told.dueCents} />), strong: true },
        { key: 'vat', label: texts.vat, value: explained('vatCents', texts.vat, <Money cents={lease.vatCents} />) },
      ]}
    />
  );
}
