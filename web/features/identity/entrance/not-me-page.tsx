import { useState } from 'react';
import { useWrite } from '../../../request/index.ts';
import { Button, LinkButton, Notice } from '../../../ui/index.ts';
import { EntranceFrame } from './entrance-frame.tsx';
import { Refused } from '../why/refused.tsx';
import { stopRecovery } from '../account/security-endpoints.ts';
import classes from '../account/security.module.css';
import { tokenInAddress } from './token-in-address.ts';
import { useSecurityTexts } from '../account/use-security-texts.ts';

/** “It was not me”: a press stops it, not the opening of the link, which mail scanners do as well. */
export function NotMePage() {
  const { notMe: texts, recover } = useSecurityTexts();
  const [token] = useState(tokenInAddress);
  const stop = useWrite(stopRecovery);
  return (
    <EntranceFrame title={texts.title}>
      {token === undefined && <Notice tone="danger">{texts.incomplete}</Notice>}
      {token !== undefined && stop.data === undefined && (
        <div className={classes.form}>
          <p>{texts.why}</p>
          <Refused problem={stop.error} />
          <Button kind="primary" size="touch" wide busy={stop.isPending} onClick={() => stop.mutate({ body: { token } })}>
            {texts.stop}
          </Button>
        </div>
      )}
      {stop.data !== undefined && <Notice tone="ok">{texts.stopped}</Notice>}
      <LinkButton kind="quiet" href={stop.data === undefined ? '/sign-in' : '/recover'}>
        {stop.data === undefined ? recover.back : recover.title}
      </LinkButton>
    </EntranceFrame>
  );
}
