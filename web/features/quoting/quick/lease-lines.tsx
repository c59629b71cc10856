/** The figures of a lease: what bears VAT without it, then the VAT and what is due with it. */
import type { ReactNode } from 'react';
import type { LeaseFigure } from '#engine/derivation';
import type { QuoteFigures } from '#quoting/api';
import { FigureList, Money, Rate } from '../../../ui/index.ts';
import { ExplainedLease, type ExplainLease } from '../figures/explained-lease.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

type Lease = NonNullable<QuoteFigures['lease']>;

export function LeaseLines({ lease, feesCents, onExplain }: { readonly lease: Lease; readonly feesCents: number; readonly onExplain: ExplainLease }) {
  const texts = useDeskTexts().lease.figures;
  const told = (figure: Extract<LeaseFigure, string>, label: string, shown: ReactNode) => ({
    key: figure,
    label,
    value: (
      <ExplainedLease figure={figure} name={label} onExplain={onExplain}>
        {shown}
      </ExplainedLease>
    ),
  });
  return (
    <FigureList
      items={[
        told('netAssetCents', texts.netAsset, <Money cents={lease.netAssetCents} />),
        told('firstRentalCents', texts.firstRental, <Money cents={lease.firstRentalCents} />),
        told('rentalCents', texts.rental, <Money cents={lease.rentalCents} />),
        told('purchaseOptionCents', texts.option, <Money cents={lease.purchaseOptionCents} />),
        { key: 'fees', label: texts.fees, value: <Money cents={feesCents} /> },
        told('vatCents', texts.vat, <Money cents={lease.vatCents} />),
        told('leaseRatePpm', texts.rate, <Rate ppm={Math.round(lease.leaseRatePpm / 100) * 100} />),
        { ...told('grossDueCents', texts.due, <Money cents={lease.grossDueCents} />), strong: true },
      ]}
    />
  );
}
