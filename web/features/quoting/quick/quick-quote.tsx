/** A quote in work: vehicle, amounts, services at the left; what they come to at the right. */
import { lazy, Suspense, useEffect, useState } from 'react';
import type { FigureName } from '#engine';
import type { Quote } from '#quoting/api';
import type { VehicleFound } from '#vehicles/api';
import { Button, Notice, Page, StatusBadge, useFormat, useHotkeys, useIsPhone } from '../../../ui/index.ts';
import { deskFields, type DeskField } from '../draft/desk-fields.ts';
import { deskWords } from '../draft/open-draft.ts';
import { priceDraft } from '../draft/price-draft.ts';
import { PricedQuoteProvider } from '../draft/priced-quote.tsx';
import { mostProposals, openProposal, type Desk } from '../draft/proposal.ts';
import { QuoteStoreProvider, useDeskPart, useQuoteStore, type QuoteStore } from '../draft/quote-store.ts';
import type { Explained } from '../figures/derivation-panel.tsx';
import type { ExplainLease } from '../figures/explained-lease.tsx';
import { useQuotingTexts } from '../use-quoting-texts.ts';
import { AmountsPanel } from './amounts-panel.tsx';
import { CustomerRow } from './customer-row.tsx';
import { focusField } from './fault-links.tsx';
import { ProposalStrip } from './proposal-strip.tsx';
import classes from './quick-quote.module.css';
import { QuoteBar } from './quote-bar.tsx';
import { ResultPanel } from './result-panel.tsx';
import { Commission, SaveFoot } from './save-foot.tsx';
import { ServicesPanel } from './services-panel.tsx';
import { useDeskTexts } from './use-desk-texts.ts';
import { useRecompute } from './use-recompute.ts';
import { useReplaceCar } from './use-replace-car.ts';
import { useSaveQuote } from './use-save-quote.ts';
import { VehicleCard } from './vehicle-card.tsx';

const DerivationPanel = lazy(async () => ({ default: (await import('../figures/derivation-panel.tsx')).DerivationPanel }));
const PlanPanel = lazy(async () => ({ default: (await import('./plan-panel.tsx')).PlanPanel }));
const sidePanels = {
  car: lazy(async () => ({ default: (await import('./car-panel.tsx')).CarPanel })),
  comparison: lazy(async () => ({ default: (await import('./comparison-panel.tsx')).ComparisonPanel })),
  deduction: lazy(async () => ({ default: (await import('./deduction-panel.tsx')).DeductionPanel })),
} as const;
const TradeInPanel = lazy(async () => ({ default: (await import('./trade-in-panel.tsx')).TradeInPanel }));
const CustomerPanel = lazy(async () => ({ default: (await import('./customer-panel.tsx')).CustomerPanel }));
type SidePanelName = keyof typeof sidePanels | 'customer' | 'tradeIn';

export interface QuickQuoteProps {
  readonly store: QuoteStore;
  /** The saved quote in work; undefined for a new one. */
  readonly base: Quote | undefined;
  /** What `base` holds, as one text: what differs from it is not saved. */
  readonly origin: string;
  /** What had to be left out or could not be taken, in words. */
  readonly remarks: readonly string[];
  /** The draft was found where it had been left. */
  readonly resumed: boolean;
  /** Saved here a moment ago: the next thing to do is to print. */
  readonly justSaved: boolean;
  readonly onPick: (found: VehicleFound) => void;
  readonly onSaved: (quote: Quote) => void;
  readonly onReopen: () => void;
  readonly onNew: () => void;
  readonly onRestart: () => void;
}

/** Key of the open proposal. */
const openKey = (desk: Desk): number => openProposal(desk).key;

