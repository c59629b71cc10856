import type { listRecoveriesRoute } from '#identity/api';
import { useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { Button, InstantText, Panel, Problem, showToast } from '../../../ui/index.ts';
import { confirmRecovery, recoveries, refuseRecovery } from './security-endpoints.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

type Recovery = ResponseOf<typeof listRecoveriesRoute>['items'][number];
const refreshes = ['/api/identity/recoveries'];

function RecoveryLine({ recovery }: { readonly recovery: Recovery }) {
  const texts = useSecurityTexts().protect;
  const params = { id: recovery.id };
  const confirm = useWrite(confirmRecovery, { refreshes, onDone: () => showToast({ text: texts.confirmed }) });
  const refuse = useWrite(refuseRecovery, { refreshes, onDone: () => showToast({ text: texts.refused }) });
  const problem = confirm.error ?? refuse.error;
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <strong>{recovery.displayName}</strong>
        <span className={classes.small}>
          {recovery.loginName} · {recovery.nodeName} · {texts.asked} <InstantText instant={recovery.askedAt} />
          {recovery.dueAt !== null && (
            <>
              {' '}
              · {texts.due} <InstantText instant={recovery.dueAt} />
            </>
          )}
          {recovery.own && ` · ${texts.own}`}
        </span>
      </div>
      <div className={classes.buttons}>
        {recovery.dueAt === null && !recovery.own && (
          <Button kind="primary" busy={confirm.isPending} aria-label={texts.confirmOf(recovery.displayName)} onClick={() => confirm.mutate({ params, body: {} })}>
            {texts.confirm}
          </Button>
        )}
        <Button kind="danger" busy={refuse.isPending} aria-label={texts.refuseOf(recovery.displayName)} onClick={() => refuse.mutate({ params })}>
          {texts.refuse}
        </Button>
      </div>
      {problem !== null && <Problem problem={problem} compact />}
    </li>
  );
}

/** People within scope who say that their second factor is lost; nothing at all while nobody does. */
export function RecoveriesPanel() {
  const texts = useSecurityTexts().protect;
  const { data, error, refetch } = useQueryOf(recoveries, undefined, { staleTimeMs: 0 });
  if (data === undefined) return error === null ? null : <Problem problem={error} compact onRetry={() => void refetch()} />;
  if (data.items.length === 0) return null;
  return (
    <Panel title={texts.recoveries}>
      <p className={classes.why}>{texts.recoveriesWhy}</p>
      <ul>{data.items.map((recovery) => <RecoveryLine key={recovery.id} recovery={recovery} />)}</ul>
    </Panel>
  );
}
