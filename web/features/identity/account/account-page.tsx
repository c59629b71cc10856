import type { z } from 'zod';
import type { ownSession } from '#identity/api';
import { useMe, useQueryOf, useWrite } from '../../../request/index.ts';
import { placeOf } from '../../../shells/personality-name.ts';
import { Button, EmptyState, InstantText, LoadingRows, Page, Panel, Problem, showToast, ToneBadge, useLanguage } from '../../../ui/index.ts';
import classes from './account.module.css';
import { endOtherSessions, endSession, sessions } from '../endpoints.ts';
import { PasskeysCard } from '../joining/passkeys-card.tsx';
import { OwnLinksPanel } from '../federation/own-links-panel.tsx';
import { DevicesPanel } from './devices-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { useDeviceName } from './use-device-name.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

type Session = z.infer<typeof ownSession>;

function SessionLine({ session }: { readonly session: Session }) {
  const texts = useIdentityTexts().account;
  const device = useDeviceName()(session);
  const end = useWrite(endSession, { refreshes: ['/api/identity/sessions'], onDone: () => showToast({ text: texts.ended }) });
  return (
    <li className={classes.session}>
      <div className={classes.what}>
        <strong>{device}</strong>
        {session.current && <ToneBadge tone="ok" label={texts.current} />}
        <span>{session.label.includes(session.tenantName) ? session.label : `${session.label} · ${session.tenantName}`}</span>
      </div>
      <dl>
        <div>
          <dt>{texts.seen}</dt>
          <dd>
            <InstantText instant={session.seenAt} />
          </dd>
        </div>
        <div>
          <dt>{texts.since}</dt>
          <dd>
            <InstantText instant={session.createdAt} />
          </dd>
        </div>
        <div>
          <dt>{texts.expires}</dt>
          <dd>
            <InstantText instant={session.expiresAt} />
          </dd>
        </div>
        <div>
          <dt>{texts.network}</dt>
          <dd>{session.network}</dd>
        </div>
      </dl>
      {!session.current && (
        <Button kind="danger" busy={end.isPending} aria-label={texts.endThis(device)} onClick={() => end.mutate({ params: { id: session.id } })}>
          {texts.end}
        </Button>
      )}
      {end.error !== null && <Problem problem={end.error} compact />}
    </li>
  );
}

/** One's own account: as whom one may work, and from where one is signed in. */
export function AccountPage() {
  const me = useMe();
  const texts = useIdentityTexts().account;
  const language = useLanguage();
  const { data, error, refetch } = useQueryOf(sessions, undefined, { staleTimeMs: 0 });
  const endOthers = useWrite(endOtherSessions, { refreshes: ['/api/identity/sessions'], onDone: ({ ended }) => showToast({ text: texts.endedMany(ended) }) });
  const others = (data?.items ?? []).filter((session) => !session.current).length;
  return (
    <Page title={texts.title} subtitle={me.account.displayName}>
      <div className={classes.page}>
        <Panel title={texts.personalities}>
          <ul>
            {me.personalities.map((each) => (
              <li key={each.id} className={classes.personality}>
                <span>
                  <strong>{each.profileName[language]}</strong>
                  <span>{[placeOf(each), each.tenant.name].filter((part, at, all) => all.indexOf(part) === at).join(' · ')}</span>
                </span>
                {each.id === me.personality.id && <ToneBadge tone="info" label={texts.active} />}
              </li>
            ))}
          </ul>
        </Panel>
        <PasskeysCard />
        <OwnLinksPanel />
        <SecondFactorPanel />
        <PasswordPanel loginName={me.account.loginName} />
        <Panel
          title={texts.sessions}
          actions={
            others > 0 ? (
              <Button kind="danger" busy={endOthers.isPending} onClick={() => endOthers.mutate({})}>
                {texts.endOthers}
              </Button>
            ) : undefined
          }
        >
          <p className={classes.why}>{texts.why}</p>
          {data === undefined && error === null && <LoadingRows label={texts.loading} rows={2} />}
          {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
          {endOthers.error !== null && <Problem problem={endOthers.error} compact />}
          <ul>{data?.items.map((session) => <SessionLine key={session.id} session={session} />)}</ul>
          {data !== undefined && others === 0 && <EmptyState title={texts.onlyThis} />}
        </Panel>
        <DevicesPanel />
      </div>
    </Page>
  );
}
