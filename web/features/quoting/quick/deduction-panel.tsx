/** What a business may deduct of a lease, by the use of the car: told with the rule it rests on, and never as certain. */
import { useState } from 'react';
import { percentOf } from '#platform/money';
import { carUses, deductibility, type CarUse, type QuoteFigures } from '#quoting/api';
import { FigureList, Money, Notice, Rate, SegmentedButtons, SidePanel } from '../../../ui/index.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import classes from './side-parts.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

type Lease = NonNullable<QuoteFigures['lease']>;

/** Rentals and their VAT over the whole term, without fees; the purchase option is another purchase. */
function rentalsOf({ rows }: Lease): { readonly netCents: number; readonly vatCents: number } {
  const rentals = rows.filter(({ kind }) => kind !== 'purchase-option');
  return { netCents: rentals.reduce((sum, { rentalCents }) => sum + rentalCents, 0), vatCents: rentals.reduce((sum, { kind, rentalCents, vatRatePpm, vatCents }) => sum + (kind === 'first-rental' ? vatCents : percentOf(rentalCents, vatRatePpm, 'half-up')), 0) };
}

function Told({ lease, use, today }: { readonly lease: Lease; readonly use: CarUse; readonly today: string }) {
  const texts = useDeskTexts().lease.deduction;
  const { netCents, vatCents } = rentalsOf(lease);
  const answer = deductibility({ use, onDay: today, carNetCents: lease.netAssetCents, costNetCents: netCents, vatCents });
  if (!answer.ok) return <Notice tone="attention">{texts.missing}</Notice>;
  const told = answer.value;
  return (
    <>
      <FigureList
        items={[
          { key: 'rentals', label: texts.rentals, value: <Money cents={netCents} /> },
          { key: 'vat', label: texts.vat, value: <Money cents={vatCents} /> },
          { key: 'vatShare', label: texts.vatShare, value: <Rate ppm={told.vatPpm} /> },
          { key: 'vatBack', label: texts.vatBack, value: <Money cents={told.deductibleVatCents} />, strong: true },
          { key: 'cost', label: texts.cost, value: <Money cents={told.costWithOwnVatCents} /> },
          { key: 'ceiling', label: texts.ceiling, value: told.ceilingCents === null ? texts.noCeiling : <Money cents={told.ceilingCents} /> },
          { key: 'counted', label: texts.counted, value: <Money cents={told.countedCostCents} /> },
          { key: 'costShare', label: texts.costShare, value: <Rate ppm={told.costPpm} /> },
          { key: 'deductible', label: texts.deductible, value: <Money cents={told.deductibleCostCents} />, strong: true },
        ]}
      />
      <div className={classes.fine}>
        <p>
          {texts.source}: {told.costSource}
        </p>
        <p>
          {texts.source}: {told.vatSource}
        </p>
        <p>{texts.without}</p>
      </div>
    </>
  );
}

export function DeductionPanel({ onClose }: { readonly onClose: () => void }) {
  const texts = useDeskTexts().lease.deduction;
  const { state, pricing, refusal } = usePricedQuote();
  const [use, setUse] = useState<CarUse>('notExclusive');
  const lease = pricing.ok ? pricing.figures.lease : null;
  return (
    <SidePanel opened onClose={onClose} title={texts.title}>
      <div className={classes.parts}>
        <Notice tone="attention">
          <b>{texts.unchecked}</b>
        </Notice>
        <SegmentedButtons label={texts.use} options={carUses.map((value) => ({ value, label: texts.uses[value] }))} value={use} onChange={setUse} />
        <p className={classes.why}>{texts.useWhy[use]}</p>
        {lease === null ? <p>{refusal ?? '–'}</p> : <Told lease={lease} use={use} today={state.today} />}
      </div>
    </SidePanel>
  );
}
