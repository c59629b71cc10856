/** `/apps-seen`: what a person would see in a personality, and which rule decides it. */
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { personListed } from '#identity/api';
import type { previewRoute } from '#gateway/api';
import { useState } from 'react';
import type { ResponseOf } from '../../request/index.ts';
import { useQueryOf } from '../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../shells/page-search.ts';
import { EmptyState, LoadingRows, Page, Panel, Problem, RecordPicker, ToneBadge } from '../../ui/index.ts';
import { AppSign } from './app-sign.tsx';
import { getRegistered, listRegistry, preview } from './endpoints.ts';
import classes from './gateway.module.css';
import type { ListedRule } from './rule-drafts.ts';
import seenClasses from './seen.module.css';
import { searchPeople, usePersonWords } from './rule-panel.tsx';
import { useSettingWords } from './setting-fields.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';
import { useRuleNames } from './use-rule-names.ts';

type Preview = ResponseOf<typeof previewRoute>;
type Person = z.infer<typeof personListed>;
const isId = (text: string | undefined): string | undefined => (text !== undefined && /^[0-9a-f-]{36}$/.test(text) ? text : undefined);
const parse = (raw: RawSearch) => ({ personality: isId(textIn(raw, 'personality')) });

interface SeenCardProps {
  readonly seen: Preview['items'][number];
  readonly icon: string;
  /** Whom the page is about. */
  readonly person: string;
  readonly names: ReturnType<typeof useRuleNames>;
}

function SeenCard({ seen, icon, person, names }: SeenCardProps) {
  const all = useGatewayTexts();
  const texts = all.seen;
  const inWords = useSettingWords();
  const byRule = [seen.decidedBy, ...Object.values(seen.sources)].some((source) => source !== null);
  const { data } = useQueryOf(getRegistered, { params: { id: seen.appId } }, { enabled: byRule });
  const ruleWords = (id: string): string => {
    const rule: ListedRule | undefined = data?.rules.find((each) => each.id === id);
    if (rule === undefined) return '…';
    return [rule.personalityId === null ? '' : all.rules.personIs(person), names.whom(rule)].filter((part) => part !== '').join(' · ');
  };
  const settings = Object.entries(seen.settings);
  const why = seen.decidedBy === null ? (seen.visible ? texts.defaultYes : texts.defaultNo) : (seen.visible ? texts.allowedBy : texts.deniedBy)(ruleWords(seen.decidedBy));
  return (
    <li>
      <Panel>
        <div className={seenClasses.seenHead}>
          <AppSign icon={icon} />
          <h2 className={seenClasses.seenName}>
            <Link to={`/apps/${seen.appId}`}>{seen.name}</Link>
          </h2>
          <ToneBadge tone={seen.visible && seen.status === 'active' ? 'ok' : 'neutral'} label={seen.status === 'suspended' ? texts.suspended : seen.visible ? texts.sees : texts.seesNot} />
        </div>
        <p className={seenClasses.why}>
          <span className={classes.meta}>{texts.because}</span> {why}
        </p>
        {seen.status === 'suspended' && <p className={classes.hint}>{texts.suspendedWhy}</p>}
        {seen.visible && settings.length === 0 && <p className={classes.hint}>{texts.noSettings}</p>}
        {seen.visible && settings.length > 0 && (
          <div className={seenClasses.scroll}>
            <table className={seenClasses.table} aria-label={texts.settingsOf(seen.name)}>
              <thead>
                <tr>
                  <th scope="col">{texts.setting}</th>
                  <th scope="col">{texts.value}</th>
                  <th scope="col">{texts.from}</th>
                </tr>
              </thead>
              <tbody>
                {settings.map(([name, value]) => {
                  const source = seen.sources[name] ?? null;
                  return (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td>{inWords(value)}</td>
                      <td>{source === null ? texts.fromDefault : ruleWords(source)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </li>
  );
}

function SeenList({ answer }: { readonly answer: Preview }) {
  const texts = useGatewayTexts().seen;
  const names = useRuleNames();
  const registry = useQueryOf(listRegistry);
  const person = texts.as(answer.personality.displayName, answer.personality.label);
  const sees = (item: Preview['items'][number]): boolean => item.visible && item.status === 'active';
  if (answer.items.length === 0) return <EmptyState title={texts.emptyTitle} why={texts.emptyWhy} />;
  return (
    <section aria-label={person} className={classes.stack}>
      <output>
        <strong>{person}</strong> · {texts.count(answer.items.filter(sees).length, answer.items.length)}
      </output>
      <ul className={seenClasses.cards}>
        {answer.items.toSorted((one, other) => Number(sees(other)) - Number(sees(one))).map((seen) => (
          <SeenCard key={seen.appId} seen={seen} icon={registry.data?.items.find(({ id }) => id === seen.appId)?.icon ?? 'app'} person={person} names={names} />
        ))}
      </ul>
    </section>
  );
}

export function SeenPage() {
  const all = useGatewayTexts();
  const texts = all.seen;
  const personWords = usePersonWords();
  const [{ personality }, change] = usePageSearch(parse);
  const [picked, setPicked] = useState<Person | null>(null);
  const answer = useQueryOf(preview, { query: { personalityId: personality ?? '' } }, { enabled: personality !== undefined });
  const given = answer.data === undefined ? '' : texts.as(answer.data.personality.displayName, answer.data.personality.label);
  const value = personality === undefined ? null : { id: personality, words: picked?.personalityId === personality ? personWords(picked) : given, found: picked };
  return (
    <Page title={texts.title}>
      <div className={classes.stack}>
        <div className={classes.picker}>
          <RecordPicker<{ readonly id: string; readonly words: string; readonly found: Person | null }>
            label={texts.person}
            hint={texts.personHint}
            value={value}
            onPick={(item) => {
              setPicked(item?.found ?? null);
              change({ personality: item?.id });
            }}
            search={async (text, signal) => (await searchPeople(text, signal)).map((found) => ({ id: found.personalityId, words: personWords(found), found }))}
            itemKey={({ id }) => id}
            itemText={({ words }) => words}
            noneText={all.rules.noneFound}
            startHere={personality === undefined}
          />
        </div>
        {personality === undefined && <p className={classes.hint}>{texts.choose}</p>}
        {personality !== undefined && answer.isPending && <LoadingRows label={all.loading} rows={4} />}
        {personality !== undefined && answer.error !== null && <Problem problem={answer.error} lost="nothing" onRetry={() => void answer.refetch()} />}
        {personality !== undefined && answer.data !== undefined && <SeenList answer={answer.data} />}
      </div>
    </Page>
  );
}
