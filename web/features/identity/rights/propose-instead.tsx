import { useState } from 'react';
import type { RightsChange } from '#identity/api';
import { useMay, useWrite } from '../../../request/index.ts';
import { Button, Problem, showToast, TextArea } from '../../../ui/index.ts';
import { proposeChange } from './endpoints.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

interface ProposeInsteadProps {
  /** What was refused to one person alone. */
  readonly change: RightsChange;
  readonly onProposed: () => void;
}

/** Where a change takes two persons: asks for it on the spot, with its reason. Draws nothing for whoever may not ask. */
export function ProposeInstead({ change, onProposed }: ProposeInsteadProps) {
  const texts = useRightsTexts().profiles;
  const mayPropose = useMay()('identity.rights.propose');
  const [reason, setReason] = useState('');
  const propose = useWrite(proposeChange, {
    refreshes: ['/api/identity/change-requests'],
    onDone: () => {
      showToast({ text: texts.proposed });
      onProposed();
    },
  });
  if (!mayPropose) return null;
  return (
    <div className={classes.form}>
      <TextArea label={texts.reason} value={reason} onChange={setReason} rows={2} maxLength={500} required />
      {propose.error !== null && <Problem problem={propose.error} compact />}
      <div className={classes.actions}>
        <Button busy={propose.isPending} disabled={reason.trim().length < 3} onClick={() => propose.mutate({ body: { change, reason: reason.trim() } })}>
          {texts.propose}
        </Button>
      </div>
    </div>
  );
}
