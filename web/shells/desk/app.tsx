import { RouterProvider } from '@tanstack/react-router';
import { Activity, lazy, Suspense, useCallback, useEffect, useState, type ComponentType } from 'react';
import { currentSession, loadSession, refreshByLive, startLive, stopLive, subscribeLive, useSession } from '../../request/index.ts';
import { ShellFeatures } from '../shell-features.ts';
import { deskFeatures } from './features.ts';
import { ProofDialog } from './proof-dialog.tsx';
import { createDeskRouter } from './router.tsx';
import { afterSignIn, returningFrom, isOutsideDesk, signInPath, toSignIn } from './sign-in-address.ts';
import { FailedStart, Splash } from './start-states.tsx';
import { focusNextHeading } from './use-heading.ts';

const SignInPage = lazy(async () => ({ default: (await import('../../features/identity/entrance/sign-in-page.tsx')).SignInPage }));
const InvitationPage = lazy(async () => ({ default: (await import('../../features/identity/joining/invitation-page.tsx')).InvitationPage }));
const FederatedReturn = lazy(async () => ({ default: (await import('../../features/identity/federation/federated-return.tsx')).FederatedReturn }));
const SetUpFactorPage = lazy(async () => ({ default: (await import('../../features/identity/account/set-up-factor-page.tsx')).SetUpFactorPage }));
/** Pages that links of account mails lead to: open to whoever has the link, signed in or not. */
const linkPages: Readonly<Record<string, ComponentType>> = {
  '/recover': lazy(async () => ({ default: (await import('../../features/identity/entrance/recover-page.tsx')).RecoverPage })),
  '/not-me': lazy(async () => ({ default: (await import('../../features/identity/entrance/not-me-page.tsx')).NotMePage })),
};
const SessionEnded = lazy(async () => ({ default: (await import('./session-ended.tsx')).SessionEnded }));

/** Where the link of a mail leads; whoever follows it need not be in. */
const invitationPath = '/invitation';

/** Moves between `/sign-in` and the page asked for, before the next screen reads the address. */
function settleAddress(signedIn: boolean): void {
  const { pathname, search } = window.location;
  if (signedIn && pathname === signInPath) {
    const next = afterSignIn(search);
    if (isOutsideDesk(next)) window.location.replace(next);
    else window.history.replaceState(null, '', next);
  }
  if (!signedIn && pathname !== signInPath) window.history.replaceState(null, '', toSignIn({ pathname, search }));
}

/** The desk of one personality. Another personality is another desk: nothing of the former stays. */
function Desk() {
  const [router] = useState(() => {
    settleAddress(true);
    return createDeskRouter(deskFeatures);
  });
  return <RouterProvider router={router} />;
}

function SignIn() {
  useState(() => settleAddress(false));
  useEffect(() => focusNextHeading, []);
  return (
    <Suspense fallback={<Splash />}>
      <SignInPage />
    </Suspense>
  );
}

/** Live events: on while somebody is in, opened anew for another personality, and the table that keeps lists fresh. */
function useLiveStream(personality: string | undefined): void {
  useEffect(() => {
    if (personality === undefined) return;
    startLive();
    return stopLive;
  }, [personality]);
  useEffect(() => refreshByLive(deskFeatures.flatMap((feature) => feature.live ?? [])), []);
  useEffect(
    () =>
      subscribeLive((signal) => {
        // Ended for good, or only changed in another tab: the server knows.
        if (signal.type === 'ended') void loadSession().then(() => currentSession().phase === 'in' && startLive());
        // Somebody's rights changed, perhaps one's own.
        if (signal.type === 'change' && signal.kind.startsWith('identity.personality-')) void loadSession();
      }),
    [],
  );
}

/** What is on screen, by who is signed in. */
export function App() {
  const session = useSession();
  const [invited, setInvited] = useState(() => window.location.pathname === invitationPath);
  const leaveInvitation = useCallback(() => {
    window.history.replaceState(null, '', '/');
    setInvited(false);
  }, []);
  const [cameFrom] = useState(() => returningFrom(window.location.pathname));
  const [LinkPage] = useState(() => linkPages[window.location.pathname]);
  useLiveStream(session.phase === 'in' ? session.me.personality.id : undefined);
  if (session.phase === 'loading') return <Splash />;
  if (invited) {
    return (
      <Suspense fallback={<Splash />}>
        <InvitationPage onDone={leaveInvitation} />
      </Suspense>
    );
  }
  if (cameFrom !== undefined) {
    return (
      <Suspense fallback={<Splash />}>
        <FederatedReturn providerId={cameFrom} signedIn={session.phase === 'in'} />
      </Suspense>
    );
  }
  if (LinkPage !== undefined) {
    return (
      <Suspense fallback={<Splash />}>
        <LinkPage />
      </Suspense>
    );
  }
  if (session.phase === 'failed') return <FailedStart problem={session.problem} />;
  if (session.phase === 'nobody') return <SignIn />;
  const ended = session.phase === 'ended';
  if (session.me.secondFactorNeeded && !ended) {
    return (
      <Suspense fallback={<Splash />}>
        <SetUpFactorPage />
        <ProofDialog />
      </Suspense>
    );
  }
  return (
    <ShellFeatures value={deskFeatures}>
      <Activity mode={ended ? 'hidden' : 'visible'}>
        <Desk key={session.me.personality.id} />
      </Activity>
      {!ended && <ProofDialog />}
      {ended && (
        <Suspense fallback={<Splash />}>
          <SessionEnded me={session.me} />
        </Suspense>
      )}
    </ShellFeatures>
  );
}
