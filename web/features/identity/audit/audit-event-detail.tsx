import type { z } from 'zod';
import type { auditRow } from '#identity/api';
import { addressOf } from '../../../request/index.ts';
import { Button, FigureList, InstantText, LinkButton, ToneBadge, useLanguage } from '../../../ui/index.ts';
import { actionName, objectName } from './audit-actions.ts';
import { bothNames } from './audit-actor.ts';
import type { AuditSearch } from './audit-search.ts';
import classes from './audit.module.css';
import { DecisionPart } from '../why/decision-part.tsx';
import { auditProof } from '../endpoints.ts';
import { useIdentityTexts } from '../use-identity-texts.ts';

interface AuditEventDetailProps {
  readonly event: z.infer<typeof auditRow>;
  /** Looks for other events instead. */
  readonly onLook: (search: Partial<AuditSearch>) => void;
}

function Data({ title, data }: { readonly title: string; readonly data: Readonly<Record<string, unknown>> | null }) {
  if (data === null || Object.keys(data).length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>{title}</h3>
      <pre className={classes.data}>{JSON.stringify(data, null, 2)}</pre>
    </section>
  );
}

/** One event with everything the trail keeps of it, its proof, and the ways on from it. */
export function AuditEventDetail({ event, onLook }: AuditEventDetailProps) {
  const texts = useIdentityTexts().audit;
  const language = useLanguage();
  const { accountId } = event;
  const items = [
    { key: 'number', label: texts.number, value: event.id },
    { key: 'when', label: texts.when, value: <InstantText instant={event.at} /> },
    { key: 'who', label: texts.who, value: bothNames(event, texts) },
    { key: 'what', label: texts.what, value: actionName(event.action, language) },
    { key: 'outcome', label: texts.outcome, value: event.outcome === 'done' ? <ToneBadge tone="ok" label={texts.done} /> : <ToneBadge tone="danger" label={texts.refused} /> },
    ...(event.strength === null ? [] : [{ key: 'strength', label: texts.strength, value: texts.strengths[event.strength] ?? event.strength }]),
    ...(event.client === null ? [] : [{ key: 'client', label: texts.client, value: event.client }]),
    ...(event.ruleVersion === null ? [] : [{ key: 'rules', label: texts.ruleVersion, value: event.ruleVersion }]),
    { key: 'block', label: texts.block, value: event.blockNumber ?? texts.sealing },
    ...(event.address === null ? [] : [{ key: 'address', label: texts.network, value: event.address }]),
  ];
  const codes = [
    { key: 'object', label: texts.object, value: `${objectName(event.objectKind, language)} ${event.objectId}` },
    { key: 'action', label: texts.action, value: event.action },
    { key: 'request', label: texts.request, value: event.requestId },
    { key: 'account', label: texts.account, value: accountId },
    { key: 'personality', label: texts.personality, value: event.personalityId },
    { key: 'onBehalfOf', label: texts.onBehalfOf, value: event.onBehalfOf },
    { key: 'delegation', label: texts.delegation, value: event.delegationId },
  ].filter((code) => code.value !== null);
  return (
    <>
      <FigureList items={items} />
      <div className={classes.actions}>
        <Button onClick={() => onLook({ kind: event.objectKind, object: event.objectId })}>{texts.objectHistory}</Button>
        {accountId !== null && <Button onClick={() => onLook({ person: accountId })}>{texts.onlyPerson}</Button>}
        {event.blockNumber !== null && <LinkButton icon="lock" href={addressOf(auditProof, { params: { id: event.id } })} download>{texts.proof}</LinkButton>}
      </div>
      <p className={classes.why}>{event.blockNumber === null ? texts.proofLater : texts.proofWhy}</p>
      <dl className={classes.codes}>
        {codes.map((code) => (
          <div key={code.key}>
            <dt>{code.label}</dt>
            <dd>{code.value}</dd>
          </div>
        ))}
      </dl>
      <Data title={texts.details} data={event.details} />
      <Data title={texts.decision} data={event.decision} />
      {event.decision !== null && event.ruleVersion !== null && <DecisionPart eventId={event.id} />}
    </>
  );
}
