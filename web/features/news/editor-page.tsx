import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DraftWords, NewsKind, WrittenVersion } from '#news/api';
import { addDays } from '#platform/civil-date';
import { serverToday, useQueryOf, useWrite } from '../../request/index.ts';
import { OpenForm } from '../../shells/open-form.tsx';
import { numberIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { Button, DateField, LoadingBlock, Page, Panel, Problem, SegmentedButtons, showToast, TextArea, TextInput, ToneBadge } from '../../ui/index.ts';
import { AudienceBuilder, plainLines, type ShownLine } from './audience-builder.tsx';
import { EditorFiles } from './editor-files.tsx';
import { EditorOperations } from './editor-operations.tsx';
import { createDraft, openWritten, saveDraft } from './endpoints.ts';
import { NewsText } from './news-text.tsx';
import classes from './news.module.css';
import { stateTones } from './state-tones.ts';
import { useNewsTexts } from './use-news-texts.ts';
import { VersionChoice } from './version-choice.tsx';

const readSearch = (raw: RawSearch) => ({ version: numberIn(raw, 'version') });
const kinds: readonly NewsKind[] = ['news', 'circular', 'document'];

interface Form extends Omit<DraftWords, 'audience' | 'titleEn' | 'bodyEn'> {
  readonly kind: NewsKind;
  readonly titleEn: string;
  readonly bodyEn: string;
  readonly lines: readonly ShownLine[];
}

function formOf(written: WrittenVersion | undefined): Form {
  if (written === undefined) return { kind: 'circular', titleIt: '', bodyIt: '', titleEn: '', bodyEn: '', validFrom: serverToday(), validTo: null, mustConfirm: false, gates: [], confirmBy: null, remindDays: [], lines: [] };
  const { kind, titleIt, bodyIt, titleEn, bodyEn, validFrom, validTo, mustConfirm, gates, confirmBy, remindDays, audience } = written;
  return { kind, titleIt, bodyIt, titleEn: titleEn ?? '', bodyEn: bodyEn ?? '', validFrom, validTo, mustConfirm, gates, confirmBy, remindDays, lines: audience };
}

const wordsOf = ({ kind: _kind, lines, titleEn, bodyEn, ...rest }: Form): DraftWords => ({
  ...rest, titleEn: titleEn.trim() === '' ? null : titleEn, bodyEn: bodyEn.trim() === '' ? null : bodyEn, audience: plainLines(lines),
});

function Fields({ form, change, editable }: { readonly form: Form; readonly change: (part: Partial<Form>) => void; readonly editable: boolean }) {
  const texts = useNewsTexts().desk;
  const today = serverToday();
  const yesNo = [{ value: 'yes', label: texts.yes }, { value: 'no', label: texts.no }] as const;
  return (
    <fieldset disabled={!editable} className={classes.fields}>
      <Panel>
        <div className={classes.wide}>
          <TextInput label={texts.titleIt} value={form.titleIt} maxLength={160} onChange={(titleIt) => change({ titleIt })} />
          <TextArea label={texts.bodyIt} hint={texts.bodyHint} rows={12} maxLength={20_000} value={form.bodyIt} onChange={(bodyIt) => change({ bodyIt })} />
        </div>
      </Panel>
      <Panel title={texts.english}>
        <div className={classes.wide}>
          <TextInput label={texts.titleEn} value={form.titleEn} maxLength={160} onChange={(titleEn) => change({ titleEn })} />
          <TextArea label={texts.bodyEn} rows={6} maxLength={20_000} value={form.bodyEn} onChange={(bodyEn) => change({ bodyEn })} />
        </div>
      </Panel>
      <Panel>
        <div className={classes.pair}>
          <DateField label={texts.validFrom} value={form.validFrom} today={today} onChange={(day) => change({ validFrom: day ?? today })} />
          <DateField label={texts.validTo} value={form.validTo} today={today} min={addDays(form.validFrom, 1)} onChange={(validTo) => change({ validTo })} />
          <SegmentedButtons label={texts.asks} options={yesNo} value={form.mustConfirm ? 'yes' : 'no'} onChange={(value) => change(value === 'yes' ? { mustConfirm: true } : { mustConfirm: false, gates: [], confirmBy: null, remindDays: [] })} />
        </div>
        {form.mustConfirm && (
          <div className={classes.pair}>
            <SegmentedButtons label={texts.gate} options={yesNo} value={form.gates.length > 0 ? 'yes' : 'no'} onChange={(value) => change({ gates: value === 'yes' ? ['selling'] : [] })} />
            <DateField label={texts.confirmBy} value={form.confirmBy} today={today} onChange={(confirmBy) => change(confirmBy === null ? { confirmBy, remindDays: [] } : { confirmBy })} />
            {form.confirmBy !== null && <SegmentedButtons label={texts.remind} options={yesNo} value={form.remindDays.length > 0 ? 'yes' : 'no'} onChange={(value) => change({ remindDays: value === 'yes' ? [-3, 0] : [] })} />}
          </div>
        )}
      </Panel>
    </fieldset>
  );
}

function Editor({ written, onVersion }: { readonly written: WrittenVersion | undefined; readonly onVersion: (version: number) => void }) {
  const all = useNewsTexts();
  const texts = all.desk;
  const navigate = useNavigate();
  const [form, setForm] = useState<Form>(() => formOf(written));
  const [dirty, setDirty] = useState(written === undefined);
  const [preview, setPreview] = useState<'it' | 'en'>('it');
  const editable = written === undefined || written.state === 'draft';
  const change = (part: Partial<Form>): void => {
    setForm((before) => ({ ...before, ...part }));
    setDirty(true);
  };
  const saved = (): void => {
    setDirty(false);
    showToast({ text: texts.saved });
  };
  const create = useWrite(createDraft, {
    refreshes: ['/api/news/written'],
    onDone: ({ id }) => {
      saved();
      void navigate({ to: '/news-desk/$id', params: { id }, replace: true, ignoreBlocker: true });
    },
  });
  const save = useWrite(saveDraft, { refreshes: ['/api/news/written'], onDone: saved });
  const fault = create.error ?? save.error;
  const store = (): void => {
    if (written === undefined) create.mutate({ body: { ...wordsOf(form), kind: form.kind } });
    else save.mutate({ params: { id: written.id }, body: { ...wordsOf(form), revision: written.revision } });
  };
  // A new one may be saved from the start, but an empty page has nothing to lose.
  const unsaved = dirty && (written !== undefined || form.titleIt !== '' || form.bodyIt !== '');
  const english = preview === 'en' && form.bodyEn !== '';
  return (
    <Page title={form.titleIt === '' ? texts.newTitle : form.titleIt} badge={written === undefined ? undefined : <ToneBadge tone={stateTones[written.state]} label={`${all.states[written.state]} · ${all.item.version(written.version)}`} />}>
      <OpenForm changed={editable && unsaved} />
      <div className={classes.column}>
        {written !== undefined && <VersionChoice versions={written.versions} value={written.version} onChange={onVersion} />}
        {written === undefined && <SegmentedButtons label={all.kind} options={kinds.map((value) => ({ value, label: all.kinds[value] }))} value={form.kind} onChange={(kind) => change({ kind })} />}
        <Fields form={form} change={change} editable={editable} />
        <AudienceBuilder lines={form.lines} onChange={(lines) => change({ lines })} editable={editable} />
        {written !== undefined && <EditorFiles written={written} />}
        <Panel title={texts.preview} actions={<SegmentedButtons label={texts.preview} hideLabel size="toolbar" options={[{ value: 'it', label: 'IT' }, { value: 'en', label: 'EN', disabled: form.bodyEn === '' }]} value={english ? 'en' : 'it'} onChange={setPreview} />}>
          <h3>{english ? form.titleEn : form.titleIt}</h3>
          <NewsText text={english ? form.bodyEn : form.bodyIt} />
        </Panel>
        {fault !== null && <Problem problem={fault} compact />}
        {editable && (
          <div className={classes.actions}>
            <Button kind={dirty ? 'primary' : 'secondary'} size="field" busy={create.isPending || save.isPending} disabled={!dirty || form.titleIt.trim().length < 3} onClick={store}>{texts.save}</Button>
            {dirty && written !== undefined && <span className={classes.small}>{texts.unsaved}</span>}
          </div>
        )}
        {written !== undefined && !dirty && written.version === written.versions[0]?.version && <EditorOperations written={written} lines={form.lines} />}
      </div>
    </Page>
  );
}

/** One item as its writers see it: a draft to edit, or what was published with what may still be done with it. */
export function EditorPage() {
  const texts = useNewsTexts();
  const { id = '' } = useParams({ strict: false });
  const [{ version }, change] = usePageSearch(readSearch);
  const { data, error, refetch } = useQueryOf(openWritten, { params: { id }, query: { version } }, { enabled: id !== 'new' });
  const show = (chosen: number | undefined): void => change({ version: chosen });
  if (id === 'new') return <Editor key="new" written={undefined} onVersion={show} />;
  if (data !== undefined) return <Editor key={`${data.id}:${data.version}:${data.revision}:${data.state}`} written={data} onVersion={(chosen) => show(chosen === data.versions[0]?.version ? undefined : chosen)} />;
  return (
    <Page title={texts.desk.title}>
      {error === null ? <LoadingBlock label={texts.loading} /> : <Problem problem={error} lost="nothing" onRetry={() => void refetch()} />}
    </Page>
  );
}
