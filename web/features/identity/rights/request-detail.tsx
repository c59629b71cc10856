import type { ChangeRequest } from '#identity/api';
import { useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, FigureList, InstantText, Notice, Problem, showToast, ToneBadge, useLanguage } from '../../../ui/index.ts';
import { DecisionForm } from './decision-form.tsx';
import { decideChange, listProfiles, withdrawChange } from './endpoints.ts';
import { useRequestWords } from './request-words.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

/** What a change of a profile adds and takes away, in words. */
function ProfileDiff({ add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] }) {
  const texts = useRightsTexts().approvals;
  const language = useLanguage();
  const profiles = useQueryOf(listProfiles, undefined, { staleTimeMs: 60_000 });
  const nameOf = (key: string): string => profiles.data?.privileges.find((privilege) => privilege.key === key)?.[language] ?? key;
  return (
    <ul className={classes.list}>
      {[...add.map((key) => ({ key, tone: 'ok' as const, label: texts.adds })), ...remove.map((key) => ({ key, tone: 'danger' as const, label: texts.removes }))].map(({ key, tone, label }) => (
        <li key={key} className={classes.change}>
          <span className={classes.name}>{nameOf(key)}</span>
          <ToneBadge tone={tone} label={label} />
        </li>
      ))}
    </ul>
  );
}

/** One request: what, why, who, and the decision. */
export function RequestDetail({ request, onDone }: { readonly request: ChangeRequest; readonly onDone: () => void }) {
  const texts = useRightsTexts().approvals;
  const words = useRequestWords();
  const refreshes = ['/api/identity/change-requests', '/api/identity/profiles', '/api/identity/people'];
  const decide = useWrite(decideChange, {
    refreshes,
    onDone: ({ state }) => {
      showToast({ text: state === 'refused' ? texts.refused : texts.approved });
      onDone();
    },
  });
  const withdraw = useWrite(withdrawChange, {
    refreshes,
    onDone: () => {
      showToast({ text: texts.withdrawn });
      onDone();
    },
  });
  const isOpen = request.state === 'open';
  return (
    <>
      {request.alone && <Notice tone="attention">{texts.aloneWhy}</Notice>}
      <FigureList
        items={[
          { key: 'what', label: texts.what, value: words(request), strong: true },
          { key: 'reason', label: texts.reason, value: request.reason },
          { key: 'who', label: texts.who, value: <>{request.requestedBy} · <InstantText instant={request.requestedAt} /></> },
          ...(isOpen ? [{ key: 'until', label: texts.until, value: <InstantText instant={request.decideBefore} /> }] : []),
          ...(request.decidedAt === null ? [] : [{ key: 'by', label: texts.decidedBy, value: <>{request.decidedBy} · <InstantText instant={request.decidedAt} /></> }]),
          ...(request.decisionNote === null || request.decisionNote === '' ? [] : [{ key: 'note', label: texts.note, value: request.decisionNote }]),
        ]}
      />
      {request.change.kind === 'changeProfile' && <ProfileDiff add={request.change.add} remove={request.change.remove} />}
      {isOpen && (
        <DecisionForm mayDecide={request.mayDecide} fault={request.decisionFault} busy={decide.isPending} problem={decide.error} onDecide={(body) => decide.mutate({ params: { id: request.id }, body })} />
      )}
      {withdraw.error !== null && <Problem problem={withdraw.error} compact />}
      {request.mayWithdraw && (
        <div className={classes.actions}>
          <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ params: { id: request.id } })}>
            {texts.withdraw}
          </Button>
        </div>
      )}
    </>
  );
}
