import { RouterProvider } from '@tanstack/react-router';
import { Activity, lazy, Suspense, useEffect, useState } from 'react';
import { currentSession, loadSession, refreshByLive, startLive, stopLive, subscribeLive, useSession } from '../../request/index.ts';
import { ShellFeatures } from '../shell-features.ts';
import { deskFeatures } from './features.ts';
import { createDeskRouter } from './router.tsx';
import { afterSignIn, isOutsideDesk, signInPath, toSignIn } from './sign-in-address.ts';
import { FailedStart, Splash } from './start-states.tsx';
import { focusNextHeading } from './use-heading.ts';

const SignInPage = lazy(async () => ({ default: (await import('../../features/identity/sign-in-page.tsx')).SignInPage }));
const SessionEnded = lazy(async () => ({ default: (await import('./session-ended.tsx')).SessionEnded }));

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
  useLiveStream(session.phase === 'in' ? session.me.personality.id : undefined);
  if (session.phase === 'loading') return <Splash />;
  if (session.phase === 'failed') return <FailedStart problem={session.problem} />;
  if (session.phase === 'nobody') return <SignIn />;
  const ended = session.phase === 'ended';
  return (
    <ShellFeatures value={deskFeatures}>
      <Activity mode={ended ? 'hidden' : 'visible'}>
        <Desk key={session.me.personality.id} />
      </Activity>
      {ended && (
        <Suspense fallback={<Splash />}>
          <SessionEnded me={session.me} />
        </Suspense>
      )}
    </ShellFeatures>
  );
}
