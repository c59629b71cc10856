import { useState } from 'react';
import type { Charge, StaffFound } from '#territory/api';
import { addDays } from '#platform/civil-date';
import { call, serverToday, useQueryOf, useWrite } from '../../request/index.ts';
import { Button, ConfirmConsequence, DateField, LoadingRows, Panel, Problem, RecordPicker, showToast, ToneBadge, useFormat, useLanguage } from '../../ui/index.ts';
import { endCharge, findStaff, listCharges, putInCharge } from './endpoints.ts';
import classes from './territory.module.css';
import { useTerritoryTexts } from './use-territory-texts.ts';

const refreshes = ['/api/territory/'];

function NewCharge({ areaId, onClose }: { readonly areaId: number; readonly onClose: () => void }) {
  const texts = useTerritoryTexts().charge;
  const language = useLanguage();
  const today = serverToday();
  const [person, setPerson] = useState<StaffFound | null>(null);
  const [from, setFrom] = useState<string | null>(today);
  const [to, setTo] = useState<string | null>(null);
  const give = useWrite(putInCharge, {
    refreshes,
    onDone: () => {
      showToast({ text: texts.added });
      onClose();
    },
  });
  return (
    <section className={classes.form} aria-label={texts.begin}>
      <RecordPicker
        label={texts.person}
        value={person}
        onPick={setPerson}
        search={async (q, signal) => (await call(findStaff, { query: { q } }, { signal })).items}
        minLetters={2}
        itemKey={(one) => one.personalityId}
        itemText={(one) => one.displayName}
        renderItem={(one) => `${one.displayName} · ${one.profileName[language]}`}
        noneText={texts.none}
        startHere
      />
      <div className={classes.days}>
        <DateField label={texts.from} value={from} onChange={setFrom} today={today} />
        <DateField label={texts.to} value={to} onChange={setTo} today={today} />
      </div>
      {give.error !== null && <Problem problem={give.error} compact />}
      <div className={classes.actions}>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button kind="primary" busy={give.isPending} disabled={person === null || from === null} onClick={() => person !== null && from !== null && give.mutate({ params: { id: areaId }, body: { personalityId: person.personalityId, validFrom: from, validTo: to } })}>
          {texts.add}
        </Button>
      </div>
    </section>
  );
}

/** Who is, was and will be in charge of an area; from here somebody is put in charge, or ends. */
export function ChargesPanel({ areaId }: { readonly areaId: number }) {
  const all = useTerritoryTexts();
  const texts = all.charge;
  const format = useFormat();
  const language = useLanguage();
  const today = serverToday();
  const { data, error, refetch } = useQueryOf(listCharges, { params: { id: areaId } });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Charge>();
  const [on, setOn] = useState<string | null>(today);
  const end = useWrite(endCharge, { refreshes, onDone: () => showToast({ text: texts.ended }) });
  const over = ({ to }: Charge): boolean => to !== null && to <= today;
  const days = ({ from, to }: Charge): string => (to === null ? all.detail.from(format.date(from)) : all.detail.between(format.date(from), format.date(addDays(to, -1))));
  return (
    <Panel title={texts.title}>
      {data === undefined && error === null && <LoadingRows label={all.loading} rows={2} />}
      {error !== null && <Problem problem={error} compact onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={classes.small}>{texts.nobody}</p>}
      <ul className={classes.lines}>
        {data?.items.map((charge) => (
          <li key={charge.id} className={classes.part}>
            <span>
              <strong className={over(charge) ? classes.past : undefined}>{charge.displayName}</strong>
              <span className={classes.meta}> {charge.profileName[language]}</span>
              <br />
              <span className={classes.meta}>{days(charge)}</span>
            </span>
            {charge.from > today ? <ToneBadge tone="info" label={all.detail.planned} /> : !over(charge) && <ToneBadge tone="ok" label={all.detail.now} />}
            {data.mayChange && !over(charge) && (
              <Button
                kind="quiet"
                aria-label={texts.end(charge.displayName)}
                onClick={() => {
                  setOn(charge.from > today ? charge.from : today);
                  setEnding(charge);
                }}
              >
                {texts.endShort}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {end.error !== null && <Problem problem={end.error} compact />}
      {data?.mayChange === true && !adding && (
        <div className={classes.actions}>
          <Button icon="plus" onClick={() => setAdding(true)}>{texts.begin}</Button>
        </div>
      )}
      {adding && <NewCharge areaId={areaId} onClose={() => setAdding(false)} />}
      {ending !== undefined && (
        <ConfirmConsequence
          opened
          onClose={() => setEnding(undefined)}
          title={texts.endTitle}
          consequence={<><p>{texts.endWhat(ending.displayName, format.date(on ?? today))}</p><DateField label={texts.endOn} value={on} onChange={setOn} today={today} /></>}
          confirmLabel={texts.endShort}
          danger
          onConfirm={() => {
            end.mutate({ params: { id: ending.id }, query: { on: on ?? today } });
            setEnding(undefined);
          }}
        />
      )}
    </Panel>
  );
}
