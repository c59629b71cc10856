import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, isCivilDate } from '#platform/civil-date';
import type { getPrecontractRoute, Quote } from '#quoting/api';
import { addressOf, serverToday, useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { numberIn, textIn, usePageSearch, type RawSearch } from '../../../shells/page-search.ts';
import {
  ActionBar, Button, DateField, EmptyState, LinkButton, LoadingBlock, Notice, Page, Panel, Problem, SegmentedButtons, showToast, SidePanel, TextInput, useFormat, useHotkeys, useLanguage, type Language,
} from '../../../ui/index.ts';
import { getQuote } from '../endpoints.ts';
import { operationHotkeys } from '../detail/quote-operations.ts';
import { deliverPrecontract, getPrecontract, printPrecontract } from './precontract-endpoints.ts';
import classes from './precontract.module.css';
import { usePrecontractTexts } from './use-precontract-texts.ts';

type Form = ResponseOf<typeof getPrecontractRoute>;

const dayIn = (text: string | undefined): string | undefined => (text !== undefined && isCivilDate(text) ? text : undefined);
const parse = (raw: RawSearch) => ({ proposal: numberIn(raw, 'proposal'), revision: numberIn(raw, 'revision'), signingOn: dayIn(textIn(raw, 'signingOn')) });

/** The form as the customer reads it, in the language of the paper. */
function FormSections({ form, language }: { readonly form: Form; readonly language: Language }) {
  const texts = usePrecontractTexts();
  return (
    <>
      {form.sections.map((section) => (
        <Panel key={section.code} title={section.title[language]}>
          <dl lang={language}>
            {section.rows.map(({ code, label, value, why }) => (
              <div key={code} className={classes.row}>
                <dt>{label[language]}</dt>
                <dd>
                  {value === null ? (
                    <span className={classes.why}>
                      <b>{texts.notApplicable}</b> {why?.[language]}
                    </span>
                  ) : (
                    value.map((words, index) => <p key={index}>{words[language]}</p>)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Panel>
      ))}
    </>
  );
}

function Deliveries({ form }: { readonly form: Form }) {
  const texts = usePrecontractTexts();
  const format = useFormat();
  return (
    <Panel title={texts.deliveries}>
      {form.deliveries.length === 0 ? (
        <p className={classes.small}>{texts.noDeliveries}</p>
      ) : (
        form.deliveries.map((delivery) => (
          <div key={delivery.id} className={classes.delivery}>
            <b>{[texts.channels[delivery.channel], ...(delivery.recipient === '' ? [] : [texts.deliveredTo(delivery.recipient)])].join(' ')}</b>
            <div className={classes.small}>{[format.instant(delivery.givenAt), delivery.givenBy].filter((part) => part !== '').join(' · ')}</div>
            <div className={classes.small}>{[texts.forms[delivery.form], texts.version(delivery.revision, delivery.proposal)].join(' · ')}</div>
            <div className={classes.small} title={delivery.sha256}>{texts.digest(delivery.sha256)}</div>
          </div>
        ))
      )}
    </Panel>
  );
}

interface HandOverProps {
  readonly request: { readonly id: string; readonly revision: number; readonly proposal: number; readonly signingOn: string; readonly language: Language };
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Who received the paper; that it was printed is the server's to know. */
function HandOver({ request: { id, ...told }, opened, onClose }: HandOverProps) {
  const texts = usePrecontractTexts();
  const [recipient, setRecipient] = useState('');
  const [asked, setAsked] = useState(false);
  const deliver = useWrite(deliverPrecontract, {
    refreshes: ['/api/quoting/quotes'],
    onDone: () => {
      showToast({ text: texts.delivered });
      close();
    },
  });
  const close = (): void => {
    setRecipient('');
    setAsked(false);
    deliver.reset();
    onClose();
  };
  const missing = recipient.trim().length < 2;
  const send = (): void => {
    setAsked(true);
    if (!missing) deliver.mutate({ params: { id }, body: { ...told, recipient: recipient.trim() } });
  };
  return (
    <SidePanel
      opened={opened}
      onClose={close}
      title={texts.handOver}
      footer={
        <Button kind="primary" size="touch" busy={deliver.isPending} onClick={send}>
          {texts.handOver}
        </Button>
      }
    >
      <form
        className={classes.stack}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextInput label={texts.recipient} hint={texts.recipientHint} value={recipient} onChange={setRecipient} tidy="trim" maxLength={120} error={asked && missing ? texts.recipientMissing : undefined} autoComplete="off" />
        {deliver.error !== null && <Problem problem={deliver.error} lost="nothing" compact />}
      </form>
    </SidePanel>
  );
}

interface ReadProps {
  readonly quote: Quote;
  readonly search: ReturnType<typeof parse>;
  readonly change: (changes: Partial<ReturnType<typeof parse>>) => void;
  readonly onBack: () => void;
}

function PrecontractOf({ quote, search, change, onBack }: ReadProps) {
  const texts = usePrecontractTexts();
  const screen = useLanguage();
  const format = useFormat();
  const may = useMay();
  const [language, setLanguage] = useState<Language>(screen);
  const [handing, setHanding] = useState(false);
  const proposal = search.proposal ?? 1;
  const signingOn = search.signingOn ?? (serverToday() < quote.startDate ? quote.startDate : serverToday());
  const query = { revision: quote.revision, proposal, signingOn };
  const { data: form, error, refetch } = useQueryOf(getPrecontract, { params: { id: quote.id }, query }, { keepPrevious: true, enabled: quote.customer.type === 'consumer' });
  const shown = error === null ? form : undefined;
  const operations =
    shown === undefined
      ? []
      : [
          ...(may('quoting.quote.write') ? [{ key: 'hand', label: texts.handOver, onRun: () => setHanding(true), hotkey: 'C' }] : []),
          ...(may('quoting.quote.print')
            ? [{ key: 'print', label: texts.print, hotkey: 'P', kind: 'primary' as const, onRun: () => void window.open(addressOf(printPrecontract, { params: { id: quote.id }, query: { ...query, language } }), '_blank', 'noopener') }]
            : []),
        ];
  useHotkeys([{ keys: 'Esc', run: onBack }, ...operationHotkeys(operations)]);
  const back = (
    <Button hotkey="Esc" onClick={onBack}>
      {texts.back}
    </Button>
  );
  if (quote.customer.type !== 'consumer') {
    return (
      <Page title={texts.title(quote.number)} actions={back}>
        <EmptyState title={texts.none} why={texts.businessWhy} action={<Button onClick={onBack}>{texts.back}</Button>} />
      </Page>
    );
  }
  return (
    <Page title={texts.title(quote.number)} subtitle={shown === undefined ? undefined : texts.forms[shown.form]} actions={back} rail={shown === undefined ? undefined : <Deliveries form={shown} />} bar={operations.length === 0 ? undefined : <ActionBar operations={operations} />}>
      <Panel title={texts.which}>
        <div className={classes.choices}>
          {quote.proposals.length > 1 && <SegmentedButtons label={texts.proposal} options={quote.proposals.map(({ number }) => ({ value: number, label: String(number) }))} value={proposal} onChange={(number) => change({ proposal: number === 1 ? undefined : number })} />}
          <DateField label={texts.signingOn} hint={shown === undefined ? texts.signingDecides : texts.signingHint(format.date(addDays(shown.newRegimeFrom, -1)), format.date(shown.newRegimeFrom))} value={signingOn} onChange={(day) => change({ signingOn: day ?? undefined })} today={serverToday()} min={quote.startDate} max={quote.expiresOn} />
          <SegmentedButtons<Language> label={texts.language} options={[{ value: 'it', label: 'Italiano' }, { value: 'en', label: 'English' }]} value={language} onChange={setLanguage} />
        </div>
      </Panel>
      {error !== null ? (
        <>
          <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />
          {error.code === 'lender_terms_missing' && (
            <Notice tone="attention" action={may('quoting.terms.write') ? <LinkButton href="/lender-terms">{texts.termsLink}</LinkButton> : undefined}>
              {texts.termsAsk}
            </Notice>
          )}
        </>
      ) : shown === undefined ? (
        <LoadingBlock label={texts.loading} height={480} />
      ) : (
        <>
          <Panel title={texts.explanations}>
            <div className={classes.stack}>
              <p className={classes.small}>{texts.explanationsWhy}</p>
              <ol className={classes.aloud} lang={language}>
                {shown.explanations.map((words, index) => (
                  <li key={index}>{words[language]}</li>
                ))}
              </ol>
            </div>
          </Panel>
          <p className={classes.basis} lang={language}>{shown.legalBasis[language]}</p>
          <FormSections form={shown} language={language} />
          <HandOver request={{ id: quote.id, revision: quote.revision, proposal, signingOn, language }} opened={handing} onClose={() => setHanding(false)} />
        </>
      )}
    </Page>
  );
}

/** `/quotes/$id/precontract`: the form of a proposal, explained, printed and handed over. */
export function PrecontractPage() {
  const texts = usePrecontractTexts();
  const navigate = useNavigate();
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  const [search, change] = usePageSearch(parse);
  const { data: quote, error, refetch } = useQueryOf(getQuote, { params: { id }, query: search.revision === undefined ? {} : { revision: search.revision } }, { keepPrevious: true });
  const back = (): void => void navigate({ to: '/quotes/$id', params: { id }, search: {} });
  if (quote !== undefined) return <PrecontractOf quote={quote} search={search} change={change} onBack={back} />;
  return <Page title={texts.handOver}>{error === null ? <LoadingBlock label={texts.loading} height={480} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}</Page>;
}
