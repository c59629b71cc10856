import type { ReactNode } from 'react';
import type { ChangeRequest } from '#identity/api';
import { useWrite } from '../../../request/index.ts';
import { Button, InstantText, Problem, showToast } from '../../../ui/index.ts';
import { withdrawChange } from './endpoints.ts';
import { useRequestWords } from './request-words.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

/** One's own proposals that wait for a second person, each to be taken back; `action` is what an approved one waits for. */
export function OwnProposals({ requests, action }: { readonly requests: readonly ChangeRequest[]; readonly action?: ((request: ChangeRequest) => ReactNode) | undefined }) {
  const texts = useRightsTexts();
  const words = useRequestWords();
  const withdraw = useWrite(withdrawChange, { refreshes: ['/api/identity/change-requests'], onDone: () => showToast({ text: texts.approvals.withdrawn }) });
  if (requests.length === 0) return null;
  return (
    <section aria-label={texts.propose.own}>
      <h3 className={classes.heading}>{texts.propose.own}</h3>
      {withdraw.error !== null && <Problem problem={withdraw.error} compact />}
      <ul className={classes.list}>
        {requests.map((request) => (
          <li key={request.id} className={classes.proposal}>
            <span className={classes.name}>{words(request)}</span>
            {request.state === 'open' && <span className={classes.from}>{texts.approvals.until} <InstantText instant={request.decideBefore} /></span>}
            {request.state === 'approved' && action?.(request)}
            {request.mayWithdraw && (
              <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id: request.id } })}>{texts.approvals.withdraw}</Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
