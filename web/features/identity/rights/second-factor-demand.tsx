import { useState } from 'react';
import type { listProfilesRoute } from '#identity/api';
import { useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, ChoiceBoxes, LoadingRows, Notice, Panel, Problem, showToast, SidePanel, useLanguage } from '../../../ui/index.ts';
import { readSecurity, writeSecurity } from '../account/security-endpoints.ts';
import { profilesHolding } from './inherited.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

type Profiles = ResponseOf<typeof listProfilesRoute>;

/** The profiles that a demand concerns, with how many people hold each. */
function Concerned({ data, privileges }: { readonly data: Profiles; readonly privileges: readonly string[] }) {
  const all = useRightsTexts();
  const texts = all.demand;
  const language = useLanguage();
  const concerned = profilesHolding(data.profiles, privileges);
  if (concerned.length === 0) return <p className={classes.why}>{texts.nobody}</p>;
  return (
    <>
      <p className={classes.why}>{texts.concerns}</p>
      <ul className={classes.list}>
        {concerned.map((profile) => (
          <li key={profile.key} className={classes.change}>
            <span className={classes.name}>{profile.name[language]}</span>
            <span className={classes.from}>{all.profiles.people(profile.people)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function DemandForm({ data, today, onDone }: { readonly data: Profiles; readonly today: readonly string[]; readonly onDone: () => void }) {
  const all = useRightsTexts();
  const texts = all.demand;
  const language = useLanguage();
  const [chosen, setChosen] = useState(today);
  const areas = [...new Set(data.privileges.map(({ key }) => key.split('.')[0] ?? ''))];
  const nameOfArea = (area: string): string => (all.profiles.areas as Readonly<Record<string, string>>)[area] ?? area;
  const isSame = chosen.length === today.length && chosen.every((key) => today.includes(key));
  const save = useWrite(writeSecurity, {
    refreshes: ['/api/identity/security'],
    onDone: ({ sessionsAsked }) => {
      showToast({ text: texts.saved(sessionsAsked) });
      onDone();
    },
  });
  return (
    <div className={classes.form}>
      <Notice tone="attention">{texts.atOnce}</Notice>
      {areas.map((area) => {
        const within = data.privileges.filter(({ key }) => key.startsWith(`${area}.`));
        return (
          <ChoiceBoxes
            key={area}
            label={nameOfArea(area)}
            options={within.map((privilege) => ({ value: privilege.key, label: privilege[language] }))}
            chosen={chosen}
            onChange={(ticked) => setChosen([...chosen.filter((key) => !key.startsWith(`${area}.`)), ...ticked])}
          />
        );
      })}
      <Concerned data={data} privileges={chosen} />
      {save.error !== null && <Problem problem={save.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onDone}>{all.form.cancel}</Button>
        <Button kind="primary" busy={save.isPending} disabled={isSame} onClick={() => save.mutate({ body: { secondFactorPrivileges: [...chosen] } })}>{texts.save}</Button>
      </div>
    </div>
  );
}

/** Of whom the company asks a second factor, and a way to change it. */
export function SecondFactorDemand({ data }: { readonly data: Profiles }) {
  const texts = useRightsTexts().demand;
  const [changing, setChanging] = useState(false);
  const { data: security, error, refetch } = useQueryOf(readSecurity, undefined);
  return (
    <Panel title={texts.title}>
      <div className={classes.form}>
        {security === undefined && error === null && <LoadingRows label={texts.title} rows={2} />}
        {security === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
        {security !== undefined && (
          <>
            <Concerned data={data} privileges={security.secondFactorPrivileges} />
            <div className={classes.actions}>
              <Button onClick={() => setChanging(true)}>{texts.change}</Button>
            </div>
            <SidePanel opened={changing} onClose={() => setChanging(false)} title={texts.title} width={520}>
              {changing && <DemandForm data={data} today={security.secondFactorPrivileges} onDone={() => setChanging(false)} />}
            </SidePanel>
          </>
        )}
      </div>
    </Panel>
  );
}
