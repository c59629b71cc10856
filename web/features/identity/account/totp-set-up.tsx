import { useMemo, useRef, useState, type FormEvent } from 'react';
import { encode } from 'uqr';
import { useWrite } from '../../../request/index.ts';
import { Button, showToast } from '../../../ui/index.ts';
import { CodeField } from './code-field.tsx';
import { Refused } from '../why/refused.tsx';
import { confirmTotp } from './security-endpoints.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** The code as one path: dark modules on white, whatever the colours of the page. */
function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: 4 });
    const squares = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { size: code.size, path: squares.join('') };
  }, [text]);
  return (
    <div className={classes.qr}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path d={path} fill="#000000" />
      </svg>
    </div>
  );
}

interface TotpSetUpProps {
  readonly secret: string;
  readonly address: string;
  readonly onDone: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** Scan or type the secret, then prove it by its first code. */
export function TotpSetUp({ secret, address, onDone, onCancel }: TotpSetUpProps) {
  const texts = useSecurityTexts().factor;
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const confirm = useWrite(confirmTotp, {
    renews: true,
    refreshes: ['/api/identity/sessions', '/api/identity/me/second-factor', '/api/identity/confirm'],
    onDone: ({ recoveryCodes, endedSessions }) => {
      showToast({ text: texts.activated(endedSessions) });
      onDone(recoveryCodes);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (confirm.isPending) return;
    setMissing(code.trim().length < 6);
    if (code.trim().length < 6) input.current?.focus();
    else confirm.mutate({ body: { code } }, { onError: () => input.current?.focus() });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p>{texts.scan}</p>
      <QrPicture text={address} label={texts.qr} />
      <p>{texts.orType}</p>
      <p className={classes.secret}>{secret}</p>
      <Refused problem={confirm.error} />
      <CodeField label={texts.code} value={code} onChange={setCode} error={missing ? texts.missing : undefined} inputRef={input} startHere />
      <div className={classes.buttons}>
        <Button type="submit" kind="primary" busy={confirm.isPending}>
          {texts.confirm}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}