function QuickQuoteForm({ base, origin, remarks, resumed, justSaved, onPick, onSaved, onReopen, onNew, onRestart }: QuickQuoteProps) {
  const store = useQuoteStore();
  const texts = useQuotingTexts();
  const format = useFormat();
  const phone = useIsPhone();
  const words = useDeskTexts();
  const changed = useDeskPart((desk) => base === undefined || deskWords(desk) !== origin);
  const kind = useDeskPart((desk) => desk.kind);
  const count = useDeskPart((desk) => desk.proposals.length);
  const openAt = useDeskPart(openKey);
  const vehicle = useDeskPart((desk) => openProposal(desk).car);
  const replacing = useReplaceCar();
  const [panel, setPanel] = useState<SidePanelName | null>(null);
  /** Where the open drawer begins when something in it has to be mended. */
  const [startAt, setStartAt] = useState<DeskField>();
  /** The new line of a fleet that still wants its car. */
  const [pickFor, setPickFor] = useState<number>();
  const [forCustomer, setForCustomer] = useState(false);
  const [commission, setCommission] = useState(false);
  const [explained, setExplained] = useState<Explained | null>(null);
  const [planShown, setPlanShown] = useState(false);
  const open = (name: SidePanelName | null, field?: DeskField): void => {
    setPanel(name);
    setStartAt(field);
  };
  const goTo = (field: DeskField): void => {
    const place = deskFields[field];
    if (place === 'page') focusField(field);
    else open(place, field);
  };
  const saving = useSaveQuote(base, onSaved, goTo);
  const recompute = useRecompute(saving.forget);

  const explain = (figure: FigureName): void => {
    const priced = priceDraft(store.get());
    if (priced.ok && priced.terms !== null) setExplained({ terms: priced.terms, figure });
  };
  const explainLease: ExplainLease = (figure, name) => {
    const priced = priceDraft(store.get());
    if (priced.ok && priced.leaseTerms !== null) setExplained({ lease: priced.leaseTerms, figure, name });
  };
  const add = (): void => {
    store.addProposal();
    if (kind === 'fleet') setPickFor(openKey(store.desk()));
  };
  const full = count >= mostProposals(kind);
  useHotkeys([
    { keys: 'Alt+A', run: add },
    { keys: 'Alt+C', run: () => open('customer') },
  ]);
  const Panel = panel === null || panel === 'customer' || panel === 'tradeIn' ? null : sidePanels[panel];
  const status = base === undefined ? <StatusBadge status="draft" /> : changed ? <StatusBadge status="draft" label={texts.unsaved} /> : <StatusBadge status="saved" />;
  return (
    <Page
      title={base === undefined ? texts.quickQuote : texts.revising(base.number)}
      badge={status}
      subtitle={[resumed ? texts.resume.resumed : null, base === undefined ? null : texts.savedAt(format.time(base.updatedAt)), base === undefined ? null : texts.revision(base.latestRevision)].filter((part) => part !== null).join(' · ')}
      actions={
        <>
          {resumed && <Button onClick={onRestart}>{texts.resume.restart}</Button>}
          <Button icon="plus" hotkey="Alt+A" disabled={full} title={full ? words.proposals.full[kind] : undefined} onClick={add}>
            {words.proposals.add[kind]}
          </Button>
          <Button
            disabled={kind === 'fleet' && count > mostProposals('alternatives')}
            title={kind === 'fleet' && count > mostProposals('alternatives') ? words.proposals.fleetRefused : undefined}
            onClick={() => store.setKind(kind === 'fleet' ? 'alternatives' : 'fleet')}
          >
            {kind === 'fleet' ? words.proposals.noFleet : words.proposals.fleet}
          </Button>
          <Button aria-pressed={forCustomer} onClick={() => setForCustomer(!forCustomer)}>
            {forCustomer ? texts.sellerView : texts.customerView}
          </Button>
        </>
      }
    >
      {remarks.length > 0 && <Notice tone="attention">{remarks.join(' ')}</Notice>}
      <ProposalStrip onCompare={() => open('comparison')} />
      <div className={classes.columns} data-enter-next data-several={count > 1 || kind === 'fleet' || undefined}>
        <div className={classes.left}>
          <VehicleCard
            key={openAt}
            vehicle={vehicle}
            onPick={count > 1 || kind === 'fleet' || base !== undefined ? replacing.replace : onPick}
            onConfigure={() => open('car')}
            pickFirst={pickFor === openAt}
            isReading={replacing.isReading}
            refusal={replacing.refusal}
          />
          {/* On a phone the focus would cover half the page with a keyboard nobody asked for. */}
          <AmountsPanel startHere={!justSaved && !phone} onTradeIn={() => open('tradeIn')} />
          <ServicesPanel />
          <CustomerRow onOpen={() => open('customer')} />
        </div>
        <div className={classes.right}>
          <ResultPanel key={openAt} onExplain={explain} onExplainLease={explainLease} onPlan={() => setPlanShown(true)} onDeduct={() => open('deduction')} forCustomer={forCustomer}>
            {!forCustomer && <Commission shown={commission} onShow={setCommission} />}
            <SaveFoot
              base={base}
              changed={changed}
              saving={saving}
              recompute={recompute}
              onReopen={onReopen}
              onGo={goTo}
              onNew={onNew}
            />
          </ResultPanel>
        </div>
      </div>
      {phone && <QuoteBar saving={saving} base={base} changed={changed} />}
      <Suspense fallback={null}>
        {panel === 'customer' && <CustomerPanel forCustomer={forCustomer} startAt={startAt} onClose={() => open(null)} />}
        {panel === 'tradeIn' && <TradeInPanel startAt={startAt} onClose={() => open(null)} />}
        {Panel !== null && <Panel onClose={() => open(null)} />}
        {planShown && <PlanPanel onExplain={explain} onExplainLease={explainLease} onClose={() => setPlanShown(false)} />}
        {explained !== null && <DerivationPanel explained={explained} onClose={() => setExplained(null)} />}
      </Suspense>
    </Page>
  );
}

export function QuickQuote(props: QuickQuoteProps) {
  useEffect(() => {
    // After a save the page is drawn anew around the saved quote; a quote opened to be changed begins at its price.
    if (props.justSaved) document.querySelector<HTMLElement>('[data-after-save]')?.focus();
  }, [props.justSaved]);
  return (
    <QuoteStoreProvider value={props.store}>
      <PricedQuoteProvider>
        <QuickQuoteForm {...props} />
      </PricedQuoteProvider>
    </QuoteStoreProvider>
  );
}
