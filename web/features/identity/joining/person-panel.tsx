import { useState } from 'react';
import type { z } from 'zod';
import type { personListed } from '#identity/api';
import { serverToday, useMay, useQueryOf, useWrite, type ResponseOf } from '../../../request/index.ts';
import { placeOf } from '../../../shells/personality-name.ts';
import { Button, DateField, LoadingRows, Notice, Problem, RecordPicker, showToast, SidePanel, useFormat, useLanguage } from '../../../ui/index.ts';
import { AccountProtection } from '../account/account-protection.tsx';
import { ProposeForm } from '../rights/propose-form.tsx';
import { useRightsTexts } from '../rights/use-rights-texts.ts';
import { Deed } from './deed.tsx';
import { endPerson, movePerson, personOperations, resumePerson, suspendPerson } from './endpoints.ts';
import classes from './joining.module.css';
import { matching } from './matching.ts';
import { ProposedAbout, ProposedGrant } from './proposed-deeds.tsx';
import { useJoiningTexts } from './use-joining-texts.ts';

type Person = z.infer<typeof personListed>;
type Operations = ResponseOf<NonNullable<typeof personOperations.contract>>;
type Destination = Operations['destinations'][number];
const refreshes = ['/api/identity/people', '/api/identity/organisation'];

function PersonDeeds({ person, operations, close }: { readonly person: Person; readonly operations: Operations; readonly close: () => void }) {
  const texts = useJoiningTexts().people;
  const propose = useRightsTexts().propose;
  const language = useLanguage();
  const format = useFormat();
  const today = serverToday();
  const [from, setFrom] = useState<string | null>(today);
  const [place, setPlace] = useState<Destination | null>(null);
  const params = { id: person.personalityId };
  const told = (text: string) => (): void => {
    showToast({ text });
    close();
  };
  const suspend = useWrite(suspendPerson, { refreshes, onDone: told(texts.suspendedDone(person.displayName)) });
  const resume = useWrite(resumePerson, { refreshes, onDone: told(texts.resumedDone(person.displayName)) });
  const end = useWrite(endPerson, { refreshes, onDone: told(texts.endedDone(person.displayName, from === null ? '' : format.date(from))) });
  const move = useWrite(movePerson, { refreshes, onDone: told(texts.movedDone(person.displayName)) });
  const reasonOf = (operation: Operations['operations'][number]['operation']): string | undefined => operations.operations.find((each) => each.operation === operation)?.reason?.[language];
  const problem = suspend.error ?? resume.error ?? end.error ?? move.error;
  return (
    <>
      {problem !== null && <Problem problem={problem} compact />}
      {operations.suspended ? (
        <Deed title={texts.resume} why={texts.resumeWhy} reason={reasonOf('resume')}>
          <div>
            <Button kind="primary" busy={resume.isPending} onClick={() => resume.mutate({ params })}>{texts.resume}</Button>
          </div>
        </Deed>
      ) : (
        <Deed title={texts.suspend} why={texts.suspendWhy} reason={reasonOf('suspend')}>
          <div>
            <Button kind="danger" busy={suspend.isPending} onClick={() => suspend.mutate({ params })}>{texts.suspend}</Button>
          </div>
        </Deed>
      )}
      <Deed title={texts.move} why={texts.moveWhy} reason={reasonOf('move')}>
        <RecordPicker<Destination>
          label={texts.moveTo} value={place} onPick={setPlace} itemKey={(each) => String(each.id)} itemText={(each) => `${each.name} · ${each.code}`}
          search={(text) => Promise.resolve(matching(operations.destinations, (each) => `${each.name} ${each.code}`, text))}
        />
        {operations.secondPerson ? (
          <ProposeForm label={propose.move} change={place === null ? undefined : { kind: 'movePersonality', personalityId: person.personalityId, nodeId: place.id }} onDone={close} />
        ) : (
          <div>
            <Button disabled={place === null} busy={move.isPending} onClick={() => place !== null && move.mutate({ params, body: { nodeId: place.id } })}>{texts.move}</Button>
          </div>
        )}
      </Deed>
      <Deed title={texts.end} why={operations.secondPerson ? propose.endWhy : texts.endWhy} reason={reasonOf('end')}>
        {operations.secondPerson ? (
          <ProposeForm label={propose.end} danger change={{ kind: 'endPersonality', personalityId: person.personalityId }} onDone={close} />
        ) : (
          <>
            <DateField label={texts.endFrom} value={from} onChange={setFrom} today={today} min={today} hint={from === today ? texts.today : undefined} />
            <div>
              <Button kind="danger" disabled={from === null} busy={end.isPending} onClick={() => from !== null && end.mutate({ params, body: { from } })}>{texts.end}</Button>
            </div>
          </>
        )}
      </Deed>
    </>
  );
}

function PersonInside({ person, close }: { readonly person: Person; readonly close: () => void }) {
  const texts = useJoiningTexts().people;
  const language = useLanguage();
  const protects = useMay()('identity.account.protect');
  const { data, error, refetch } = useQueryOf(personOperations, { params: { id: person.personalityId } }, { staleTimeMs: 0 });
  return (
    <div>
      <p>{person.profileName[language]} · {placeOf(person)}</p>
      <p className={classes.why}>{person.loginName}</p>
      {data === undefined && error === null && <LoadingRows label={texts.loading} rows={3} />}
      {error !== null && error.code === 'not_found' && <Notice tone="info">{texts.notYours}</Notice>}
      {error !== null && error.code !== 'not_found' && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data !== undefined && <ProposedAbout accountId={person.accountId} />}
      {data !== undefined && <PersonDeeds person={person} operations={data} close={close} />}
      {data !== undefined && person.accountStatus === 'active' && <ProposedGrant accountId={person.accountId} onDone={close} />}
      {protects && <AccountProtection accountId={person.accountId} displayName={person.displayName} status={person.accountStatus} />}
    </div>
  );
}

/** What a manager may do with somebody's role: suspend, take back, move, end. */
export function PersonPanel({ person, onClose }: { readonly person: Person | undefined; readonly onClose: () => void }) {
  return (
    <SidePanel opened={person !== undefined} onClose={onClose} title={person?.displayName ?? ''}>
      {person !== undefined && <PersonInside key={person.personalityId} person={person} close={onClose} />}
    </SidePanel>
  );
}
