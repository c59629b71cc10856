import { addDays } from '#platform/civil-date';
import type { Delegation } from '#identity/api';
import { useQueryOf } from '../../../request/index.ts';
import { FigureList, InstantText, useFormat, useLanguage } from '../../../ui/index.ts';
import { delegationChoices } from './endpoints.ts';
import classes from './rights.module.css';
import { useRightsTexts } from './use-rights-texts.ts';

/** Who stands in for whom, when, up to what and for what. */
export function DelegationFacts({ delegation }: { readonly delegation: Delegation }) {
  const texts = useRightsTexts().delegations;
  const format = useFormat();
  const language = useLanguage();
  const choices = useQueryOf(delegationChoices, undefined, { staleTimeMs: 600_000 });
  const nameOf = (key: string): string => choices.data?.lendable.find((privilege) => privilege.key === key)?.[language] ?? key;
  const told = (by: string | null, at: string | null, note: string | null) =>
    by === null || at === null ? null : (
      <>
        {by} · <InstantText instant={at} />
        {note === null || note === '' ? null : ` · ${note}`}
      </>
    );
  const decided = told(delegation.decidedBy, delegation.decidedAt, delegation.decisionNote);
  const ended = told(delegation.endedBy, delegation.endedAt, delegation.endNote);
  return (
    <>
      <FigureList
        items={[
          { key: 'who', label: texts.who, value: texts.pair(delegation.standIn.displayName, delegation.absent.displayName), strong: true },
          { key: 'from', label: texts.from, value: format.date(delegation.validFrom) },
          { key: 'to', label: texts.to, value: format.date(addDays(delegation.validTo, -1)) },
          { key: 'limit', label: texts.limit, value: delegation.amountLimitCents === null ? texts.noLimit : format.money(delegation.amountLimitCents) },
          { key: 'reason', label: texts.reason, value: delegation.reason },
          { key: 'requested', label: texts.requested, value: told(delegation.requestedBy, delegation.requestedAt, null) },
          ...(decided === null ? [] : [{ key: 'decided', label: texts.decided, value: decided }]),
          ...(ended === null ? [] : [{ key: 'ended', label: texts.ended, value: ended }]),
        ]}
      />
      <h3 className={classes.heading}>{texts.privileges}</h3>
      <ul className={classes.list}>
        {delegation.privileges.map((key) => (
          <li key={key}>{nameOf(key)}</li>
        ))}
      </ul>
    </>
  );
}
