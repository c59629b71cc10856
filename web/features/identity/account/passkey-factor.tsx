import { useState } from 'react';
import { call, ProblemError, refreshPaths, useQueryOf } from '../../../request/index.ts';
import { Button, Notice, Panel, Problem } from '../../../ui/index.ts';
import { confirmByPasskey } from '../joining/confirm-by-passkey.ts';
import { addPasskey, passkeyMaking, passkeys } from '../joining/endpoints.ts';
import { makePasskey, passkeysWork } from '../joining/passkey-ceremony.ts';
import { deviceName } from '../joining/passkeys-card.tsx';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

/** Whether a passkey can be used at this address; undefined until it is known. */
export function usePasskeyFactor(): { readonly held: number } | false | undefined {
  const { data, error } = useQueryOf(passkeys, undefined, { staleTimeMs: 0 });
  if (data === undefined) return error === null ? undefined : false;
  return data.possible && passkeysWork() ? { held: data.items.length } : false;
}

/** A passkey as the factor that the company asks for: made where there is none, then used once, which opens the rest. */
export function PasskeyFactor({ held, onSetUp }: { readonly held: number; readonly onSetUp: () => void }) {
  const texts = useSecurityTexts().setUp;
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ProblemError | 'givenUp'>();
  const use = async (): Promise<void> => {
    if (await confirmByPasskey()) onSetUp();
    else setFault('givenUp');
  };
  const make = async (): Promise<void> => {
    const passkey = await makePasskey(await call(passkeyMaking));
    if (passkey === undefined) return setFault('givenUp');
    await call(addPasskey, { body: { name: deviceName(texts.passkey), passkey } });
    await refreshPaths(['/api/identity/passkeys', '/api/identity/confirm']);
    await use();
  };
  const begin = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      await (held > 0 ? use() : make());
    } catch (failure) {
      setFault(failure instanceof ProblemError ? failure : 'givenUp');
    }
    setBusy(false);
  };
  return (
    <Panel title={texts.passkey}>
      <div className={classes.part}>
        <p className={classes.why}>{held > 0 ? texts.usePasskeyWhy : texts.makePasskeyWhy}</p>
        {fault instanceof ProblemError && <Problem problem={fault} compact />}
        {fault === 'givenUp' && <Notice tone="attention">{texts.givenUp}</Notice>}
        <div className={classes.buttons}>
          <Button kind="primary" busy={busy} onClick={() => void begin()}>{held > 0 ? texts.usePasskey : texts.makePasskey}</Button>
        </div>
      </div>
    </Panel>
  );
}
