/** Left side of the quick quote: amounts, term, balloon, offer. Each field renders only when its own value changes. */
import { memo } from 'react';
import { MoneyInput, Panel, SegmentedButtons, useFormat } from '../../../ui/index.ts';
import { balloonBounds, mileagesOf, termsOf, type AmountField } from '../draft/quote-draft.ts';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './amounts-panel.module.css';
import { DraftChanges } from './draft-changes.tsx';
import { OfferField } from './offer-field.tsx';

interface AmountProps {
  readonly field: AmountField;
  readonly label: string;
  readonly startHere?: boolean | undefined;
}

const Amount = memo(function Amount({ field, label, startHere }: AmountProps) {
  const store = useQuoteStore();
  const value = useQuotePart((state) => state.draft[field]);
  return <MoneyInput label={label} startHere={startHere} value={value} onChange={(cents) => store.setAmount(field, cents)} error={useFieldRefusal(field)} />;
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

/** The balloon, with the value that the offer guarantees beside its name. */
function Balloon() {
  const texts = useQuotingTexts();
  const format = useFormat();
  const most = useQuotePart((state) => balloonBounds(state.draft, offerOf(state))?.maxCents ?? null);
  return <Amount field="balloonCents" label={most === null ? texts.balloon : `${texts.balloon} · ${texts.balloonUpTo(format.money(most))}`} />;
}

/** `startHere` puts the focus on the price. */
export function AmountsPanel({ startHere }: { readonly startHere: boolean }) {
  const texts = useQuotingTexts();
  const isBalloon = useQuotePart((state) => offerOf(state).product.plan === 'balloon');
  return (
    <Panel>
      <div className={classes.grid}>
        <Amount field="priceCents" label={texts.price} startHere={startHere} />
        <Amount field="discountCents" label={texts.discount} />
        <Amount field="tradeInCents" label={texts.tradeIn} />
        <Amount field="depositCents" label={texts.deposit} />
        <div className={classes.wide}>
          <Term />
        </div>
        {isBalloon && (
          <>
            <div className={classes.balloon}>
              <Balloon />
            </div>
            <div className={classes.wide}>
              <Mileage />
            </div>
          </>
        )}
        <div className={classes.whole}>
          <OfferField />
        </div>
      </div>
      <DraftChanges />
    </Panel>
  );
}
