import { useState } from 'react';
import type { RightsChange } from '#identity/api';
import { useMay, useWrite } from '../../../request/index.ts';
import { Button, Notice, Problem, showToast, TextArea } from '../../../ui/index.ts';
import { proposeChange } from './endpoints.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

interface ProposeFormProps {
  /** Undefined while something is still to be chosen. */
  readonly change: RightsChange | undefined;
  readonly label: string;
  readonly danger?: boolean | undefined;
  readonly onDone: () => void;
}

/** Asks for a change that a second person makes: says so beforehand, and to whom to turn when it is not the reader's to ask. */
export function ProposeForm({ change, label, danger = false, onDone }: ProposeFormProps) {
  const all = useRightsTexts();
  const texts = all.propose;
  const mayPropose = useMay()('identity.rights.propose');
  const [reason, setReason] = useState('');
  const propose = useWrite(proposeChange, {
    refreshes: ['/api/identity/change-requests', '/api/identity/people', '/api/identity/organisation'],
    onDone: ({ state }) => {
      showToast({ text: state === 'approved' ? all.approvals.approved : all.profiles.proposed });
      onDone();
    },
  });
  if (!mayPropose) return <Notice tone="info">{texts.notYours}</Notice>;
  const ready = change !== undefined && reason.trim().length >= 3;
  return (
    <div className={classes.form}>
      <Notice tone="info">{texts.secondPerson}</Notice>
      <TextArea label={texts.reason} value={reason} onChange={setReason} rows={2} maxLength={500} required />
      {propose.error !== null && <Problem problem={propose.error} compact />}
      <div>
        <Button kind={danger ? 'danger' : 'primary'} disabled={!ready} busy={propose.isPending} onClick={() => ready && propose.mutate({ body: { change, reason: reason.trim() } })}>{label}</Button>
      </div>
    </div>
  );
}
