import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import type { getLenderTermsRoute, LenderTerms } from '#quoting/api';
import { useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { ActionBar, Button, DateField, LoadingBlock, Notice, Page, Panel, Problem, SegmentedButtons, showToast, useFormat } from '../../../ui/index.ts';
import { getLenderTerms, setLenderTerms } from './precontract-endpoints.ts';
import classes from './precontract.module.css';
import { emptyTerms, finishedTerms, missingFields } from './terms-draft.ts';
import { TermsForm } from './terms-form.tsx';
import { TermsShown } from './terms-shown.tsx';
import { usePrecontractTexts } from './use-precontract-texts.ts';

type Versions = ResponseOf<typeof getLenderTermsRoute>;

interface Draft {
  readonly terms: LenderTerms;
  readonly validFrom: string | null;
  readonly tried: boolean;
}

function TermsPage({ today, versions }: Versions) {
  const words = usePrecontractTexts().terms;
  const format = useFormat();
  const writes = useMay()('quoting.terms.write');
  const [chosen, setChosen] = useState(versions[0]?.validFrom);
  const current = versions.find(({ validFrom }) => validFrom <= today);
  const shown = versions.find(({ validFrom }) => validFrom === chosen) ?? versions[0];
  // The first version of a lender holds from today; later ones from a day to come.
  const earliest = current === undefined ? today : addDays(today, 1);
  const begin = (): Draft => ({ terms: shown?.terms ?? emptyTerms, validFrom: earliest, tried: false });
  const [draft, setDraft] = useState<Draft | undefined>(versions.length === 0 && writes ? begin : undefined);
  const save = useWrite(setLenderTerms, {
    refreshes: ['/api/quoting/lender-terms', '/api/quoting/quotes'],
    onDone: ({ validFrom }) => {
      setDraft(undefined);
      setChosen(validFrom);
      showToast({ text: words.saved(format.date(validFrom)) });
    },
  });
  const missing = draft === undefined ? [] : missingFields(draft.terms);
  const send = (): void => {
    if (draft === undefined) return;
    setDraft({ ...draft, tried: true });
    if (missing.length === 0 && draft.validFrom !== null) save.mutate({ body: { validFrom: draft.validFrom, terms: finishedTerms(draft.terms) } });
  };
  const bar =
    !writes ? undefined : draft === undefined ? (
      <ActionBar operations={[{ key: 'write', label: words.write, kind: 'primary', onRun: () => setDraft(begin()) }]} />
    ) : (
      <ActionBar hints={draft.tried && missing.length > 0 ? <span role="status">{words.missing(missing.length)}</span> : undefined} operations={[{ key: 'save', label: words.save, kind: 'primary', busy: save.isPending, onRun: send }]} />
    );
  return (
    <Page title={words.title} bar={bar}>
      <p className={classes.small}>{words.why}</p>
      {!writes && <Notice tone="info">{words.readOnly}</Notice>}
      {versions.length === 0 && <Notice tone="attention">{words.none}</Notice>}
      {draft === undefined ? (
        <>
          {versions.length > 1 && <SegmentedButtons label={words.versions} options={versions.map(({ validFrom }) => ({ value: validFrom, label: `${format.date(validFrom)} · ${validFrom <= today ? words.current : words.coming}` }))} value={shown?.validFrom ?? ''} onChange={setChosen} />}
          {shown !== undefined && <TermsShown terms={shown.terms} title={words.from(format.date(shown.validFrom))} />}
        </>
      ) : (
        <>
          {save.error !== null && <Problem problem={save.error} lost="nothing" />}
          <Panel>
            <div className={classes.fields}>
              <DateField label={words.validFrom} value={draft.validFrom} onChange={(validFrom) => setDraft({ ...draft, validFrom })} today={today} min={earliest} error={draft.tried && draft.validFrom === null ? words.required : undefined} />
            </div>
          </Panel>
          <TermsForm terms={draft.terms} onChange={(terms) => setDraft({ ...draft, terms })} missing={draft.tried ? missing : []} today={today} />
        </>
      )}
      {draft !== undefined && versions.length > 0 && (
        <div>
          <Button onClick={() => setDraft(undefined)}>{words.versions}</Button>
        </div>
      )}
    </Page>
  );
}

/** `/lender-terms`: what the lender tells of itself, its versions, and writing the next. */
export function LenderTermsPage() {
  const texts = usePrecontractTexts();
  const { data, error, refetch } = useQueryOf(getLenderTerms, {});
  if (data !== undefined) return <TermsPage {...data} />;
  return <Page title={texts.terms.title}>{error === null ? <LoadingBlock label={texts.loading} height={480} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}</Page>;
}
