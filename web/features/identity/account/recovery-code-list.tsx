import { useState } from 'react';
import { Button, showToast } from '../../../ui/index.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** Ten codes, seen once: copied, printed, and then gone from the page. */
export function RecoveryCodeList({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const texts = useSecurityTexts().factor;
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
    showToast({ text: texts.copied });
  };
  return (
    <div className={classes.part}>
      <h3>{texts.codesTitle}</h3>
      <p className={classes.why}>{texts.codesWhy}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${classes.buttons} ${classes.noPrint}`}>
        <Button onClick={() => void copy()}>{copied ? texts.copied : texts.copy}</Button>
        <Button onClick={() => window.print()}>{texts.print}</Button>
        <Button kind="primary" onClick={onKept}>
          {texts.kept}
        </Button>
      </div>
    </div>
  );
}
