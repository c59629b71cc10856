import { lazy, Suspense, useEffect, useRef, useState, type FormEvent } from 'react';
import type { HalfSignIn } from '#identity/api';
import { ProblemError, signIn } from '../../../request/index.ts';
import { Button, LinkButton, Notice, PasswordInput, TextInput, type Language } from '../../../ui/index.ts';
import { FederatedEntrances } from '../federation/federated-entrances.tsx';
import { PasskeyEntrance } from '../joining/passkey-entrance.tsx';
import classes from './sign-in-form.module.css';
import { useEntranceTexts } from './use-entrance-texts.ts';

/** Not everybody has a second factor: its form comes with the first right password of somebody who has. */
const SecondStepForm = lazy(async () => ({ default: (await import('./second-step-form.tsx')).SecondStepForm }));

interface SignInFormProps {
  /** Filled in when the person is known: the session ended. */
  readonly loginName?: string;
  /** Language chosen on the page, to become the account's. */
  readonly chosen?: Language | undefined;
}

/** Seconds left to wait after too many attempts; counts down to undefined. */
function useWait(): readonly [number | undefined, (seconds: number) => void] {
  const [left, setLeft] = useState<number>();
  useEffect(() => {
    if (left === undefined) return;
    const timer = setTimeout(() => setLeft(left > 1 ? left - 1 : undefined), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

/** User name and password. The server's refusal is shown as it says it; the password is emptied, the name stays. */
export function SignInForm({ loginName = '', chosen }: SignInFormProps) {
  const texts = useEntranceTexts().signIn;
  const [name, setName] = useState(loginName);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [half, setHalf] = useState<HalfSignIn>();
  const [wait, setWait] = useWait();
  const passwordInput = useRef<HTMLInputElement>(null);

  const enter = async (): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const lacking = await signIn(name.trim(), password, chosen);
      setHalf(lacking);
      if (lacking === undefined) return;
      setPassword('');
      setBusy(false);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setRefusal(error.detail);
      if (error.retryAfterSeconds !== undefined) setWait(error.retryAfterSeconds);
      // A lost network is no reason to type again.
      if (!error.retryable) setPassword('');
      setBusy(false);
      passwordInput.current?.focus();
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy || wait !== undefined) return;
    if (name.trim() === '' || password === '') setRefusal(texts.missing);
    else void enter();
  };
  if (half !== undefined) {
    return (
      <Suspense>
        <SecondStepForm half={half} chosen={chosen} onBack={() => setHalf(undefined)} />
      </Suspense>
    );
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div role="alert">
        {refusal !== undefined && (
          <Notice tone="danger">
            {refusal} {wait !== undefined && texts.waitSeconds(wait)}
          </Notice>
        )}
      </div>
      <PasskeyEntrance chosen={chosen} onRefused={setRefusal} />
      <TextInput label={texts.loginName} value={name} onChange={setName} name="username" autoComplete="username webauthn" maxLength={254} startHere={loginName === ''} />
      <PasswordInput label={texts.password} value={password} onChange={setPassword} name="password" autoComplete="current-password" maxLength={256} inputRef={passwordInput} startHere={loginName !== ''} />
      <Button type="submit" kind="primary" size="touch" wide busy={busy} disabled={wait !== undefined}>
        {texts.enter}
      </Button>
      <LinkButton kind="quiet" href="/recover">
        {texts.forgot}
      </LinkButton>
      {loginName === '' && <FederatedEntrances loginName={name} />}
    </form>
  );
}
