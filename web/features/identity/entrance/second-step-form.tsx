import { useRef, useState, type FormEvent } from 'react';
import type { HalfSignIn } from '#identity/api';
import { completeSignIn, ProblemError, useWrite } from '../../../request/index.ts';
import { Button, Notice, useFormat, type Language } from '../../../ui/index.ts';
import { CodeField } from '../account/code-field.tsx';
import { Refused } from '../why/refused.tsx';
import { reportLostFactor } from '../account/security-endpoints.ts';
import classes from '../account/security.module.css';
import { useSecurityTexts } from '../account/use-security-texts.ts';

/** Says that everything is lost; a manager and a day stand between this and an account without a factor. */
export function LostFactor({ proof }: { readonly proof: { readonly half: string } | { readonly token: string } }) {
  const texts = useSecurityTexts().second;
  const format = useFormat();
  const report = useWrite(reportLostFactor);
  if (report.data !== undefined) return <Notice tone="info">{report.data.dueAt === null ? texts.lostAsked : texts.lostDue(format.instant(report.data.dueAt))}</Notice>;
  return (
    <div className={classes.part}>
      <p className={classes.why}>{texts.lostWhy}</p>
      <Refused problem={report.error} />
      <div className={classes.buttons}>
        <Button busy={report.isPending} onClick={() => report.mutate({ body: proof })}>
          {texts.lostAsk}
        </Button>
      </div>
    </div>
  );
}

interface SecondStepFormProps {
  readonly half: HalfSignIn;
  readonly chosen: Language | undefined;
  readonly onBack: () => void;
}

/** The password was right: the code of the app, or one of those kept for a lost phone. */
export function SecondStepForm({ half, chosen, onBack }: SecondStepFormProps) {
  const texts = useSecurityTexts().second;
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [lost, setLost] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const enter = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await completeSignIn(half.half, code.trim(), chosen);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setProblem(error);
      if (!error.retryable) setCode('');
      setBusy(false);
      input.current?.focus();
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (busy) return;
    setMissing(code.trim().length < 6);
    if (code.trim().length < 6) input.current?.focus();
    else void enter();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className={classes.why}>{texts.why}</p>
      <Refused problem={problem} />
      <CodeField label={texts.code} value={code} onChange={setCode} error={missing ? texts.missing : undefined} inputRef={input} startHere />
      <Button type="submit" kind="primary" size="touch" wide busy={busy}>
        {texts.enter}
      </Button>
      <div className={classes.buttons}>
        <Button kind="quiet" onClick={onBack}>
          {texts.back}
        </Button>
        <Button kind="quiet" aria-expanded={lost} onClick={() => setLost(!lost)}>
          {texts.lost}
        </Button>
      </div>
      {lost && <LostFactor proof={{ half: half.half }} />}
    </form>
  );
}
