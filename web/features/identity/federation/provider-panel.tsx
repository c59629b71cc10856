import { useState } from 'react';
import type { FederationProvider } from '#identity/api';
import { useWrite } from '../../../request/index.ts';
import { Button, Notice, Problem, showToast, SidePanel, TextArea, TextInput } from '../../../ui/index.ts';
import { addProvider, changeProvider, setProviderState, testProvider } from './endpoints.ts';
import classes from './federation.module.css';
import { blankProvider, changedProviderBody, draftOfProvider, missingFields, newProviderBody, type ProviderDraft } from './provider-draft.ts';
import { useFederationTexts } from './use-federation-texts.ts';

const refreshes = ['/api/identity/providers', '/api/identity/federation'] as const;

function ProviderTools({ provider }: { readonly provider: FederationProvider }) {
  const texts = useFederationTexts().providers;
  const test = useWrite(testProvider);
  const state = useWrite(setProviderState, { refreshes, onDone: ({ provider: now }) => showToast({ text: texts.changed(now.enabled) }) });
  const problem = test.error ?? state.error;
  return (
    <div className={classes.stack}>
      <div className={classes.tools}>
        <Button busy={test.isPending} onClick={() => test.mutate({ params: { id: provider.id } })}>{texts.test}</Button>
        <Button kind={provider.enabled ? 'danger' : 'secondary'} busy={state.isPending} onClick={() => state.mutate({ params: { id: provider.id }, body: { enabled: !provider.enabled } })}>
          {provider.enabled ? texts.disable : texts.enable}
        </Button>
      </div>
      {provider.enabled && <p className={classes.hint}>{texts.disableWhy}</p>}
      {problem !== null && <Problem problem={problem} compact lost="nothing" />}
      {test.data !== undefined && test.error === null && (
        <output>
          <Notice tone="ok">
            <strong>{texts.tested}</strong> {texts.pkce(test.data.pkce)} {texts.namesItself(test.data.namesItself)}
          </Notice>
        </output>
      )}
      <p>
        {texts.redirect}: <code className={classes.address}>{provider.redirectUri}</code>
      </p>
    </div>
  );
}

interface ProviderPanelProps {
  /** Undefined: a new one. */
  readonly provider: FederationProvider | undefined;
  readonly onClose: () => void;
  readonly onAdded: (id: string) => void;
}

export function ProviderPanel({ provider, onClose, onAdded }: ProviderPanelProps) {
  const texts = useFederationTexts().providers;
  const [draft, setDraft] = useState<ProviderDraft>(provider === undefined ? blankProvider : draftOfProvider(provider));
  const [tried, setTried] = useState(false);
  const saved = (): void => showToast({ text: texts.saved });
  const add = useWrite(addProvider, {
    refreshes,
    onDone: ({ provider: made }) => {
      saved();
      onAdded(made.id);
    },
  });
  const change = useWrite(changeProvider, { refreshes, onDone: saved });
  const missing = missingFields(draft);
  const problem = add.error ?? change.error;
  const field = (name: 'name' | 'issuer' | 'clientId') => ({
    value: draft[name], onChange: (value: string) => setDraft({ ...draft, [name]: value }), required: true,
    error: tried && missing.has(name) ? texts.missing : problem?.fields.find(({ path }) => path === `body.${name}`)?.message,
  });
  const save = (): void => {
    setTried(true);
    if (missing.size > 0) return;
    if (provider === undefined) add.mutate({ body: newProviderBody(draft) });
    else change.mutate({ params: { id: provider.id }, body: changedProviderBody(draft) });
  };
  return (
    <SidePanel
      opened
      onClose={onClose}
      title={provider?.name ?? texts.newTitle}
      width={560}
      footer={
        <>
          <Button size="field" onClick={onClose}>{texts.cancel}</Button>
          <Button size="field" kind="primary" busy={add.isPending || change.isPending} onClick={save}>{texts.save}</Button>
        </>
      }
    >
      <div className={classes.stack}>
        {problem !== null && !problem.fields.some(({ path }) => /^body\.(name|issuer|clientId)$/.test(path)) && <Problem problem={problem} compact lost="nothing" />}
        <TextInput label={texts.name} hint={texts.nameHint} maxLength={80} startHere={provider === undefined} {...field('name')} />
        <TextInput label={texts.issuer} hint={texts.issuerHint} maxLength={500} tidy="trim" disabled={provider !== undefined} {...field('issuer')} />
        <TextInput label={texts.clientId} hint={texts.clientIdHint} maxLength={255} tidy="trim" {...field('clientId')} />
        <TextInput label={texts.secret} hint={provider === undefined ? texts.secretHint : texts.secretKeep} value={draft.secret} onChange={(secret) => setDraft({ ...draft, secret })} maxLength={500} autoComplete="off" />
        <TextArea label={texts.domains} hint={texts.domainsHint} value={draft.domains} onChange={(domains) => setDraft({ ...draft, domains })} rows={3} />
        {provider !== undefined && <ProviderTools provider={provider} />}
      </div>
    </SidePanel>
  );
}
