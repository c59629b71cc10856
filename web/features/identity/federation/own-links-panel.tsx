import { useQueryOf, useWrite } from '../../../request/index.ts';
import { Button, InstantText, Panel, Problem, showToast, ToneBadge } from '../../../ui/index.ts';
import { beginLink, ownLinks, unlink } from './endpoints.ts';
import { leaveFor } from './federated-journey.ts';
import classes from './federation.module.css';
import { useFederationTexts } from './use-federation-texts.ts';

/** Link my company account: for the page of one's own security. Nothing where the company connected no other house. */
export function OwnLinksPanel() {
  const texts = useFederationTexts().own;
  const { data } = useQueryOf(ownLinks, undefined, { staleTimeMs: 0 });
  const link = useWrite(beginLink, { onDone: (journey, { body }) => leaveFor(journey, body.providerId, '/account') });
  const cut = useWrite(unlink, { refreshes: ['/api/identity/federation/links'], onDone: () => showToast({ text: texts.unlinked }) });
  if (data === undefined || data.items.length === 0) return null;
  const problem = link.error ?? cut.error;
  return (
    <Panel title={texts.title}>
      <p className={classes.why}>{texts.why}</p>
      {problem !== null && <Problem problem={problem} compact lost="nothing" />}
      <ul className={classes.plain}>
        {data.items.map(({ providerId, name, linkedAt, lastUsedAt }) => (
          <li key={providerId} className={classes.line}>
            <div className={classes.words}>
              <strong>{name}</strong>
              {linkedAt !== null && (
                <span>
                  {texts.since} <InstantText instant={linkedAt} /> · {texts.used} {lastUsedAt === null ? texts.never : <InstantText instant={lastUsedAt} />}
                </span>
              )}
            </div>
            {linkedAt !== null && <ToneBadge tone="ok" label={texts.linked} />}
            {linkedAt === null ? (
              <Button busy={link.isPending} aria-label={texts.linkThis(name)} onClick={() => link.mutate({ body: { providerId } })}>{texts.link}</Button>
            ) : (
              <Button kind="danger" busy={cut.isPending} aria-label={texts.unlinkThis(name)} onClick={() => cut.mutate({ params: { id: providerId } })}>{texts.unlink}</Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
