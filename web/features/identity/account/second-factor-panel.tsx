import { lazy, Suspense, useState } from 'react';
import { useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, LoadingRows, Panel, Problem, showToast, useFormat } from '../../../ui/index.ts';
import { RecoveryCodeList } from './recovery-code-list.tsx';
import { beginTotp, ownSecondFactor, removeTotp, renewRecoveryCodes } from './security-endpoints.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

const TotpSetUp = lazy(async () => ({ default: (await import('./totp-set-up.tsx')).TotpSetUp }));

const changed = ['/api/identity/me/second-factor', '/api/identity/confirm'];

interface SecondFactorPanelProps {
  /** Hears when one is on and its codes are kept. */
  readonly onSetUp?: () => void;
  /** Something better stands above it on the page. */
  readonly isSecondChoice?: boolean;
}

/** One's own second factor: on, off, another phone, new recovery codes. */
export function SecondFactorPanel({ onSetUp = () => undefined, isSecondChoice = false }: SecondFactorPanelProps) {
  const texts = useSecurityTexts().factor;
  const format = useFormat();
  const { data, error, refetch } = useQueryOf(ownSecondFactor, undefined, { staleTimeMs: 0 });
  const [codes, setCodes] = useState<readonly string[]>();
  const begin = useWrite(beginTotp);
  const remove = useWrite(removeTotp, { refreshes: changed, onDone: () => showToast({ text: texts.removed }) });
  const renew = useWrite(renewRecoveryCodes, { refreshes: changed, onDone: ({ recoveryCodes }) => setCodes(recoveryCodes) });
  const problem = begin.error ?? remove.error ?? renew.error;
  const isOn = data !== undefined && data.codeSince !== null;
  const idle = codes === undefined && begin.data === undefined && data !== undefined;
  return (
    <Panel title={texts.title}>
      <div className={classes.part}>
        {data === undefined && error === null && <LoadingRows label={texts.loading} rows={2} />}
        {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
        {data !== undefined && (
          <p className={classes.why}>
            {data.codeSince === null ? texts.off : `${texts.on(format.instant(data.codeSince))} ${texts.codesLeft(data.recoveryCodes)}`} {data.demanded && !isSecondChoice && texts.demanded}
          </p>
        )}
        {problem !== null && <Problem problem={problem} compact />}
        {begin.data !== undefined && codes === undefined && (
          <Suspense fallback={<LoadingRows label={texts.loading} rows={4} />}>
            <TotpSetUp {...begin.data} onCancel={begin.reset} onDone={setCodes} />
          </Suspense>
        )}
        {codes !== undefined && (
          <RecoveryCodeList
            codes={codes}
            onKept={() => {
              setCodes(undefined);
              begin.reset();
              onSetUp();
            }}
          />
        )}
        {idle && (
          <div className={classes.buttons}>
            <Button kind={isOn || isSecondChoice ? 'secondary' : 'primary'} busy={begin.isPending} onClick={() => begin.mutate({})}>
              {isOn ? texts.replace : texts.start}
            </Button>
            {isOn && (
              <Button busy={renew.isPending} onClick={() => renew.mutate({})}>
                {texts.renew}
              </Button>
            )}
            {isOn && !data.demanded && (
              <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate({})}>
                {texts.remove}
              </Button>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
}
