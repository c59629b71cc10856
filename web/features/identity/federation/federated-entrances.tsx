import { useState } from 'react';
import { call, ProblemError, useQueryOf } from '../../../request/index.ts';
import { Button, Notice } from '../../../ui/index.ts';
import { beginSignIn, offeredProviders } from './endpoints.ts';
import { leaveFor } from './federated-journey.ts';
import classes from './federation.module.css';
import { useEntranceTexts } from '../entrance/use-entrance-texts.ts';

/** Other houses whose word opens the door, below the form of names and passwords; nothing where there are none. */
export function FederatedEntrances({ loginName }: { readonly loginName: string }) {
  const texts = useEntranceTexts().federation;
  // Only a whole domain is asked about: `anna@azienda.it`.
  const domain = /@((?:[a-z0-9-]+\.)+[a-z]{2,})$/i.exec(loginName.trim())?.[1];
  const { data } = useQueryOf(offeredProviders, { query: domain === undefined ? {} : { domain } }, { staleTimeMs: 300_000 });
  const [going, setGoing] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  if (data === undefined || data.items.length === 0) return null;
  const go = async (providerId: string): Promise<void> => {
    setGoing(providerId);
    setRefusal(undefined);
    try {
      leaveFor(await call(beginSignIn, { body: { providerId } }), providerId);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      setRefusal(error.detail);
      setGoing(undefined);
    }
  };
  return (
    <div className={classes.column}>
      <p className={classes.or}>{texts.or}</p>
      <div role="alert">{refusal !== undefined && <Notice tone="danger">{refusal}</Notice>}</div>
      {data.items.map(({ id, name }) => (
        <Button key={id} size="touch" wide busy={going === id} disabled={going !== undefined && going !== id} onClick={() => void go(id)}>
          {texts.with(name)}
        </Button>
      ))}
    </div>
  );
}
