/** What can be done with an application beyond changing its words: a new secret, suspending, removing. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegisteredApp } from '#gateway/api';
import { useWrite } from '../../request/index.ts';
import { ActionMenu, Button, ConfirmConsequence, Problem, SegmentedButtons, showToast, SidePanel, useFormat, type ActionMenuItem } from '../../ui/index.ts';
import { gatewayAnswers, removeApp, rotateSecret, setAppState } from './endpoints.ts';
import classes from './gateway.module.css';
import { SecretValues } from './secret-values.tsx';
import { useGatewayTexts } from './use-gateway-texts.ts';

const keeps = [0, 4, 24, 72] as const;

interface OperationProps {
  readonly app: RegisteredApp;
  readonly onClose: () => void;
}

function RotateSecret({ app, issuer, onClose }: OperationProps & { readonly issuer: string }) {
  const all = useGatewayTexts();
  const texts = all.rotate;
  const format = useFormat();
  const [keep, setKeep] = useState<(typeof keeps)[number]>(24);
  const rotate = useWrite(rotateSecret, { refreshes: gatewayAnswers });
  return (
    <SidePanel opened onClose={onClose} title={rotate.data === undefined ? texts.title : all.secret.rotatedTitle} width={560}>
      {rotate.data === undefined ? (
        <div className={classes.stack}>
          <p>{texts.why}</p>
          <div>
            <SegmentedButtons label={texts.keep} options={keeps.map((value) => ({ value, label: texts.keepHours[value] }))} value={keep} onChange={setKeep} />
            <p className={classes.hint}>{texts.keepHint}</p>
          </div>
          {rotate.error !== null && <Problem problem={rotate.error} compact lost="nothing" />}
          <div className={classes.tools}>
            <Button size="field" onClick={onClose}>{all.cancel}</Button>
            <Button size="field" kind="primary" busy={rotate.isPending} onClick={() => rotate.mutate({ params: { id: app.id }, body: { keepOldHours: keep } })}>{texts.act}</Button>
          </div>
        </div>
      ) : (
        <div className={classes.stack}>
          <SecretValues issuer={issuer} clientId={app.clientId} secret={rotate.data.secret} />
          {rotate.data.previousSecretUntil !== null && <p className={classes.hint}>{all.secret.oldUntil(format.instant(rotate.data.previousSecretUntil))}</p>}
          <div>
            <Button kind="primary" size="field" onClick={onClose}>{all.secret.done}</Button>
          </div>
        </div>
      )}
    </SidePanel>
  );
}

function Suspend({ app, signIns, onClose }: OperationProps & { readonly signIns: number }) {
  const texts = useGatewayTexts().state;
  const suspend = useWrite(setAppState, {
    refreshes: gatewayAnswers,
    onDone: () => {
      showToast({ text: texts.suspended });
      onClose();
    },
  });
  return (
    <ConfirmConsequence
      opened
      onClose={onClose}
      title={texts.suspendTitle(app.name)}
      consequence={<>{texts.suspendWhy(signIns)}{suspend.error !== null && <Problem problem={suspend.error} compact />}</>}
      confirmLabel={texts.suspendDo}
      danger
      busy={suspend.isPending}
      onConfirm={() => suspend.mutate({ params: { id: app.id }, body: { status: 'suspended' } })}
    />
  );
}

function Remove({ app, onClose }: OperationProps) {
  const texts = useGatewayTexts().remove;
  const navigate = useNavigate();
  const remove = useWrite(removeApp, {
    onDone: () => {
      showToast({ text: texts.done });
      void navigate({ to: '/apps' });
    },
    refreshes: ['/api/gateway/registry', '/api/gateway/apps'],
  });
  return (
    <ConfirmConsequence
      opened
      onClose={onClose}
      title={texts.title(app.name)}
      consequence={<>{texts.why(app.clientId)}{remove.error !== null && <Problem problem={remove.error} compact />}</>}
      confirmLabel={texts.act}
      danger
      typeToConfirm={app.name}
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ params: { id: app.id } })}
    />
  );
}

interface AppOperationsProps {
  readonly app: RegisteredApp;
  readonly signIns: number;
  readonly issuer: string;
}

export function AppOperations({ app, signIns, issuer }: AppOperationsProps) {
  const texts = useGatewayTexts();
  const [asking, setAsking] = useState<'rotate' | 'suspend' | 'remove'>();
  const close = (): void => setAsking(undefined);
  const resume = useWrite(setAppState, { refreshes: gatewayAnswers, onDone: () => showToast({ text: texts.state.resumed }) });
  const items: ActionMenuItem[] = [
    ...(app.kind === 'oidcConfidential' ? [{ key: 'rotate', label: texts.rotate.open, icon: 'lock' as const, onRun: () => setAsking('rotate') }] : []),
    ...(app.status === 'active' ? [{ key: 'suspend', label: texts.state.suspend, onRun: () => setAsking('suspend') }] : []),
    { key: 'remove', label: texts.remove.open, danger: true, group: '', onRun: () => setAsking('remove') },
  ];
  return (
    <>
      {app.status === 'suspended' && <Button kind="primary" busy={resume.isPending} onClick={() => resume.mutate({ params: { id: app.id }, body: { status: 'active' } })}>{texts.state.resume}</Button>}
      <ActionMenu trigger={<Button icon="chevronDown">{texts.app.more}</Button>} items={items} />
      {asking === 'rotate' && <RotateSecret app={app} issuer={issuer} onClose={close} />}
      {asking === 'suspend' && <Suspend app={app} signIns={signIns} onClose={close} />}
      {asking === 'remove' && <Remove app={app} onClose={close} />}
    </>
  );
}
