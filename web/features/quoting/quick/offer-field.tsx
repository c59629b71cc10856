/** Product and offer: what each would cost a month, for this very quote, stands beside its name. */
import { memo } from 'react';
import type { OfferConditions } from '#pricing/api';
import { RecordPicker, useFormat } from '../../../ui/index.ts';
import { fitDraft } from '../draft/fit-draft.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './offer-field.module.css';

/** The quote in work as it would be under another offer. */
function underOffer(state: QuoteState, offer: OfferConditions): QuoteState {
  const { draft } = fitDraft(state.draft, offer, state.draft, offerOf(state));
  return { ...state, draft };
}

function useOfferText(): (offer: OfferConditions) => string {
  const texts = useQuotingTexts();
  const format = useFormat();
  const months = useQuotePart((state) => state.draft.termMonths);
  return (offer) => {
    const term = offer.terms.find((each) => each.months === months) ?? offer.terms[0];
    return texts.offerLine(offer.name, format.rate(term?.nominalRatePpm));
  };
}

function OfferLine({ offer, text }: { readonly offer: OfferConditions; readonly text: string }) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const state = underOffer(store.get(), offer);
  const priced = priceDraft(state);
  return (
    <span className={classes.line}>
      <span className={classes.words}>
        <span className={classes.name}>{text}</span>
        <span className={classes.detail}>
          {[texts.changes.months(state.draft.termMonths), offer.validTo === null ? null : texts.offerUntil(format.date(offer.validTo))].filter((part) => part !== null).join(' · ')}
        </span>
      </span>
      {priced.ok ? <span className={classes.figure}>{texts.perMonth(format.money(priced.figures.instalmentWithFeesCents))}</span> : <span className={classes.detail}>{texts.noInstalment}</span>}
    </span>
  );
}

export const OfferField = memo(function OfferField() {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const offers = useQuotePart((state) => state.offers);
  const offer = useQuotePart(offerOf);
  const textOf = useOfferText();
  const search = async (typed: string): Promise<readonly OfferConditions[]> => {
    const words = typed.toLowerCase().split(/\s+/);
    return offers.filter((each) => words.every((word) => textOf(each).toLowerCase().includes(word)));
  };
  return (
    <RecordPicker<OfferConditions>
      label={texts.offer}
      value={offer}
      onPick={(picked) => picked !== null && store.chooseOffer(picked.offerId)}
      search={search}
      itemKey={(each) => each.offerId}
      itemText={textOf}
      renderItem={(each) => <OfferLine offer={each} text={textOf(each)} />}
      error={useFieldRefusal('offerId')}
      clearable={false}
    />
  );
});
