/** `/offers/write`: a new offer, or with `?offer=` the next version of one. Checked against the usury threshold before it is published. */
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { OfferDetail } from '#pricing/api';
import { serverToday, useQueryOf, useWrite } from '../../request/index.ts';
import { OpenForm } from '../../shells/open-form.tsx';
import { textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { ActionBar, DateField, LoadingRows, Page, Panel, Problem, RateInput, SegmentedButtons, showToast, TextInput, useFormat, useHotkeys, useLanguage } from '../../ui/index.ts';
import { createOffer, getOffer, listProducts, supersedeOffer } from './endpoints.ts';
import { blankDraft, bodyOf, draftOf, missingParts, type MissingPart, type OfferDraft } from './offer-draft.ts';
import classes from './offer-form.module.css';
import { ScopeFields } from './scope-fields.tsx';
import { TermRows } from './term-rows.tsx';
import { UsuryCheck } from './usury-check.tsx';
import { usePricingTexts } from './use-pricing-texts.ts';

const parse = (raw: RawSearch) => ({ offer: textIn(raw, 'offer') });
const refreshes = ['/api/pricing/offers'];

interface OfferFormProps {
  /** The version before; undefined for a new offer. */
  readonly before: OfferDetail | undefined;
}

function useSaving(before: OfferDetail | undefined) {
  const texts = usePricingTexts().write;
  const navigate = useNavigate();
  const onDone = (answer: { readonly offerId: string }, code: string): void => {
    showToast({ text: texts.saved(code) });
    void navigate({ to: '/offers', search: { offer: answer.offerId }, ignoreBlocker: true });
  };
  const create = useWrite(createOffer, { refreshes, onDone: (answer, { body }) => onDone(answer, body.code) });
  const supersede = useWrite(supersedeOffer, { refreshes, onDone: (answer) => onDone(answer, before?.code ?? '') });
  const latest = before === undefined ? 0 : Math.max(...before.versions.map(({ version }) => version));
  const save = (draft: OfferDraft): void => {
    const body = bodyOf(draft);
    if (body === undefined || draft.productId === null) return;
    if (before === undefined) create.mutate({ body: { ...body, code: draft.code, productId: draft.productId } });
    else supersede.mutate({ params: { id: before.offerId }, body: { ...body, version: latest } });
  };
  return { save, busy: create.isPending || supersede.isPending, problem: create.error ?? supersede.error };
}

function ProductField({ draft, onChange, locked }: { readonly draft: OfferDraft; readonly onChange: (productId: string) => void; readonly locked: boolean }) {
  const texts = usePricingTexts();
  const format = useFormat();
  const language = useLanguage();
  const products = useQueryOf(listProducts, undefined, { staleTimeMs: 300_000 });
  const chosen = products.data?.items.find(({ productId }) => productId === draft.productId);
  return (
    <div data-part="product">
      <SegmentedButtons
        label={texts.write.product}
        options={(products.data?.items ?? []).map(({ productId, name }) => ({ value: productId, label: name[language], disabled: locked && productId !== draft.productId }))}
        value={draft.productId}
        onChange={onChange}
      />
      {chosen !== undefined && <p className={classes.hint}>{`${texts.planNames[chosen.plan]} · ${texts.write.productHint(format.money(chosen.minFinancedCents), format.money(chosen.maxFinancedCents))}`}</p>}
      {products.isError && <Problem problem={products.error} compact onRetry={() => void products.refetch()} />}
    </div>
  );
}

function OfferForm({ before }: OfferFormProps) {
  const texts = usePricingTexts();
  const today = serverToday();
  const [draft, setDraft] = useState(() => (before === undefined ? blankDraft(today) : draftOf(before, today > before.validFrom ? today : before.validFrom)));
  const { save, busy, problem } = useSaving(before);
  const [changed, setChanged] = useState(false);
  const change = (part: Partial<OfferDraft>): void => {
    setDraft((former) => ({ ...former, ...part }));
    setChanged(true);
  };
  const { write } = texts;
  const names: Readonly<Record<MissingPart, string>> = { code: texts.code, name: write.name, product: write.product, validFrom: write.validFrom, place: write.place, terms: write.ratesTitle };
  const missing = missingParts(draft);
  const form = useRef<HTMLDivElement>(null);
  // The key answers also while something is missing: it goes to the first thing that is.
  const publish = (): void => {
    const [first] = missing;
    if (first === undefined) return save(draft);
    const fields = [...(form.current?.querySelectorAll<HTMLInputElement>(`[data-part="${first}"] input`) ?? [])];
    return (fields.find((field) => field.value === '') ?? fields[0])?.focus();
  };
  useHotkeys([{ keys: 'Ctrl+Enter', run: publish }]);
  const operation = {
    key: 'save', hotkey: 'Ctrl+Enter', label: before === undefined ? write.save : write.saveNext, kind: 'primary' as const, busy, onRun: publish,
    ...(missing.length === 0 ? {} : { refusedBecause: write.missing(missing.map((part) => names[part].toLowerCase()).join(', ')) }),
  };
  return (
    <Page title={before === undefined ? write.new : write.nextOf(before.name)} bar={<ActionBar operations={[operation]} />}>
      <OpenForm changed={changed} />
      <div ref={form} className={classes.form}>
        {problem !== null && <Problem problem={problem} lost="nothing" />}
        <Panel title={write.what}>
          <div className={`${classes.grid} ${classes.ends}`}>
            <div data-part="code"><TextInput required label={texts.code} hint={write.codeHint} value={draft.code} onChange={(code) => change({ code: code.toUpperCase() })} disabled={before !== undefined} maxLength={32} startHere={before === undefined} /></div>
            <div data-part="name"><TextInput required label={write.name} value={draft.name} onChange={(name) => change({ name })} maxLength={60} startHere={before !== undefined} /></div>
          </div>
          <ProductField draft={draft} onChange={(productId) => change({ productId })} locked={before !== undefined} />
          <div className={classes.four}>
            <div data-part="validFrom"><DateField required label={write.validFrom} value={draft.validFrom} onChange={(validFrom) => change({ validFrom })} today={today} min={today} /></div>
            <DateField label={write.validTo} hint={write.validToHint} value={draft.validTo} onChange={(validTo) => change({ validTo })} today={today} min={draft.validFrom ?? today} />
            <RateInput label={write.deposit} value={draft.minDepositPpm} maxPpm={1_000_000} stepPpm={10_000} onChange={(minDepositPpm) => change({ minDepositPpm })} />
            <RateInput label={write.commission} value={draft.commissionPpm} maxPpm={1_000_000} onChange={(commissionPpm) => change({ commissionPpm })} />
          </div>
        </Panel>
        <div className={classes.two}>
          <div data-part="terms">
            <Panel title={write.ratesTitle}>
              <TermRows terms={draft.terms} onChange={(terms) => change({ terms })} />
            </Panel>
          </div>
          <UsuryCheck draft={draft} />
        </div>
        <ScopeFields draft={draft} onChange={change} />
      </div>
    </Page>
  );
}

export function OfferFormPage() {
  const texts = usePricingTexts().write;
  const [{ offer }] = usePageSearch(parse);
  const read = useQueryOf(getOffer, { params: { id: offer ?? '' }, query: {} }, { enabled: offer !== undefined });
  if (offer === undefined) return <OfferForm before={undefined} />;
  if (read.isPending) return <Page title={texts.next}><LoadingRows label={texts.loading} /></Page>;
  if (read.isError) return <Page title={texts.next}><Problem problem={read.error} lost="nothing" onRetry={() => void read.refetch()} /></Page>;
  return <OfferForm key={`${offer} ${read.data.version}`} before={read.data} />;
}
