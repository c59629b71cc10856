import { useState } from 'react';
import type { AudienceLine } from '#news/api';
import { call, useQueryOf } from '../../request/index.ts';
import { Button, Panel, Problem, RecordPicker, useFormat, useLanguage } from '../../ui/index.ts';
import { addressable, previewAudience } from './endpoints.ts';
import classes from './news.module.css';
import { useNewsTexts } from './use-news-texts.ts';

/** A line with the names that are shown of it. */
export interface ShownLine extends AudienceLine {
  readonly nodeName: string;
  readonly profileName: { readonly it: string; readonly en: string } | null;
  readonly personName: string | null;
}

export const plainLines = (lines: readonly ShownLine[]): AudienceLine[] => lines.map(({ effect, nodeId, profile, personalityId }) => ({ effect, nodeId, profile, personalityId }));

/** How many people the lines reach today and some of them, asked anew with every change. */
function AudiencePreview({ lines }: { readonly lines: readonly ShownLine[] }) {
  const texts = useNewsTexts().desk;
  const format = useFormat();
  const language = useLanguage();
  const { data, error, refetch } = useQueryOf(previewAudience, { body: { audience: plainLines(lines) } }, { keepPrevious: true });
  if (data === undefined) return error === null ? null : <Problem problem={error} compact onRetry={() => void refetch()} />;
  return (
    <output>
      <strong>{texts.reaches(format.integer(data.count))}</strong>
      <p className={classes.small}>{data.byProfile.map((each) => `${each.name[language]} ${format.integer(each.count)}`).join(' · ')}</p>
      {data.sample.length > 0 && <p className={classes.small}>{`${texts.sample}: ${data.sample.map((one) => one.displayName).join(', ')}`}</p>}
    </output>
  );
}

/** Who receives it, line by line: a place, a profile, a person. */
export function AudienceBuilder({ lines, onChange, editable }: { readonly lines: readonly ShownLine[]; readonly onChange: (lines: readonly ShownLine[]) => void; readonly editable: boolean }) {
  const texts = useNewsTexts().desk;
  const language = useLanguage();
  const choices = useQueryOf(addressable, { query: {} }, { staleTimeMs: 600_000 });
  const [place, setPlace] = useState<{ readonly nodeId: number; readonly name: string } | null>(null);
  const [person, setPerson] = useState<{ readonly personalityId: string; readonly displayName: string; readonly label: string } | null>(null);
  const [profile, setProfile] = useState('');
  const data = choices.data;
  const add = (effect: 'include' | 'exclude'): void => {
    if (data === undefined) return;
    const at = place ?? data.home;
    onChange([...lines, { effect, nodeId: at.nodeId, nodeName: at.name, profile: profile === '' ? null : profile, profileName: data.profiles.find(({ key }) => key === profile)?.name ?? null, personalityId: person?.personalityId ?? null, personName: person?.displayName ?? null }]);
    setPlace(null);
    setPerson(null);
    setProfile('');
  };
  const find = async (q: string, signal: AbortSignal) => call(addressable, { query: { q } }, { signal });
  return (
    <Panel title={texts.audience}>
      {lines.map((line, index) => (
        <div key={index} className={classes.line}>
          <span className={classes.grow}>
            {`${line.effect === 'include' ? texts.include : texts.exclude}: ${[line.personName, line.profileName?.[language] ?? texts.everyProfile, line.nodeName].filter((part) => part !== null).join(' · ')}`}
          </span>
          {editable && <Button kind="quiet" onClick={() => onChange(lines.filter((_, at) => at !== index))}>{texts.remove}</Button>}
        </div>
      ))}
      {choices.error !== null && data === undefined && <Problem problem={choices.error} compact onRetry={() => void choices.refetch()} />}
      {editable && data !== undefined && (
        <>
          <div className={classes.pair}>
            <RecordPicker label={texts.place} value={place} onPick={setPlace} search={async (q, signal) => (await find(q, signal)).places} itemKey={(item) => String(item.nodeId)} itemText={(item) => item.name} placeholder={data.home.name} clearable />
            <label className={classes.label}>
              {texts.profile}
              <select className={classes.select} value={profile} onChange={(event) => setProfile(event.target.value)}>
                <option value="">{texts.everyProfile}</option>
                {data.profiles.map((each) => <option key={each.key} value={each.key}>{each.name[language]}</option>)}
              </select>
            </label>
            <RecordPicker label={texts.person} value={person} onPick={setPerson} search={async (q, signal) => (await find(q, signal)).people} itemKey={(item) => item.personalityId} itemText={(item) => `${item.displayName} · ${item.label}`} clearable />
          </div>
          <div className={classes.actions}>
            <Button onClick={() => add('include')}>{texts.addLine}</Button>
            <Button onClick={() => add('exclude')}>{texts.addException}</Button>
          </div>
        </>
      )}
      <AudiencePreview lines={lines} />
    </Panel>
  );
}
