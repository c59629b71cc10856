/** A quote in work: vehicle, amounts, services at the left; what they come to at the right. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { FigureName } from '#engine';
import type { OfferConditions } from '#pricing/api';
import type { Quote } from '#quoting/api';
import type { VehicleFound } from '#vehicles/api';
import { Button, Page, StatusBadge, useFormat, useIsPhone } from '../../../ui/index.ts';
import { sameDraft } from '../draft/open-draft.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { PricedQuoteProvider } from '../draft/priced-quote.tsx';
import type { QuoteDraft } from '../draft/quote-draft.ts';
import { QuoteStoreProvider, useQuotePart, useQuoteStore, type QuoteStore } from '../draft/quote-store.ts';
import type { VehicleInWork } from '../draft/vehicle-in-work.ts';
import type { Explained } from '../figures/derivation-panel.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { AmountsPanel } from './amounts-panel.tsx';
import classes from './quick-quote.module.css';
import { ReferenceField } from './reference-field.tsx';
import { ResultBar } from './result-bar.tsx';
import { ResultPanel } from './result-panel.tsx';
import { Commission, SaveFoot } from './save-foot.tsx';
import { ServicesPanel } from './services-panel.tsx';
import { useSaveQuote } from './use-save-quote.ts';
import { VehicleCard } from './vehicle-card.tsx';

const DerivationPanel = lazy(async () => ({ default: (await import('../figures/derivation-panel.tsx')).DerivationPanel }));
const PlanPanel = lazy(async () => ({ default: (await import('./plan-panel.tsx')).PlanPanel }));

export interface QuickQuoteProps {
  readonly store: QuoteStore;
  readonly vehicle: VehicleInWork;
  /** The saved quote in work; undefined for a new one. */
  readonly base: Quote | undefined;
  /** What `base` holds, or the first proposal: what differs from it is not saved. */
  readonly origin: QuoteDraft;
  /** The draft was found where it had been left. */
  readonly resumed: boolean;
  readonly readAgain: () => Promise<{ readonly offers: readonly OfferConditions[]; readonly today: string } | undefined>;
  readonly onPick: (found: VehicleFound) => void;
  readonly onSaved: (quote: Quote) => void;
  readonly onReopen: () => void;
  readonly onNew: () => void;
  readonly onRestart: () => void;
}

function QuickQuoteForm({ vehicle, base, origin, resumed, readAgain, onPick, onSaved, onReopen, onNew, onRestart }: QuickQuoteProps) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const phone = useIsPhone();
  const saving = useSaveQuote(base, onSaved);
  const changed = useQuotePart((state) => base === undefined || !sameDraft(state.draft, origin));
  const [forCustomer, setForCustomer] = useState(false);
  const [commission, setCommission] = useState(false);
  const [explained, setExplained] = useState<Explained | null>(null);
  const [planShown, setPlanShown] = useState(false);
  const [recomputing, setRecomputing] = useState<'no' | 'running' | 'done'>('no');

  const explain = (figure: FigureName): void => {
    const priced = priceDraft(store.get());
    if (priced.ok && priced.terms !== null) setExplained({ terms: priced.terms, figure });
  };
  const recompute = async (): Promise<void> => {
    setRecomputing('running');
    const fresh = await readAgain();
    if (fresh !== undefined) store.renew(fresh.offers, fresh.today);
    setRecomputing(fresh === undefined ? 'no' : 'done');
    if (fresh !== undefined) saving.forget();
  };
  const status = base === undefined ? <StatusBadge status="draft" /> : changed ? <StatusBadge status="draft" label={texts.unsaved} /> : <StatusBadge status="saved" />;
  return (
    <Page
      title={base === undefined ? texts.quickQuote : texts.revising(base.number)}
      badge={status}
      subtitle={[resumed ? texts.resume.resumed : null, base === undefined ? null : texts.savedAt(format.time(base.updatedAt)), base === undefined ? null : texts.revision(base.latestRevision)].filter((part) => part !== null).join(' · ')}
      actions={
        <>
          {resumed && <Button onClick={onRestart}>{texts.resume.restart}</Button>}
          <Button aria-pressed={forCustomer} onClick={() => setForCustomer(!forCustomer)}>
            {forCustomer ? texts.sellerView : texts.customerView}
          </Button>
        </>
      }
    >
      <div className={classes.columns} data-enter-next>
        <div className={classes.left}>
          <VehicleCard vehicle={vehicle} onPick={onPick} />
          {/* On a phone the focus would cover half the page with a keyboard nobody asked for. */}
          <AmountsPanel startHere={base === undefined && !phone} />
          <ServicesPanel />
          <ReferenceField />
        </div>
        <div className={classes.right}>
          <ResultPanel onExplain={explain} onPlan={() => setPlanShown(true)}>
            {!forCustomer && <Commission shown={commission} onShow={setCommission} />}
            <SaveFoot
              base={base}
              changed={changed}
              saving={saving}
              isRecomputing={recomputing === 'running'}
              recomputed={recomputing === 'done'}
              onRecompute={() => void recompute()}
              onReopen={onReopen}
              onNew={onNew}
            />
          </ResultPanel>
        </div>
      </div>
      {phone && <ResultBar saving={saving} base={base} changed={changed} />}
      <Suspense fallback={null}>
        {planShown && <PlanPanel onExplain={explain} onClose={() => setPlanShown(false)} />}
        {explained !== null && <DerivationPanel explained={explained} onClose={() => setExplained(null)} />}
      </Suspense>
    </Page>
  );
}

export function QuickQuote(props: QuickQuoteProps) {
  useEffect(() => {
    // After a save the page is drawn anew around the saved quote: the next thing to do is to print.
    if (props.base !== undefined) document.querySelector<HTMLElement>('[data-after-save]')?.focus();
  }, [props.base]);
  return (
    <QuoteStoreProvider value={props.store}>
      <PricedQuoteProvider>
        <QuickQuoteForm {...props} />
      </PricedQuoteProvider>
    </QuoteStoreProvider>
  );
}
