import { useEffect, useEffectEvent, useState } from 'react';
import { call, enterDesk, ProblemError } from '../../../request/index.ts';
import { Button, type Language } from '../../../ui/index.ts';
import { useEntranceTexts } from '../entrance/use-entrance-texts.ts';
import { passkeyEntrance, passkeySignIn } from './endpoints.ts';
import classes from './joining.module.css';
import { answerWithPasskey, autofillWorks, passkeysWork } from './passkey-ceremony.ts';

interface PasskeyEntranceProps {
  readonly chosen: Language | undefined;
  /** What to say on the page when it did not work. */
  readonly onRefused: (words: string) => void;
}

/** A challenge holds five minutes: the one waiting in the field of the user name is renewed before. */
const renewAfterMs = 240_000;

/**
 * Signs in with a passkey, without a name: by a button, and from the field of the user name where the browser offers passkeys
 * there. Draws nothing where passkeys cannot work.
 */
export function PasskeyEntrance({ chosen, onRefused }: PasskeyEntranceProps) {
  const texts = useEntranceTexts().passkeyEntrance;
  const [busy, setBusy] = useState(false);
  const [possible] = useState(passkeysWork);

  const enter = async (autofill: boolean): Promise<void> => {
    const answer = await answerWithPasskey(await call(passkeyEntrance), { autofill });
    if (answer === undefined) return autofill ? undefined : onRefused(texts.givenUp);
    return enterDesk(await call(passkeySignIn, { body: { answer } }), chosen);
  };
  const press = async (): Promise<void> => {
    setBusy(true);
    try {
      await enter(false);
    } catch (error) {
      onRefused(error instanceof ProblemError ? error.detail : texts.givenUp);
    }
    setBusy(false);
  };
  const wait = useEffectEvent(() => {
    // Nobody pressed anything: that a browser does not offer passkeys in the field is not worth a word, a passkey refused is.
    enter(true).catch((error: unknown) => {
      if (error instanceof ProblemError) onRefused(error.detail);
    });
  });
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    void autofillWorks().then((works) => {
      if (!works || gone) return;
      wait();
      timer = setInterval(() => wait(), renewAfterMs);
    });
    return () => {
      gone = true;
      if (timer === undefined) return;
      clearInterval(timer);
      void import('@simplewebauthn/browser').then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
    };
  }, []);

  if (!possible) return null;
  return (
    <>
      <Button kind="secondary" size="touch" wide icon="lock" busy={busy} onClick={() => void press()}>
        {texts.button}
      </Button>
      <p className={classes.or}>{texts.or}</p>
    </>
  );
}
