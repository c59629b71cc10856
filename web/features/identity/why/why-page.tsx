/** `/why`: why somebody may or may not do something, rule by rule, with what would be needed. */
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { personListed, whyQuestionsRoute, whyRoute } from '#identity/api';
import { call, useQueryOf, type ResponseOf } from '../../../request/index.ts';
import { textIn, usePageSearch, type RawSearch } from '../../../shells/page-search.ts';
import { placeOf } from '../../../shells/personality-name.ts';
import { Button, LoadingRows, Notice, Page, Problem, RecordPicker, TextInput, useFormat, useLanguage, type Language } from '../../../ui/index.ts';
import { people } from '../endpoints.ts';
import { JudgedRules } from './judged-rules.tsx';
import { useWhyTexts } from './use-why-texts.ts';
import { why, whyQuestions } from './why-endpoints.ts';
import classes from './why.module.css';

type Person = z.infer<typeof personListed>;
type Answer = ResponseOf<typeof whyRoute>;
interface Question {
  readonly id: string;
  readonly kind: string;
  readonly action: string;
  readonly words: string;
  readonly named: boolean;
}

const parse = (raw: RawSearch) => ({ person: textIn(raw, 'person'), kind: textIn(raw, 'kind'), action: textIn(raw, 'action'), object: textIn(raw, 'object') });

const personWords = (person: Person, language: Language): string => `${person.displayName} · ${person.profileName[language]} · ${placeOf(person)}`;

function questionsOf(items: ResponseOf<typeof whyQuestionsRoute>['items'], language: Language): Question[] {
  return items.flatMap(({ kind, name, named, actions }) => actions.map(({ action, name: words }) => ({ id: `${kind} ${action}`, kind, action, named, words: `${name[language]} · ${words[language]}` })));
}

const holdsAll = (words: string, text: string): boolean => text.toLowerCase().split(/\s+/).every((word) => words.toLowerCase().includes(word));

/** The places from the company down, as one line. */
const pathWords = (path: Answer['person']['path']): string => path.map(({ name }) => name).join(' › ');

function WhyAnswer({ answer }: { readonly answer: Answer }) {
  const texts = useWhyTexts();
  const language = useLanguage();
  const format = useFormat();
  const { person, object, action, version } = answer;
  const label = object.label ?? object.name[language];
  const facts = [
    { key: 'profile', label: texts.profile, value: person.label.startsWith(person.profileName[language]) ? person.label : `${person.profileName[language]} · ${person.label}` },
    { key: 'person', label: texts.personPlace, value: pathWords(person.path) },
    ...(object.path.length === 0 ? [] : [{ key: 'object', label: texts.objectPlace, value: pathWords(object.path) }]),
  ];
  return (
    <section className={classes.stack} aria-live="polite">
      <Notice tone={answer.allowed ? 'ok' : 'attention'}>
        <strong>{(answer.allowed ? texts.yes : texts.no)(person.displayName)}</strong> {texts.asks(action.name[language], label)}
      </Notice>
      {!person.standing && <Notice tone="attention">{texts.notStanding}</Notice>}
      <dl className={classes.facts}>
        {facts.map(({ key, label: what, value }) => (
          <div key={key}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <JudgedRules rules={answer.rules} />
      <p className={classes.intro}>{version === null ? texts.noVersion : texts.version(version.number, format.instant(version.firstInForce))}</p>
    </section>
  );
}

export function WhyPage() {
  const texts = useWhyTexts();
  const language = useLanguage();
  const [search, change] = usePageSearch(parse);
  const [picked, setPicked] = useState<Person | null>(null);
  const [typed, setTyped] = useState(search.object ?? '');
  const asked = useQueryOf(whyQuestions, undefined, { staleTimeMs: 600_000 });
  const questions = useMemo(() => questionsOf(asked.data?.items ?? [], language), [asked.data, language]);
  const question = questions.find(({ kind, action }) => kind === search.kind && action === search.action) ?? null;
  const complete = search.person !== undefined && question !== null && (!question.named || search.object !== undefined);
  const answer = useQueryOf(
    why,
    { query: { personalityId: search.person ?? '', action: search.action ?? '', objectKind: search.kind ?? '', ...(question?.named === true && search.object !== undefined ? { object: search.object } : {}) } },
    { enabled: complete },
  );
  const given = answer.data === undefined ? '' : `${answer.data.person.displayName} · ${answer.data.person.label}`;
  const person = search.person === undefined ? null : { id: search.person, words: picked?.personalityId === search.person ? personWords(picked, language) : given, found: picked };
  return (
    <Page title={texts.title}>
      <div className={classes.stack}>
        <p className={classes.intro}>{texts.intro}</p>
        <form
          className={classes.question}
          onSubmit={(event) => {
            event.preventDefault();
            change({ object: typed.trim() === '' ? undefined : typed.trim() });
          }}
        >
          <RecordPicker<{ readonly id: string; readonly words: string; readonly found: Person | null }>
            label={texts.person}
            placeholder={texts.personHint}
            value={person}
            onPick={(item) => {
              setPicked(item?.found ?? null);
              change({ person: item?.id });
            }}
            search={async (text, signal) => (await call(people, { query: { search: text, limit: 12 } }, { signal })).items.map((found) => ({ id: found.personalityId, words: personWords(found, language), found }))}
            itemKey={({ id }) => id}
            itemText={({ words }) => words}
            noneText={texts.noneFound}
          />
          <RecordPicker<Question>
            label={texts.action}
            placeholder={texts.actionHint}
            value={question}
            onPick={(item) => change({ kind: item?.kind, action: item?.action })}
            search={async (text) => questions.filter(({ words }) => holdsAll(words, text))}
            within={asked.data === undefined ? null : questions}
            itemKey={({ id }) => id}
            itemText={({ words }) => words}
            noneText={texts.noAction}
          />
          {question?.named === true && <TextInput label={texts.object} placeholder={texts.objectHint} value={typed} onChange={setTyped} maxLength={100} />}
          {question?.named === true && <Button kind="primary" type="submit">{texts.ask}</Button>}
        </form>
        {!complete && <p className={classes.intro}>{search.person !== undefined && question?.named === true ? texts.objectMissing : texts.choose}</p>}
        {complete && answer.isPending && <LoadingRows label={texts.loading} rows={4} />}
        {complete && answer.error !== null && <Problem problem={answer.error} lost="nothing" onRetry={() => void answer.refetch()} />}
        {complete && answer.data !== undefined && <WhyAnswer answer={answer.data} />}
      </div>
    </Page>
  );
}
