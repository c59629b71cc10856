/** `/apps/new`: registers an application, then shows its secret for the only time. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { registerAppRoute } from '#gateway/api';
import type { ResponseOf } from '../../request/index.ts';
import { useQueryOf, useWrite } from '../../request/index.ts';
import { OpenForm } from '../../shells/open-form.tsx';
import { ActionBar, Button, Page, Panel, Problem } from '../../ui/index.ts';
import { blankApp, bodyOf } from './app-draft.ts';
import { AppForm } from './app-form.tsx';
import { gatewayAnswers, listRegistry, registerApp } from './endpoints.ts';
import classes from './gateway.module.css';
import { SecretValues } from './secret-values.tsx';
import { useAppForm } from './use-app-form.ts';
import { useGatewayTexts } from './use-gateway-texts.ts';

function Registered({ app, secret }: ResponseOf<typeof registerAppRoute>) {
  const texts = useGatewayTexts().secret;
  const navigate = useNavigate();
  const registry = useQueryOf(listRegistry);
  return (
    <Page title={texts.title} subtitle={app.name}>
      <div className={classes.narrow}>
        <Panel title={app.name}>
          <div className={classes.stack}>
            <SecretValues issuer={registry.data?.issuer ?? window.location.origin} clientId={app.clientId} secret={secret} />
            <div>
              <Button kind="primary" size="field" onClick={() => void navigate({ to: `/apps/${app.id}` })}>{secret === null ? texts.goOn : texts.done}</Button>
            </div>
          </div>
        </Panel>
      </div>
    </Page>
  );
}

export function NewAppPage() {
  const all = useGatewayTexts();
  const texts = all.form;
  const navigate = useNavigate();
  const [made, setMade] = useState<ResponseOf<typeof registerAppRoute>>();
  const register = useWrite(registerApp, { refreshes: gatewayAnswers, onDone: setMade });
  const form = useAppForm(() => blankApp, register.error, false);
  if (made !== undefined) return <Registered {...made} />;
  const operations = [
    { key: 'cancel', label: all.cancel, onRun: () => void navigate({ to: '/apps' }) },
    { key: 'register', label: texts.doRegister, kind: 'primary' as const, busy: register.isPending, onRun: () => form.submit((draft) => register.mutate({ body: bodyOf(draft) })) },
  ];
  return (
    <Page title={texts.newTitle} bar={<ActionBar hints={<output>{form.wrong}</output>} operations={operations} />}>
      <OpenForm changed={form.draft !== blankApp} />
      {register.error !== null && <Problem problem={register.error} lost="nothing" compact />}
      <AppForm draft={form.draft} change={form.change} errors={form.errors} showSettingFaults={form.tried} registered={false} readOnly={false} />
    </Page>
  );
}
