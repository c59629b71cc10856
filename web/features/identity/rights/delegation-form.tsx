import { useState } from 'react';
import { addDays } from '#platform/civil-date';
import type { ResponseOf } from '../../../request/index.ts';
import { call, serverToday, useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, DateField, LoadingRows, MoneyInput, Notice, Problem, RecordPicker, showToast, SidePanel, TextButton, TextInput, useLanguage } from '../../../ui/index.ts';
import type { delegationChoicesRoute, listColleaguesRoute } from '#identity/api';
import { askDelegation, delegationChoices, listColleagues } from './endpoints.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

type Choices = ResponseOf<typeof delegationChoicesRoute>;
type Colleague = ResponseOf<typeof listColleaguesRoute>['items'][number];

function PrivilegeChecks({ choices, chosen, onChange }: { readonly choices: Choices; readonly chosen: ReadonlySet<string>; readonly onChange: (chosen: ReadonlySet<string>) => void }) {
  const texts = useRightsTexts().form;
  const language = useLanguage();
  const all = choices.privileges.map(({ key }) => key);
  const isWhole = chosen.size === all.length;
  const toggle = (key: string): void => onChange(chosen.has(key) ? new Set([...chosen].filter((one) => one !== key)) : new Set([...chosen, key]));
  return (
    <fieldset className={classes.list}>
      <legend>
        {texts.privileges}
        <TextButton onClick={() => onChange(new Set(isWhole ? [] : all))}>{isWhole ? texts.noneOf : texts.allOf}</TextButton>
      </legend>
      {choices.privileges.map((privilege) => (
        <label key={privilege.key} className={classes.check}>
          <input type="checkbox" checked={chosen.has(privilege.key)} onChange={() => toggle(privilege.key)} />
          {privilege[language]}
        </label>
      ))}
    </fieldset>
  );
}

function Form({ choices, onClose }: { readonly choices: Choices; readonly onClose: () => void }) {
  const texts = useRightsTexts().form;
  const language = useLanguage();
  const today = serverToday();
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const [last, setLast] = useState<string | null>(null);
  const [limit, setLimit] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(choices.privileges.map(({ key }) => key)));
  const [reason, setReason] = useState('');
  const ask = useWrite(askDelegation, {
    refreshes: ['/api/identity/delegations'],
    onDone: ({ state }) => {
      showToast({ text: state === 'requested' ? texts.asked : texts.agreed });
      onClose();
    },
  });
  const ready = colleague !== null && from !== null && last !== null && chosen.size > 0 && reason.trim().length >= 3;
  const send = (): void => {
    if (!ready) return;
    ask.mutate({ body: { standInPersonalityId: colleague.personalityId, validFrom: from, validTo: addDays(last, 1), privileges: [...chosen], amountLimitCents: limit, reason: reason.trim() } });
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <RecordPicker
        label={texts.colleague}
        hint={texts.colleagueHint}
        value={colleague}
        onPick={setColleague}
        search={async (text) => (await call(listColleagues, { query: { search: text } })).items}
        itemKey={({ personalityId }) => personalityId}
        itemText={({ displayName }) => displayName}
        renderItem={({ displayName, profileName }) => `${displayName} · ${profileName[language]}`}
        noneText={texts.noColleague}
        required
      />
      <div className={classes.days}>
        <DateField label={texts.from} hint={texts.fromHint} value={from} onChange={setFrom} today={today} min={today} required />
        <DateField label={texts.to} hint={texts.toHint(choices.mostDays)} value={last} onChange={setLast} today={today} min={from ?? today} max={addDays(from ?? today, choices.mostDays - 1)} required />
      </div>
      <MoneyInput label={texts.limit} hint={texts.limitHint} value={limit} onChange={setLimit} />
      <PrivilegeChecks choices={choices} chosen={chosen} onChange={setChosen} />
      <TextInput label={texts.reason} hint={texts.reasonHint} value={reason} onChange={setReason} maxLength={500} required />
      <Notice tone="info">{choices.rule === 'free' ? texts.free : texts.approved}</Notice>
      {ask.error !== null && <Problem problem={ask.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" type="submit" busy={ask.isPending} disabled={!ready}>
          {choices.rule === 'free' ? texts.sendFree : texts.send}
        </Button>
      </div>
    </form>
  );
}

/** Names a stand-in for the active personality. */
export function DelegationForm({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const texts = useRightsTexts();
  const { data, error, refetch } = useQueryOf(delegationChoices, undefined);
  return (
    <SidePanel opened={opened} onClose={onClose} title={texts.form.title} width={520}>
      {data === undefined && error === null && <LoadingRows label={texts.form.title} rows={4} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && (data.rule === 'none' || data.privileges.length === 0) && <Notice tone="attention">{texts.delegations.none}</Notice>}
      {opened && data !== undefined && data.rule !== 'none' && data.privileges.length > 0 && <Form choices={data} onClose={onClose} />}
    </SidePanel>
  );
}
