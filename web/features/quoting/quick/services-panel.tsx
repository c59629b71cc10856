/** Packages as tiles and single services below, each with what it adds to the instalment of this very quote, a moment after the instalment itself. */
import { memo, useDeferredValue } from 'react';
import type { OfferedService, ServicePackage } from '#pricing/api';
import { Panel, ServiceTile, useFormat, useLanguage } from '../../../ui/index.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { usePricedQuote } from '../draft/priced-quote.tsx';
import { offerOf, useFieldRefusal, useQuotePart, useQuoteStore, type QuoteState } from '../draft/quote-store.ts';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { hasPackage, offeredPackages, withPackage } from './service-packages.ts';
import classes from './services-panel.module.css';
import { useDeskTexts } from './use-desk-texts.ts';

const having = (state: QuoteState, serviceCodes: readonly string[]): QuoteState => ({ ...state, draft: { ...state.draft, serviceCodes } });

/** What the services of `more` ask a month beyond those of `fewer`, in cents; undefined when one of the two cannot be priced. */
function addedPerMonth(state: QuoteState, fewer: readonly string[], more: readonly string[]): number | undefined {
  // One of the two is the quote itself, already priced.
  const priced = (codes: readonly string[]) => priceDraft(codes === state.draft.serviceCodes ? state : having(state, codes));
  const [without, withIt] = [priced(fewer), priced(more)];
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
  const codes = state.draft.serviceCodes;
  const others = codes.filter((code) => code !== service.code);
  const added = price === undefined || !service.optional ? undefined : codes.includes(service.code) ? addedPerMonth(state, others, codes) : addedPerMonth(state, codes, [...codes, service.code]);
  const refusedBecause = !service.optional ? texts.includedService : price === undefined ? texts.serviceNotAtTerm : undefined;
  // Without a computable instalment the price itself is still true.
  const detail = added === undefined ? format.money(price?.cents) : `+${format.amount(added)}`;
  return <ServiceTile name={service.name[language]} detail={detail} checked={!service.optional || taken} onChange={(wanted) => store.toggleService(service.code, wanted)} refusedBecause={refusedBecause} />;
});

const PackageTile = memo(function PackageTile({ one, all, state }: { readonly one: ServicePackage; readonly all: readonly ServicePackage[]; readonly state: QuoteState }) {
  const store = useQuoteStore();
  const texts = useDeskTexts().services;
  const format = useFormat();
  const language = useLanguage();
  const taken = useQuotePart((now) => hasPackage(one, now.draft.serviceCodes));
  const codes = state.draft.serviceCodes;
  const none = codes.filter((code) => !one.services.includes(code));
  const added = addedPerMonth(state, none, [...none, ...one.services]);
  const detail = [texts.count(one.services.length), added === undefined ? null : `+${format.amount(added)}`].filter((part) => part !== null).join(' · ');
  return <ServiceTile name={one.name[language]} detail={detail} checked={taken} onChange={(wanted) => store.chooseServices(withPackage(one, all, store.get().draft.serviceCodes, wanted))} />;
});

export function ServicesPanel() {
  const texts = useQuotingTexts();
  const words = useDeskTexts().services;
  const state = useDeferredValue(usePricedQuote().state);
  const refusal = useFieldRefusal('serviceCodes');
  const offer = offerOf(state);
  const packages = offeredPackages(offer, state.draft.termMonths);
  return (
    <Panel>
      <section aria-label={texts.services} className={classes.services} data-field="serviceCodes">
        <div className={classes.head}>
          <h2 className={classes.title}>
            {words.title}
            {offer.services.length > 0 && <span className={classes.unit}>{words.perMonth}</span>}
          </h2>
          {packages.length > 0 && (
            <div role="group" aria-label={words.packages} className={classes.packages}>
              {packages.map((one) => (
                <PackageTile key={one.code} one={one} all={packages} state={state} />
              ))}
            </div>
          )}
        </div>
        {offer.services.length === 0 ? (
          <p className={classes.none}>{texts.noServices}</p>
        ) : (
          <div className={classes.single}>
            {offer.services.map((service) => (
              <Tile key={service.code} service={service} state={state} />
            ))}
          </div>
        )}
        {refusal !== undefined && <p className={classes.refusal}>{refusal}</p>}
      </section>
    </Panel>
  );
}
