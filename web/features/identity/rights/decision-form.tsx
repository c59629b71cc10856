import { useState } from 'react';
import type { ProblemError } from '../../../request/index.ts';
import { Button, Notice, Problem, TextArea } from '../../../ui/index.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

type Fault = keyof ReturnType<typeof useRightsTexts>['approvals']['faults'];

interface DecisionFormProps {
  readonly mayDecide: boolean;
  readonly fault: Fault | null;
  readonly busy: boolean;
  readonly problem: ProblemError | null;
  readonly onDecide: (body: { approve: boolean; note: string }) => void;
}

/** Yes or no with a note; or why it is not the reader's to say. */
export function DecisionForm({ mayDecide, fault, busy, problem, onDecide }: DecisionFormProps) {
  const texts = useRightsTexts().approvals;
  const [note, setNote] = useState('');
  // What is outdated can still be refused, and so leave the list.
  const mayRefuse = mayDecide || fault === 'request_stale';
  return (
    <div className={classes.form}>
      {fault !== null && <Notice tone="attention">{texts.faults[fault]}</Notice>}
      {mayRefuse && <TextArea label={texts.note} hint={texts.noteHint} value={note} onChange={setNote} rows={2} maxLength={500} />}
      {problem !== null && <Problem problem={problem} compact />}
      {mayRefuse && (
        <div className={classes.actions}>
          <Button kind="danger" busy={busy} disabled={note.trim() === ''} onClick={() => onDecide({ approve: false, note: note.trim() })}>
            {texts.refuse}
          </Button>
          {mayDecide && (
            <Button kind="primary" busy={busy} onClick={() => onDecide({ approve: true, note: note.trim() })}>
              {texts.approve}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
