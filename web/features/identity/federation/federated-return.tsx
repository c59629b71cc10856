/** `/sign-in/federated/…`: a browser comes back from another house. */
import { useEffect, useState } from 'react';
import { call, ProblemError } from '../../../request/index.ts';
import { LinkButton, LoadingBlock, Notice } from '../../../ui/index.ts';
import { EntranceFrame } from '../entrance/entrance-frame.tsx';
import { completeFederation } from './endpoints.ts';
import { takeJourney } from './federated-journey.ts';
import classes from './federation.module.css';
import { useEntranceTexts } from '../entrance/use-entrance-texts.ts';

type Outcome = { readonly go: string } | { readonly refusal: string | undefined };

async function complete(providerId: string): Promise<Outcome> {
  const journey = takeJourney();
  if (journey?.providerId !== providerId) return { refusal: undefined };
  const answer = Object.fromEntries(new URLSearchParams(window.location.search));
  try {
    await call(completeFederation, { body: { providerId, browser: journey.browser, answer } });
    return { go: journey.next };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { refusal: error.detail };
  }
}

// Asked once for the page, however often it is drawn.
let asked: Promise<Outcome> | undefined;

export function FederatedReturn({ providerId, signedIn }: { readonly providerId: string; readonly signedIn: boolean }) {
  const texts = useEntranceTexts().federation;
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    void (asked ??= complete(providerId)).then((told) => {
      // The whole page anew: whoever was let in is another than before.
      if ('go' in told) window.location.replace(told.go);
      else setOutcome(told);
    });
  }, [providerId]);
  if (outcome === undefined || 'go' in outcome) {
    return (
      <EntranceFrame title={texts.returning}>
        <LoadingBlock label={texts.returning} height={120} />
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame title={texts.failedTitle}>
      <div className={classes.column} role="alert">
        <Notice tone="danger">{outcome.refusal ?? texts.lost}</Notice>
        <LinkButton href={signedIn ? '/account' : '/sign-in'}>{signedIn ? texts.toAccount : texts.toSignIn}</LinkButton>
      </div>
    </EntranceFrame>
  );
}
