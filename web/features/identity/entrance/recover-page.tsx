import { useEffect, useRef, useState, type FormEvent } from 'react';
import { mostPasswordCharacters as most } from '#identity/api';
import { useWrite } from '../../../request/index.ts';
import { Button, LinkButton, LoadingRows, Notice, PasswordInput, TextInput } from '../../../ui/index.ts';
import { CodeField } from '../account/code-field.tsx';
import { EntranceFrame } from './entrance-frame.tsx';
import { tokenInAddress } from './token-in-address.ts';
import { Refused } from '../why/refused.tsx';
import { LostFactor } from './second-step-form.tsx';
import { askRecovery, lookRecovery, resetPassword } from '../account/security-endpoints.ts';
import classes from '../account/security.module.css';
import { useSecurityTexts } from '../account/use-security-texts.ts';

/** Asks for the link; the answer is the same whoever asks. */
function AskForm() {
  const texts = useSecurityTexts().recover;
  const [loginName, setLoginName] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const ask = useWrite(askRecovery);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (ask.isPending) return;
    setMissing(loginName.trim() === '');
    if (loginName.trim() === '') input.current?.focus();
    else ask.mutate({ body: { loginName: loginName.trim() } });
  };
  if (ask.isSuccess) return <Notice tone="info">{texts.asked}</Notice>;
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.why}>{texts.why}</p>
      <Refused problem={ask.error} />
      <TextInput label={texts.loginName} value={loginName} onChange={setLoginName} name="username" autoComplete="username" maxLength={254} error={missing ? texts.missing : undefined} inputRef={input} startHere />
      <Button type="submit" kind="primary" size="touch" wide busy={ask.isPending}>
        {texts.ask}
      </Button>
    </form>
  );
}

/** The way back of whoever has a passkey is the passkey; whoever has lost it needs another person. */
function WithPasskey({ token }: { readonly token: string }) {
  const texts = useSecurityTexts().recover;
  const [lost, setLost] = useState(false);
  return (
    <div className={classes.form}>
      <Notice tone="info">{texts.passkey}</Notice>
      <Button kind="quiet" aria-expanded={lost} onClick={() => setLost(!lost)}>
        {texts.lostPasskey}
      </Button>
      {lost && <LostFactor proof={{ token }} />}
    </div>
  );
}

/** Opening the link uses nothing up; saving does. */
function ResetForm({ token }: { readonly token: string }) {
  const texts = useSecurityTexts().recover;
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [lost, setLost] = useState(false);
  const look = useWrite(lookRecovery);
  const save = useWrite(resetPassword);
  const { mutate: lookAt } = look;
  useEffect(() => lookAt({ body: { token } }), [lookAt, token]);
  if (save.isSuccess) return <Notice tone="ok">{texts.done}</Notice>;
  if (look.error !== null) return <Refused problem={look.error} />;
  if (look.data === undefined) return <LoadingRows label={texts.checking} rows={3} />;
  const asked = look.data;
  if (asked.passkey) return <WithPasskey token={token} />;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ body: { token, password, ...(asked.code && code.trim() !== '' ? { code } : {}) } });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      {asked.factorFalls && <Notice tone="attention">{texts.falls}</Notice>}
      <Refused problem={save.error} />
      <PasswordInput label={texts.next} value={password} onChange={setPassword} name="password" autoComplete="new-password" maxLength={most} hint={texts.hint(asked.leastCharacters)} startHere />
      {asked.code && (
        <>
          <p className={classes.why}>{texts.codeWhy}</p>
          <CodeField label={texts.code} value={code} onChange={setCode} />
        </>
      )}
      <Button type="submit" kind="primary" size="touch" wide busy={save.isPending}>
        {texts.save}
      </Button>
      {asked.code && (
        <Button kind="quiet" aria-expanded={lost} onClick={() => setLost(!lost)}>
          {texts.lost}
        </Button>
      )}
      {lost && <LostFactor proof={{ token }} />}
    </form>
  );
}

/** Forgot the password: asks for a link, or, opened by one, sets a new password. */
export function RecoverPage() {
  const texts = useSecurityTexts().recover;
  const [token] = useState(tokenInAddress);
  return (
    <EntranceFrame title={token === undefined ? texts.title : texts.choose}>
      {token === undefined ? <AskForm /> : <ResetForm token={token} />}
      <LinkButton kind="quiet" href="/sign-in">
        {texts.back}
      </LinkButton>
    </EntranceFrame>
  );
}
