import { useId } from 'react';
import { Button, Notice, showToast } from '../../ui/index.ts';
import classes from './gateway.module.css';
import { useGatewayTexts } from './use-gateway-texts.ts';

function Copyable({ label, value }: { readonly label: string; readonly value: string }) {
  const texts = useGatewayTexts().secret;
  const id = useId();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      showToast({ text: texts.copied });
    } catch {
      showToast({ text: texts.notCopied });
    }
  };
  return (
    <div className={classes.copyable}>
      <span id={id} className={classes.copyLabel}>{label}</span>
      <code aria-labelledby={id} className={classes.copyValue}>{value}</code>
      <Button aria-label={texts.copy(label)} onClick={() => void copy()}>{texts.copyShort}</Button>
    </div>
  );
}

interface SecretValuesProps {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for an application that keeps none. */
  readonly secret: string | null;
}

/** What is written into the application; the secret for this once. */
export function SecretValues({ issuer, clientId, secret }: SecretValuesProps) {
  const texts = useGatewayTexts().secret;
  return (
    <div className={classes.stack}>
      <Notice tone={secret === null ? 'info' : 'attention'}>{secret === null ? texts.noSecret : texts.once}</Notice>
      <Copyable label={texts.issuer} value={issuer} />
      <Copyable label={texts.clientId} value={clientId} />
      {secret !== null && <Copyable label={texts.secret} value={secret} />}
    </div>
  );
}
