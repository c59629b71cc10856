/** Left side of the quick quote: amounts, term, balloon, offer. Each field renders only when its own value changes. */
import { memo } from 'react';
import { MoneyInput, Panel, SegmentedButtons, TextButton, useFormat, useHotkeys } from '../../../ui/index.ts';
import { balloonBounds, mileagesOf, termsOf, type AmountField } from '../draft/quote-draft.ts';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useUnread } from '../draft/use-field-faults.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './amounts-panel.module.css';
import { DraftChanges } from './draft-changes.tsx';
import { DrawerFault } from './fault-links.tsx';
import { OfferField } from './offer-field.tsx';
import { useDeskTexts } from './use-desk-texts.ts';

interface AmountProps {
  readonly field: AmountField;
  readonly label: string;
  readonly startHere?: boolean | undefined;
}

const Amount = memo(function Amount({ field, label, startHere }: AmountProps) {
  const store = useQuoteStore();
  const value = useQuotePart((state) => state.draft[field]);
  return <MoneyInput name={field} label={label} startHere={startHere} value={value} onChange={(cents) => store.setAmount(field, cents)} onUnreadable={useUnread(field)} error={useFieldRefusal(field)} />;
});

function Term() {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const offer = useQuotePart(offerOf);
  const value = useQuotePart((state) => state.draft.termMonths);
  const options = termsOf(offer).map((months) => ({ value: months, label: String(months) }));
  return <SegmentedButtons label={texts.term} options={options} value={value} onChange={store.chooseTerm} error={useFieldRefusal('termMonths')} />;
}

function Mileage() {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const offer = useQuotePart(offerOf);
  const months = useQuotePart((state) => state.draft.termMonths);
  const value = useQuotePart((state) => state.draft.kmPerYear);
  const options = mileagesOf(offer, months).map((km) => ({ value: km, label: format.integer(km) }));
  return <SegmentedButtons label={texts.kmPerYear} options={options} value={value} onChange={store.chooseMileage} error={useFieldRefusal('kmPerYear')} />;
}

/** The balloon, with the value that the offer guarantees beside its name; of a lease the purchase option with its bounds. */
function Balloon() {
  const texts = useQuotingTexts();
  const lease = useDeskTexts().lease;
  const format = useFormat();
  const isLease = useQuotePart((state) => offerOf(state).product.plan === 'lease');
  const least = useQuotePart((state) => balloonBounds(state.draft, offerOf(state))?.minCents ?? null);
  const most = useQuotePart((state) => balloonBounds(state.draft, offerOf(state))?.maxCents ?? null);
  const label = isLease ? lease.optionRange(format.money(least), format.money(most)) : most === null ? texts.balloon : `${texts.balloon} · ${texts.balloonUpTo(format.money(most))}`;
  return <Amount field="balloonCents" label={label} />;
}

/** The value offered for the car given in, and the way to what else is known of it. */
function TradeIn({ onOpen }: { readonly onOpen: () => void }) {
  const texts = useQuotingTexts();
  const words = useDeskTexts().tradeIn;
  useHotkeys([{ keys: 'Alt+U', run: onOpen }]);
  return (
    <div className={classes.tradeIn}>
      <Amount field="tradeInCents" label={texts.tradeIn} />
      <span className={classes.details}>
        <TextButton aria-label={words.openName} aria-keyshortcuts="Alt+U" title="Alt+U" onClick={onOpen}>
          {words.open}
        </TextButton>
      </span>
      <DrawerFault place="tradeIn" />
    </div>
  );
}

/** `startHere` puts the focus on the price. */
export function AmountsPanel({ startHere, onTradeIn }: { readonly startHere: boolean; readonly onTradeIn: () => void }) {
  const texts = useQuotingTexts();
  const lease = useDeskTexts().lease;
  const plan = useQuotePart((state) => offerOf(state).product.plan);
  return (
    <Panel>
      <div className={classes.grid}>
        <Amount field="priceCents" label={texts.price} startHere={startHere} />
        <Amount field="discountCents" label={texts.discount} />
        <TradeIn onOpen={onTradeIn} />
        <Amount field="depositCents" label={plan === 'lease' ? lease.firstRental : texts.deposit} />
        <div className={classes.wide} data-field="termMonths">
          <Term />
        </div>
        {plan !== 'level' && (
          <div className={classes.balloon}>
            <Balloon />
          </div>
        )}
        {plan === 'balloon' && (
          <div className={classes.wide} data-field="kmPerYear">
            <Mileage />
          </div>
        )}
        <div className={plan === 'lease' ? classes.wide : classes.whole} data-field="offerId">
          <OfferField />
        </div>
      </div>
      <DraftChanges />
    </Panel>
  );
}
