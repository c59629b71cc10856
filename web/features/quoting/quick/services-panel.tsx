/** Services as tiles, each with what it adds to the instalment of this very quote, a moment after the instalment itself. */
import { memo, useDeferredValue } from 'react';
import type { OfferedService } from '#pricing/api';
import { Panel, ServiceTile, useFormat, useLanguage } from '../../../ui/index.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import classes from './services-panel.module.css';

/** The state with a service taken or left. */
function having(state: QuoteState, code: string, taken: boolean): QuoteState {
  const others = state.draft.serviceCodes.filter((each) => each !== code);
  return { ...state, draft: { ...state.draft, serviceCodes: taken ? [...others, code] : others } };
}

/** What a service adds to the instalment, in cents; undefined when one of the two cannot be priced. */
function addedPerMonth(state: QuoteState, code: string): number | undefined {
  const taken = state.draft.serviceCodes.includes(code);
  // One of the two is the quote itself, already priced.
  const other = priceDraft(having(state, code, !taken));
  const [without, withIt] = taken ? [other, priceDraft(state)] : [priceDraft(state), other];
  return without.ok && withIt.ok ? withIt.figures.instalmentWithFeesCents - without.figures.instalmentWithFeesCents : undefined;
}

const Tile = memo(function Tile({ service, state }: { readonly service: OfferedService; readonly state: QuoteState }) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const language = useLanguage();
  // The tick follows the click at once; the price beside it follows with the figures.
  const taken = useQuotePart((now) => now.draft.serviceCodes.includes(service.code));
  const price = service.priceByTerm.find((entry) => entry.months === state.draft.termMonths);
  const added = price === undefined || !service.optional ? undefined : addedPerMonth(state, service.code);
  const refusedBecause = !service.optional ? texts.includedService : price === undefined ? texts.serviceNotAtTerm : undefined;
  // Without a computable instalment the price itself is still true.
  const detail = added === undefined ? format.money(price?.cents) : `+${texts.perMonth(format.money(added))}`;
  return (
    <ServiceTile
      name={service.name[language]}
      detail={detail}
      checked={!service.optional || taken}
      onChange={(wanted) => store.toggleService(service.code, wanted)}
      refusedBecause={refusedBecause}
    />
  );
});

export function ServicesPanel() {
  const texts = useQuotingTexts();
  const state = useDeferredValue(usePricedQuote().state);
  const refusal = useFieldRefusal('serviceCodes');
  const { services } = offerOf(state);
  return (
    <Panel title={texts.services}>
      {services.length === 0 ? (
        <p className={classes.none}>{texts.noServices}</p>
      ) : (
        <div className={classes.tiles}>
          {services.map((service) => (
            <Tile key={service.code} service={service} state={state} />
          ))}
        </div>
      )}
      {refusal !== undefined && <p className={classes.refusal}>{refusal}</p>}
    </Panel>
  );
}
