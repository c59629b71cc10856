import type { z } from 'zod';
import type { auditRow } from '#identity/api';
import { FigureList, InstantText, ToneBadge, useLanguage } from '../../ui/index.ts';
import { actionName, objectName } from './audit-actions.ts';
import { actorOf } from './audit-actor.ts';
import classes from './audit.module.css';
import { useIdentityTexts } from './use-identity-texts.ts';

/** One event with everything the trail keeps of it. */
export function AuditEventDetail({ event }: { readonly event: z.infer<typeof auditRow> }) {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const items = [
    { key: 'number', label: texts.number, value: event.id },
    { key: 'when', label: texts.when, value: <InstantText instant={event.at} /> },
    { key: 'who', label: texts.who, value: actorOf(event, texts) },
    { key: 'what', label: texts.what, value: actionName(event.action, language) },
    { key: 'outcome', label: texts.outcome, value: event.outcome === 'done' ? <ToneBadge tone="ok" label={texts.done} /> : <ToneBadge tone="danger" label={texts.refused} /> },
    { key: 'block', label: texts.block, value: event.blockNumber ?? texts.sealing },
    ...(event.address === null ? [] : [{ key: 'address', label: texts.network, value: event.address }]),
  ];
  const codes = [
    { key: 'object', label: texts.object, value: `${objectName(event.objectKind, language)} ${event.objectId}` },
    { key: 'request', label: texts.request, value: event.requestId },
    ...(event.personalityId === null ? [] : [{ key: 'personality', label: texts.personality, value: event.personalityId }]),
  ];
  return (
    <>
      <FigureList items={items} />
      <dl className={classes.codes}>
        {codes.map((code) => (
          <div key={code.key}>
            <dt>{code.label}</dt>
            <dd>{code.value}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(event.details).length > 0 && (
        <section>
          <h3 className={classes.heading}>{texts.details}</h3>
          <pre className={classes.data}>{JSON.stringify(event.details, null, 2)}</pre>
        </section>
      )}
    </>
  );
}
