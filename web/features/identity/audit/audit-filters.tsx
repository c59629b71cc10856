import { useState } from 'react';
import { call, serverToday, useMay } from '../../../request/index.ts';
import { DateField, Panel, RecordPicker, TextInput, useLanguage } from '../../../ui/index.ts';
import { actionName, knownActions, knownObjects, objectName } from './audit-actions.ts';
import { strengths, type AuditSearch } from './audit-search.ts';
import classes from './audit.module.css';
import { people } from '../endpoints.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

async function peopleNamed(text: string, signal: AbortSignal): Promise<readonly Named[]> {
  const { items } = await call(people, { query: { search: text, state: 'all', limit: 20 } }, { signal });
  // One account may have several roles; the trail is asked by account.
  return [...new Map(items.map((person) => [person.accountId, { id: person.accountId, name: person.displayName }])).values()];
}

const matching = (items: readonly Named[], text: string): readonly Named[] => items.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(text.toLowerCase()));
const idOf = (item: Named): string => item.id;
const nameOf = (item: Named): string => item.name;

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly change: (part: Partial<AuditSearch>) => void;
  /** Names of accounts that the page has met. */
  readonly names: ReadonlyMap<string, string>;
}

/** Everything one can look for in the trail, beside the outcome. */
export function AuditFilters({ search, change, names }: AuditFiltersProps) {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const may = useMay();
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const anybody: Named = { id: 'any', name: texts.anybody };
  const nameFor = (id: string): Named => (id === 'any' ? anybody : { id, name: picked.get(id) ?? names.get(id) ?? id });
  const remember = (item: Named | null): string | undefined => {
    if (item !== null) setPicked((before) => new Map(before).set(item.id, item.name));
    return item?.id;
  };
  const actions: readonly Named[] = [
    ...Object.entries(texts.areas).map(([id, name]) => ({ id, name })),
    ...knownActions.map((id) => ({ id, name: actionName(id, language) })).toSorted((a, b) => a.name.localeCompare(b.name, language)),
  ];
  const named = (id: string | undefined, among: readonly Named[]): Named | null => (id === undefined ? null : (among.find((item) => item.id === id) ?? { id, name: id }));
  const kinds: readonly Named[] = knownObjects.map((id) => ({ id, name: objectName(id, language) })).toSorted((a, b) => a.name.localeCompare(b.name, language));
  const ways = strengths.map((id) => ({ id, name: texts.strengths[id] ?? id }));
  return (
    <Panel title={texts.more(0)}>
      <div className={classes.filters}>
        {may('identity.people.read') && (
          <>
            <RecordPicker label={texts.person} value={search.person === undefined ? null : nameFor(search.person)} onPick={(item) => change({ person: remember(item) })} search={peopleNamed} itemKey={idOf} itemText={nameOf} minLetters={1} noneText={texts.noneFound} />
            <RecordPicker
              label={texts.onBehalfOf}
              value={search.inPlaceOf === undefined ? null : nameFor(search.inPlaceOf)}
              onPick={(item) => change({ inPlaceOf: remember(item) })}
              search={async (text, signal) => [...matching([anybody], text), ...(text === '' ? [] : await peopleNamed(text, signal))]}
              itemKey={idOf}
              itemText={nameOf}
              noneText={texts.noneFound}
            />
          </>
        )}
        <RecordPicker label={texts.action} value={named(search.action, actions)} onPick={(item) => change({ action: item?.id })} search={async (text) => matching(actions, text)} itemKey={idOf} itemText={nameOf} noneText={texts.noneFound} />
        <RecordPicker label={texts.objectKind} value={named(search.kind, kinds)} onPick={(item) => change({ kind: item?.id, object: undefined })} search={async (text) => matching(kinds, text)} itemKey={idOf} itemText={nameOf} noneText={texts.noneFound} />
        {search.kind !== undefined && <TextInput label={texts.objectId} maxLength={200} value={search.object ?? ''} onChange={(text) => change({ object: text.replace(/[^\w.:/@-]/g, '') || undefined })} />}
        <RecordPicker label={texts.strength} value={named(search.strength, ways)} onPick={(item) => change({ strength: strengths.find((way) => way === item?.id) })} search={async (text) => matching(ways, text)} itemKey={idOf} itemText={nameOf} noneText={texts.noneFound} />
        <DateField label={texts.from} today={serverToday()} value={search.from ?? null} onChange={(day) => change({ from: day ?? undefined })} />
        <DateField label={texts.to} today={serverToday()} value={search.to ?? null} onChange={(day) => change({ to: day ?? undefined })} />
      </div>
    </Panel>
  );
}
