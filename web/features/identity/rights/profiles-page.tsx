import { useState } from 'react';
import type { listProfilesRoute, ProfileRow } from '#identity/api';
import { useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, LoadingRows, Page, Panel, Problem, showToast, TextArea, ToneBadge, useLanguage } from '../../../ui/index.ts';
import { listProfiles, proposeChange } from './endpoints.ts';
import { inheritedFrom } from './inherited.ts';
import classes from './rights.module.css';
import { SecondFactorDemand } from './second-factor-demand.tsx';
import { useRightsTexts } from './use-rights-texts.ts';

type Profiles = ResponseOf<typeof listProfilesRoute>;

interface MatrixProps {
  readonly data: Profiles;
  readonly profile: ProfileRow;
  readonly flipped: ReadonlySet<string>;
  readonly mayPropose: boolean;
  readonly onFlip: (privilege: string) => void;
}

/** The privileges of one profile by area: own ones can be ticked, inherited ones say where they come from. */
function PrivilegeMatrix({ data, profile, flipped, mayPropose, onFlip }: MatrixProps) {
  const texts = useRightsTexts().profiles;
  const language = useLanguage();
  const areas = [...new Set(data.privileges.map(({ key }) => key.split('.')[0] ?? ''))];
  const nameOfArea = (area: string): string => (texts.areas as Readonly<Record<string, string>>)[area] ?? area;
  return (
    <>
      {areas.map((area) => (
        <Panel key={area} title={nameOfArea(area)}>
          <ul className={classes.list}>
            {data.privileges.filter(({ key }) => key.startsWith(`${area}.`)).map((privilege) => {
              const from = inheritedFrom(data.profiles, profile, privilege.key);
              const own = profile.privileges.includes(privilege.key);
              const isFlipped = flipped.has(privilege.key);
              return (
                <li key={privilege.key} className={classes.change}>
                  <label className={classes.check}>
                    <input type="checkbox" checked={own !== isFlipped || (from !== undefined && !own && !isFlipped)} disabled={!mayPropose || (from !== undefined && !own)} onChange={() => onFlip(privilege.key)} />
                    <span className={classes.name}>{privilege[language]}</span>
                  </label>
                  {isFlipped && <ToneBadge tone={own ? 'danger' : 'ok'} label={own ? texts.willRemove : texts.willAdd} />}
                  {!isFlipped && from !== undefined && !own && <span className={classes.from}>{texts.inherited(from.name[language])}</span>}
                </li>
              );
            })}
          </ul>
        </Panel>
      ))}
    </>
  );
}

function ProfileEditor({ data }: { readonly data: Profiles }) {
  const texts = useRightsTexts().profiles;
  const language = useLanguage();
  const mayPropose = useMay()('identity.rights.propose');
  const [key, setKey] = useState(data.profiles[0]?.key ?? '');
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const profile = data.profiles.find((one) => one.key === key);
  const forget = (): void => {
    setFlipped(new Set());
    setReason('');
  };
  const propose = useWrite(proposeChange, {
    refreshes: ['/api/identity/change-requests', '/api/identity/profiles'],
    onDone: () => {
      showToast({ text: texts.proposed });
      forget();
    },
  });
  if (profile === undefined) return null;
  const remove = [...flipped].filter((privilege) => profile.privileges.includes(privilege));
  const add = [...flipped].filter((privilege) => !profile.privileges.includes(privilege));
  const flip = (privilege: string): void => setFlipped(flipped.has(privilege) ? new Set([...flipped].filter((one) => one !== privilege)) : new Set([...flipped, privilege]));
  return (
    <div className={classes.columns}>
      <div>
        <Panel title={texts.choose}>
          <div className={classes.list} role="radiogroup" aria-label={texts.choose}>
            {data.profiles.map((one) => (
              <label key={one.key} className={classes.check}>
                <input
                  type="radio"
                  name="profile"
                  checked={one.key === key}
                  onChange={() => {
                    setKey(one.key);
                    forget();
                  }}
                />
                <span className={classes.name}>{one.name[language]}</span>
                <span className={classes.from}>{texts.people(one.people)}</span>
              </label>
            ))}
          </div>
        </Panel>
      </div>
      <div className={classes.matrix}>
        <h2 className={classes.chosen}>{profile.name[language]}</h2>
        {mayPropose && flipped.size === 0 && <p className={classes.why}>{texts.nothing}</p>}
        <PrivilegeMatrix data={data} profile={profile} flipped={flipped} mayPropose={mayPropose} onFlip={flip} />
        {flipped.size > 0 && (
          <div className={classes.propose}>
            <Panel title={texts.propose}>
              <div className={classes.form}>
                <output className={classes.why}>{texts.changed(add.length, remove.length)}</output>
                <TextArea label={texts.reason} value={reason} onChange={setReason} rows={2} maxLength={500} required />
                {propose.error !== null && <Problem problem={propose.error} compact />}
                <div className={classes.actions}>
                  <Button onClick={forget}>{texts.reset}</Button>
                  <Button
                    kind="primary"
                    busy={propose.isPending}
                    disabled={reason.trim().length < 3}
                    onClick={() => propose.mutate({ body: { change: { kind: 'changeProfile', profile: profile.key, add, remove }, reason: reason.trim() } })}
                  >
                    {texts.propose}
                  </Button>
                </div>
              </div>
            </Panel>
          </div>
        )}
      </div>
    </div>
  );
}

/** What each profile may do, and proposals to change it. */
export function ProfilesPage() {
  const texts = useRightsTexts().profiles;
  const may = useMay();
  const { data, error, refetch } = useQueryOf(listProfiles, undefined);
  return (
    <Page title={texts.title}>
      <p className={classes.why}>{texts.why}</p>
      {data === undefined && error === null && <LoadingRows label={texts.loading} rows={8} />}
      {data === undefined && error !== null && <Problem problem={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className={classes.lists}>
          {may('identity.security.write') && <SecondFactorDemand data={data} />}
          <ProfileEditor data={data} />
        </div>
      )}
    </Page>
  );
}
