import { useState } from 'react';
import type { z } from 'zod';
import type { personListed } from '#identity/api';
import { call } from '../../request/index.ts';
import { placeOf } from '../../shells/personality-name.ts';
import { Button, RecordPicker, saysAll, SegmentedButtons, SidePanel, useLanguage } from '../../ui/index.ts';
import { ChoiceField } from './choice-field.tsx';
import { people } from './endpoints.ts';
import classes from './gateway.module.css';
import { ruleFault, type RuleDraft, type RuleEffect } from './rule-drafts.ts';
import { settingFaults } from './setting-drafts.ts';
import { SettingFields } from './setting-fields.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';
import type { RulePlace, useRuleNames } from './use-rule-names.ts';

type Person = z.infer<typeof personListed>;
const effects: readonly RuleEffect[] = ['allow', 'deny', 'settings'];
const mostFound = 20;

/** Finds people as personalities, those of today. */
export async function searchPeople(text: string, signal: AbortSignal): Promise<readonly Person[]> {
  return (await call(people, { query: { limit: mostFound, ...(text === '' ? {} : { search: text }) } }, { signal })).items;
}

/** 'Luca Ferri, Venditore · Autoesempio Valdifinta' */
export function usePersonWords(): (person: Person) => string {
  const language = useLanguage();
  return (person) => `${person.displayName}, ${person.profileName[language]} · ${placeOf(person)}`;
}

interface RulePanelProps {
  readonly rule: RuleDraft;
  readonly isNew: boolean;
  readonly others: readonly RuleDraft[];
  readonly names: ReturnType<typeof useRuleNames>;
  readonly onClose: () => void;
  readonly onApply: (rule: RuleDraft) => void;
}

export function RulePanel({ rule: start, isNew, others, names, onClose, onApply }: RulePanelProps) {
  const all = useGatewayTexts();
  const texts = all.rules;
  const personWords = usePersonWords();
  const [rule, setRule] = useState(start);
  const [tried, setTried] = useState(false);
  const [picked, setPicked] = useState<Person | null>(null);
  const change = (part: Partial<RuleDraft>): void => setRule({ ...rule, ...part });
  const fault = ruleFault(rule, others);
  const place = rule.nodeId === null ? null : (names.places.get(rule.nodeId) ?? { id: rule.nodeId, name: rule.nodeName ?? texts.unknownNode(rule.nodeId), code: '' });
  const person = rule.personalityId === null ? null : { id: rule.personalityId, words: rule.personName ?? texts.unknownPerson, found: picked };
  const apply = (): void => {
    setTried(true);
    if (fault === undefined && (rule.effect === 'deny' || settingFaults(rule.settings).size === 0)) onApply(rule);
  };
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={isNew ? texts.panelNew : texts.panelEdit}
      width={560}
      footer={
        <>
          <Button size="field" onClick={onClose}>{all.cancel}</Button>
          <Button size="field" kind="primary" onClick={apply}>{texts.apply}</Button>
        </>
      }
    >
      <div className={classes.stack}>
        <div>
          <SegmentedButtons label={texts.effect} options={effects.map((value) => ({ value, label: texts.effects[value] }))} value={rule.effect} onChange={(effect) => change({ effect })} />
          <p className={classes.hint}>{texts.effectWhy[rule.effect]}</p>
        </div>
        <section aria-label={texts.whom} className={classes.stack}>
          <div>
            <h3 className={classes.heading}>{texts.whom}</h3>
            <p className={classes.hint}>{texts.both}</p>
          </div>
          <ChoiceField label={texts.profile} value={rule.profile ?? ''} options={[['', texts.anyProfile], ...names.profiles]} onChange={(profile) => change({ profile: profile === '' ? null : profile })} />
          <RecordPicker<RulePlace>
            label={texts.node}
            hint={texts.nodeHint}
            value={place}
            onPick={(node) => change({ nodeId: node?.id ?? null, nodeName: node?.name ?? null })}
            search={(text) => Promise.resolve([...names.places.values()].filter(({ name, code }) => saysAll(`${name} ${code}`, text)).slice(0, mostFound))}
            within={names.places}
            itemKey={({ id }) => String(id)}
            itemText={({ name }) => name}
            renderItem={({ name, code }) => `${name} · ${code}`}
            noneText={texts.noneFound}
          />
          <RecordPicker<{ readonly id: string; readonly words: string; readonly found: Person | null }>
            label={texts.person}
            hint={texts.personHint}
            value={person}
            onPick={(item) => {
              setPicked(item?.found ?? null);
              change({ personalityId: item?.id ?? null, personName: item?.words ?? null });
            }}
            search={async (text, signal) => (await searchPeople(text, signal)).map((found) => ({ id: found.personalityId, words: personWords(found), found }))}
            itemKey={({ id }) => id}
            itemText={({ words }) => words}
            noneText={texts.noneFound}
          />
          {tried && fault !== undefined && <p role="alert" className={classes.fault}>{texts.faults[fault]}</p>}
        </section>
        {rule.effect !== 'deny' && (
          <section aria-label={texts.settings}>
            <h3 className={classes.heading}>{texts.settings}</h3>
            <SettingFields drafts={rule.settings} showFaults={tried} onChange={(settings) => change({ settings })} />
          </section>
        )}
      </div>
    </SidePanel>
  );
}
