/** The figures of a lease: what bears VAT without it, then the VAT and what is due with it. */
import type { QuoteFigures } from '#quoting/api';
import { FigureList, Money, Rate } from '../../../ui/index.ts';
import { useDeskTexts } from './use-desk-texts.ts';

type Lease = NonNullable<QuoteFigures['lease']>;

export function LeaseLines({ lease, feesCents }: { readonly lease: Lease; readonly feesCents: number }) {
  const texts = useDeskTexts().lease.figures;
  return (
    <FigureList
      items={[
        { key: 'asset', label: texts.netAsset, value: <Money cents={lease.netAssetCents} /> },
        { key: 'first', label: texts.firstRental, value: <Money cents={lease.firstRentalCents} /> },
        { key: 'rental', label: texts.rental, value: <Money cents={lease.rentalCents} /> },
        { key: 'option', label: texts.option, value: <Money cents={lease.purchaseOptionCents} /> },
        { key: 'fees', label: texts.fees, value: <Money cents={feesCents} /> },
        { key: 'vat', label: texts.vat, value: <Money cents={lease.vatCents} /> },
        { key: 'rate', label: texts.rate, value: <Rate ppm={Math.round(lease.leaseRatePpm / 100) * 100} /> },
        { key: 'due', label: texts.due, value: <Money cents={lease.grossDueCents} />, strong: true },
      ]}
    />
  );
}
