import { useWrite } from '../../../request/index.ts';
import { Button, Problem, showToast } from '../../../ui/index.ts';
import { endSessionsOf, setAccountStatus } from './security-endpoints.ts';
import classes from './security.module.css';
import { useSecurityTexts } from './use-security-texts.ts';

interface AccountProtectionProps {
  readonly accountId: string;
  readonly displayName: string;
  readonly status: 'active' | 'blocked';
}

/** Ends somebody's sessions, blocks or frees the account; the server asks once more who does it. */
export function AccountProtection({ accountId, displayName, status }: AccountProtectionProps) {
  const texts = useSecurityTexts().protect;
  const params = { id: accountId };
  const end = useWrite(endSessionsOf, { onDone: ({ ended }) => showToast({ text: texts.ended(ended) }) });
  const set = useWrite(setAccountStatus, { refreshes: ['/api/identity/people'], onDone: (now) => showToast({ text: now.status === 'blocked' ? texts.blocked : texts.freed }) });
  const present = set.data?.status ?? status;
  const problem = end.error ?? set.error;
  return (
    <section className={classes.part} aria-label={texts.actions(displayName)}>
      <h3>{texts.actions(displayName)}</h3>
      {problem !== null && <Problem problem={problem} compact />}
      <div className={classes.buttons}>
        <Button busy={end.isPending} onClick={() => end.mutate({ params, body: {} })}>
          {texts.endSessions}
        </Button>
        <Button kind="danger" busy={set.isPending} onClick={() => set.mutate({ params, body: { status: present === 'blocked' ? 'active' : 'blocked' } })}>
          {present === 'blocked' ? texts.free : texts.block}
        </Button>
      </div>
    </section>
  );
}
