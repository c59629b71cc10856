import { useRef, useState, type FormEvent } from 'react';
import { leastCharactersWithFactor, leastPasswordCharacters, mostPasswordCharacters as most } from '#identity/api';
import { useQueryOf, useWrite, type ProblemError } from '../../../request/index.ts';
import { Button, Panel, PasswordInput, Problem, showToast } from '../../../ui/index.ts';
import classes from './account.module.css';
import { changePassword } from '../endpoints.ts';
import { ownSecondFactor } from './security-endpoints.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

/** Refusals that are about the new password; what is wrong with it stands below its field. */
const ofNext = new Set(['too_short', 'too_long', 'too_common', 'contains_own_name', 'same_as_before']);

function FailedOtherwise({ problem }: { readonly problem: ProblemError }) {
  const texts = useIdentityTexts().password;
  const { retryAfterSeconds, title, detail, code, requestId } = problem;
  return <Problem problem={retryAfterSeconds === undefined ? problem : { title, detail: `${detail} ${texts.waitSeconds(retryAfterSeconds)}`, code, requestId }} compact />;
}

function PasswordForm({ loginName, close }: { readonly loginName: string; readonly close: () => void }) {
  const texts = useIdentityTexts().password;
  const { data: factor } = useQueryOf(ownSecondFactor);
  // Fewer are enough beside a second factor; the server decides.
  const least = factor !== undefined && factor.codeSince !== null ? leastCharactersWithFactor : leastPasswordCharacters;
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [missing, setMissing] = useState<'present' | 'next'>();
  const presentInput = useRef<HTMLInputElement>(null);
  const nextInput = useRef<HTMLInputElement>(null);
  const change = useWrite(changePassword, {
    refreshes: ['/api/identity/sessions'],
    onDone: ({ endedSessions }) => {
      showToast({ text: texts.done(endedSessions) });
      close();
    },
  });
  const length = Array.from(next.normalize('NFC')).length;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (change.isPending) return;
    const lacking = present === '' ? 'present' : length < least ? 'next' : undefined;
    setMissing(lacking);
    if (lacking === undefined) change.mutate({ body: { present, password: next } });
    else (lacking === 'present' ? presentInput : nextInput).current?.focus();
  };
  const typed = (set: (text: string) => void) => (text: string): void => {
    set(text);
    setMissing(undefined);
    if (change.isError) change.reset();
  };
  const { error } = change;
  const presentFault = missing === 'present' ? texts.missing : error?.code === 'present_not_valid' ? error.detail : undefined;
  const nextFault = missing === 'next' ? texts.short(least) : error !== null && ofNext.has(error.code) ? error.detail : undefined;
  return (
    <form className={classes.password} onSubmit={submit} noValidate>
      {/* Password managers file the new password under the name. */}
      <input type="text" name="username" autoComplete="username" value={loginName} readOnly hidden />
      <PasswordInput label={texts.present} value={present} onChange={typed(setPresent)} name="present" autoComplete="current-password" maxLength={256} error={presentFault} inputRef={presentInput} startHere />
      <PasswordInput label={texts.next} value={next} onChange={typed(setNext)} name="password" autoComplete="new-password" maxLength={most} hint={texts.hint(least)} error={nextFault} inputRef={nextInput} />
      <p className={classes.count}>{length > 0 && length < least && texts.count(length, least)}</p>
      {error !== null && presentFault === undefined && nextFault === undefined && <FailedOtherwise problem={error} />}
      <div className={classes.buttons}>
        <Button type="submit" kind="primary" busy={change.isPending}>
          {texts.change}
        </Button>
        <Button onClick={close}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

/** The own password; the form opens when asked for. */
export function PasswordPanel({ loginName }: { readonly loginName: string }) {
  const texts = useIdentityTexts().password;
  const [open, setOpen] = useState(false);
  return (
    <Panel title={texts.title} actions={open ? undefined : <Button aria-label={texts.change} onClick={() => setOpen(true)}>{texts.open}</Button>}>
      <p className={classes.why}>{texts.why}</p>
      {open && <PasswordForm loginName={loginName} close={() => setOpen(false)} />}
    </Panel>
  );
}
