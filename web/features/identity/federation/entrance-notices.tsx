import { useEffect, useState } from 'react';
import { useQueryOf } from '../../../request/index.ts';
import { afterSignIn, isOutsideDesk } from '../../../shells/desk/sign-in-address.ts';
import { LinkButton, Notice } from '../../../ui/index.ts';
import { about } from '../endpoints.ts';
import { useEntranceTexts } from '../entrance/use-entrance-texts.ts';

/** Name of the application behind the page that was asked for; the server tells it to the browser that came from there, and to no other. */
function useWaitingApplication(): string | undefined {
  const [name, setName] = useState<string>();
  useEffect(() => {
    const next = afterSignIn(window.location.search);
    if (!isOutsideDesk(next)) return;
    const leaving = new AbortController();
    void fetch(`${next}/app`, { signal: leaving.signal })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { name: string }).name : undefined))
      .then(setName, () => undefined);
    return () => leaving.abort();
  }, []);
  return name;
}

/** What to know before signing in: who waits, and whether this is the right address at all. */
export function EntranceNotices() {
  const texts = useEntranceTexts().federation;
  const name = useWaitingApplication();
  const { data } = useQueryOf(about);
  // Cookies belong to one host: 127.0.0.1 and localhost are two.
  const there = data?.publicUrl !== undefined && new URL(data.publicUrl).host !== window.location.host ? data.publicUrl : undefined;
  return (
    <>
      {name !== undefined && <Notice tone="info">{texts.waiting(name)}</Notice>}
      {there !== undefined && (
        <Notice tone="attention" action={<LinkButton href={`${there}${window.location.pathname}${window.location.search}`}>{texts.goThere(there)}</LinkButton>}>
          {texts.otherAddress}
        </Notice>
      )}
    </>
  );
}
