import { useRef, useState, type FormEvent } from 'react';
import { ProblemError, settleProof, useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, LoadingRows, PasswordInput, Problem } from '../../../ui/index.ts';
import { CodeField } from './code-field.tsx';
import { confirmByPasskey } from '../joining/confirm-by-passkey.ts';
import { Refused } from '../why/refused.tsx';
import { confirmIdentity, confirmWays } from './security-endpoints.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** The password where it is enough, else a code. */
function TypedProof({ by }: { readonly by: 'password' | 'code' }) {
  const texts = useSecurityTexts().proof;
  const [typed, setTyped] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const confirm = useWrite(confirmIdentity, { renews: true, onDone: () => settleProof(true) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (confirm.isPending) return;
    setMissing(typed.trim() === '');
    if (typed.trim() === '') return input.current?.focus();
    confirm.mutate({ body: by === 'password' ? { by, password: typed } : { by, code: typed } }, {
      onError: ({ retryable }) => {
        if (!retryable) setTyped('');
        input.current?.focus();
      },
    });
  };
  const field = { value: typed, onChange: setTyped, inputRef: input, startHere: true };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Refused problem={confirm.error} />
      {by === 'password' ? (
        <PasswordInput {...field} label={texts.password} name="password" autoComplete="current-password" maxLength={256} error={missing ? texts.missing : undefined} />
      ) : (
        <CodeField {...field} label={texts.code} error={missing ? texts.missingCode : undefined} />
      )}
      <div className={classes.buttons}>
        <Button type="submit" kind="primary" busy={confirm.isPending}>
          {texts.confirm}
        </Button>
        <Button onClick={() => settleProof(false)}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

/** The passkey of the device, or of a phone beside it. */
function PasskeyProof() {
  const texts = useSecurityTexts().proof;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      if (await confirmByPasskey()) settleProof(true);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={classes.part}>
      <Refused problem={problem} />
      <div className={classes.buttons}>
        <Button kind="primary" busy={busy} onClick={() => void confirm()}>
          {texts.passkey}
        </Button>
        <Button onClick={() => settleProof(false)}>{texts.cancel}</Button>
      </div>
    </div>
  );
}

/** Asks once more who it is, by what the account has; what waits for it goes on by itself. */
export function ProofForm() {
  const texts = useSecurityTexts().proof;
  const { data, error, refetch } = useQueryOf(confirmWays, undefined, { staleTimeMs: 0 });
  return (
    <div className={classes.proof}>
      <h2>{texts.title}</h2>
      <p className={classes.why}>{texts.why}</p>
      {data === undefined && error === null && <LoadingRows label={texts.loading} rows={2} />}
      {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && data.passkeys > 0 && <PasskeyProof />}
      {data !== undefined && (data.code || data.passkeys === 0) && <TypedProof by={data.code ? 'code' : 'password'} />}
    </div>
  );
}
