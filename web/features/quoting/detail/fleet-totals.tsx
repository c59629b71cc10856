import type { Quote } from '#quoting/api';
import { FigureList, Money, Panel, useFormat } from '../../../ui/index.ts';
import { useDetailTexts } from './use-detail-texts.ts';

/** What all lines of a fleet come to. */
export function FleetTotals({ totals }: { readonly totals: NonNullable<Quote['totals']> }) {
  const words = useDetailTexts();
  const format = useFormat();
  return (
    <Panel title={words.fleetTotals}>
      <FigureList
        items={[
          { key: 'cars', label: words.vehicles, value: format.integer(totals.quantity) },
          { key: 'price', label: words.netPrice, value: <Money cents={totals.netPriceCents} /> },
          { key: 'deposit', label: words.deposit, value: <Money cents={totals.depositCents} /> },
          { key: 'monthly', label: words.monthly, value: <Money cents={totals.instalmentWithFeesCents} /> },
          { key: 'due', label: words.totalDue, value: <Money cents={totals.totalDueCents} />, strong: true },
        ]}
      />
    </Panel>
  );
}
