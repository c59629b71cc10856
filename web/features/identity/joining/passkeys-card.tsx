import { useState, type FormEvent } from 'react';
import type { z } from 'zod';
import type { ownPasskey } from '#identity/api';
import { call, ProblemError, refreshPaths, useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, ConfirmConsequence, EmptyState, InstantText, LoadingRows, Notice, Panel, Problem, showToast, TextInput, ToneBadge } from '../../../ui/index.ts';
import { deviceOf } from '../account/user-agent.ts';
import { addPasskey, passkeyMaking, passkeys, removePasskey, renamePasskey } from './endpoints.ts';
import classes from './joining.module.css';
import { makePasskey, passkeysWork } from './passkey-ceremony.ts';
import { useJoiningTexts } from './use-joining-texts.ts';

type Passkey = z.infer<typeof ownPasskey>;
const refreshes = ['/api/identity/passkeys', '/api/identity/confirm'];

/** A first name for a passkey, from the browser that makes it. */
export function deviceName(otherwise: string): string {
  const { browser, system } = deviceOf(navigator.userAgent);
  return [system, browser].filter((part) => part !== undefined).join(' · ') || otherwise;
}

function PasskeyLine({ passkey }: { readonly passkey: Passkey }) {
  const texts = useJoiningTexts().passkeys;
  const [name, setName] = useState<string>();
  const [asked, setAsked] = useState(false);
  const rename = useWrite(renamePasskey, { refreshes, onDone: () => setName(undefined) });
  const remove = useWrite(removePasskey, { refreshes, onDone: () => showToast({ text: texts.removed }) });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (name !== undefined && name.trim() !== '' && !rename.isPending) rename.mutate({ params: { id: passkey.id }, body: { name: name.trim() } });
  };
  return (
    <li className={classes.passkey}>
      {name === undefined ? (
        <div>
          <strong>{passkey.name}</strong> {passkey.backedUp && <ToneBadge tone="info" label={texts.synced} />}
          <div className={classes.facts}>
            <span>
              {texts.made} <InstantText instant={passkey.createdAt} />
            </span>
            <span>
              {texts.used} {passkey.lastUsedAt === null ? texts.never : <InstantText instant={passkey.lastUsedAt} />}
            </span>
          </div>
        </div>
      ) : (
        <form className={classes.stack} onSubmit={save}>
          <TextInput label={texts.name} value={name} onChange={setName} maxLength={60} startHere />
          <div className={classes.buttons}>
            <Button type="submit" kind="primary" busy={rename.isPending}>{texts.save}</Button>
            <Button onClick={() => setName(undefined)}>{texts.cancel}</Button>
          </div>
        </form>
      )}
      {name === undefined && (
        <div className={classes.buttons}>
          <Button aria-label={texts.renameThis(passkey.name)} onClick={() => setName(passkey.name)}>{texts.rename}</Button>
          <Button kind="danger" aria-label={texts.removeThis(passkey.name)} busy={remove.isPending} onClick={() => setAsked(true)}>{texts.remove}</Button>
        </div>
      )}
      {remove.error !== null && <Problem problem={remove.error} compact />}
      {rename.error !== null && <Problem problem={rename.error} compact />}
      <ConfirmConsequence
        opened={asked} onClose={() => setAsked(false)} title={texts.removeTitle(passkey.name)} consequence={texts.removeWhy} confirmLabel={texts.remove} danger
        onConfirm={() => {
          setAsked(false);
          remove.mutate({ params: { id: passkey.id } });
        }}
      />
    </li>
  );
}

/** One's own passkeys on the page of the account. */
export function PasskeysCard() {
  const texts = useJoiningTexts().passkeys;
  const { data, error, refetch } = useQueryOf(passkeys, undefined, { staleTimeMs: 0 });
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ProblemError | string>();
  const possible = data?.possible === true && passkeysWork();
  const add = async (): Promise<void> => {
    setBusy(true);
    setFault(undefined);
    try {
      const passkey = await makePasskey(await call(passkeyMaking));
      if (passkey === undefined) setFault(texts.givenUp);
      else {
        await call(addPasskey, { body: { name: deviceName(texts.title), passkey } });
        showToast({ text: texts.added });
        await refreshPaths(refreshes);
      }
    } catch (failure) {
      setFault(failure instanceof ProblemError ? failure : texts.givenUp);
    }
    setBusy(false);
  };
  return (
    <Panel title={texts.title} actions={possible ? <Button busy={busy} onClick={() => void add()}>{texts.add}</Button> : undefined}>
      <div className={classes.stack}>
        <p className={classes.why}>{texts.why}</p>
        {data === undefined && error === null && <LoadingRows label={texts.loading} rows={1} />}
        {data === undefined && error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
        {data !== undefined && !possible && <Notice tone="info">{texts.notHere}</Notice>}
        {fault instanceof ProblemError && <Problem problem={fault} compact />}
        {typeof fault === 'string' && <Notice tone="attention">{fault}</Notice>}
        {data !== undefined && data.items.length === 0 && possible && <EmptyState title={texts.none} />}
        {data !== undefined && data.items.length > 0 && <ul className={classes.list}>{data.items.map((passkey) => <PasskeyLine key={passkey.id} passkey={passkey} />)}</ul>}
      </div>
    </Panel>
  );
}
