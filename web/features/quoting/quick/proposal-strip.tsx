/** The proposals of the quote in work, each with its instalment: one is open, the others stand ready. Nothing while there is one alternative alone. */
import { memo, useDeferredValue } from 'react';
import { ActionMenu, Button, IconButton, IntegerInput, SegmentedButtons, useFormat, useHotkeys } from '../../../ui/index.ts';
import { maximumFleetQuantity } from '#quoting/api';
import { priceDraft } from '../draft/price-draft.ts';
import { openProposal, steadyStateOf } from '../draft/proposal.ts';
import { useUnread } from '../draft/use-field-faults.ts';
import { useDeskPart, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { fleetSum } from './fleet-sum.ts';
import classes from './proposal-strip.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

function Quantity() {
  const store = useQuoteStore();
  const texts = useDeskTexts().proposals;
  const quantity = useDeskPart((desk) => openProposal(desk).quantity);
  const inStock = useDeskPart((desk) => openProposal(desk).car.choice.kind === 'stock');
  // A car in stock is one car.
  const most = inStock ? 1 : maximumFleetQuantity;
  return (
    <div className={classes.quantity}>
      <IntegerInput name="quantity" label={texts.quantity} value={quantity} min={1} max={most} onChange={(value) => value !== null && value >= 1 && value <= most && store.setQuantity(value)} onUnreadable={useUnread('quantity')} />
    </div>
  );
}

export const ProposalStrip = memo(function ProposalStrip({ onCompare }: { readonly onCompare: () => void }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().proposals;
  const format = useFormat();
  const desk = useDeskPart((now) => now);
  const today = useQuotePart((state) => state.today);
  // The instalments of the others follow a moment after the key; which one is open follows at once.
  const shown = useDeferredValue(desk);
  const { kind, active } = desk;
  const last = desk.proposals.length - 1;
  const several = last > 0 || kind === 'fleet';
  useHotkeys([
    { keys: 'Alt+N', run: () => store.openProposal((active + 1) % (last + 1)) },
    { keys: 'Alt+K', run: () => several && onCompare() },
  ]);
  if (!several) return null;

  const sum = kind === 'fleet' ? fleetSum(shown, today) : undefined;
  const options = desk.proposals.map((proposal, at) => {
    const priced = priceDraft(steadyStateOf(shown.proposals.find(({ key }) => key === proposal.key) ?? proposal, today));
    const instalment = priced.ok ? format.money(priced.figures.instalmentWithFeesCents) : texts.noInstalment;
    return {
      value: proposal.key,
      label: (
        <span className={classes.tab}>
          <b>{at + 1}</b>
          <span className={classes.name}>
            {proposal.car.make} {proposal.car.carline}
            {kind === 'fleet' && ` × ${proposal.quantity}`}
          </span>
          <span className={classes.figure}>{instalment}</span>
        </span>
      ),
    };
  });
  const menu = [
    { key: 'lead', label: texts.lead, onRun: () => store.moveProposal(active, 0) },
    { key: 'earlier', label: texts.earlier, onRun: () => store.moveProposal(active, active - 1) },
    { key: 'later', label: texts.later, onRun: () => store.moveProposal(active, active + 1) },
    { key: 'remove', label: texts.remove[kind], onRun: () => store.removeProposal(active), danger: true },
  ].filter(({ key }) => (key === 'lead' || key === 'earlier' ? active > 0 : key === 'later' ? active < last : last > 0));
  return (
    <div className={classes.strip}>
      <div className={classes.tabs}>
        <SegmentedButtons
          label={texts.label[kind]}
          hideLabel
          options={options}
          value={openProposal(desk).key}
          onChange={(key) => store.openProposal(desk.proposals.findIndex((proposal) => proposal.key === key))}
        />
      </div>
      {kind === 'fleet' && <Quantity />}
      {sum !== undefined && <output className={classes.sum}>{texts.cars(sum.quantity, format.money(sum.instalmentWithFeesCents))}</output>}
      <Button size="field" hotkey="Alt+K" onClick={onCompare}>
        {texts.compare[kind]}
      </Button>
      {menu.length > 0 && <ActionMenu trigger={<IconButton icon="more" label={texts.more} />} items={menu} />}
    </div>
  );
});
